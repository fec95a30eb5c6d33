import Kubernetes
import Testing

@Suite struct ValueTests {
    @Test func viewsTellTheKindsApart() {
        #expect(Value.null.isNull)
        #expect(Value.bool(true).bool == true)
        #expect(Value.int(5).int == 5)
        #expect(Value.int(5).string == nil)
        #expect(Value.int(5).text == "5")
        #expect(Value.string("x").string == "x")
        #expect(Value.list([.int(1)]).list?.count == 1)
        #expect(Value.map(["a": .int(1)]).fields?.first?.key == "a")
        #expect(Value.list([]).text == nil)
    }

    @Test func subscriptReplacesInPlaceAppendsAndRemoves() {
        var value = Value.map(["a": .int(1), "b": .int(2)])
        value["a"] = .string("x")
        value["c"] = .int(3)
        #expect(value.fields?.map(\.key) == ["a", "b", "c"])
        #expect(value["a"]?.string == "x")
        value["b"] = nil
        value["missing"] = nil
        #expect(value.fields?.map(\.key) == ["a", "c"])
    }

    @Test func nestedChangesReachTheValue() {
        var value = Value.map(["spec": .map(["hosts": .map(["a": .int(1)])])])
        value["spec"]?["hosts"]?["b"] = .int(2)
        #expect(value.at("spec", "hosts", "b")?.int == 2)
        #expect(value.at("spec", "hosts", "a")?.int == 1)
        value["missing"]?["hosts"] = .int(2)
        #expect(value.fields?.count == 1)
        var scalar = Value.string("x")
        scalar["a"]?["b"] = .int(1)
        #expect(scalar.string == "x")
        scalar["a"] = .int(1)
        #expect(scalar == .map(["a": .int(1)]))
    }

    @Test func aCopyIsUntouchedByChangesOfTheOther() {
        let original = Value.map(["a": .map(["b": .int(1)])])
        var copy = original
        copy["a"]?["b"] = .int(2)
        #expect(original.at("a", "b")?.int == 1)
    }

    @Test func equalityIsThatOfKubernetes() throws {
        #expect(try parseYAML("{a: 0x10, b: yes}") == parseYAML("b: true\na: 16"))
        #expect(try parseYAML("a: '5'") != parseYAML("a: 5"))
        #expect(try parseYAML("a: [1, 2]") != parseYAML("a: [2, 1]"))
        #expect(try parseYAML("a: 1") != parseYAML("b: 1"))
        #expect(Value.int(1) != parse0("1.0"))
    }

    private func parse0(_ text: String) -> Value {
        Value(node: .scalar(Scalar(text: text, style: .plain)))
    }
}
