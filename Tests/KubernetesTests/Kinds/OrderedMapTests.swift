import Kubernetes
import Testing

@Suite struct OrderedMapTests {
    private typealias Statuses = OrderedMap<StateItemStatus>

    private func status(_ code: Int64) -> StateItemStatus {
        var status = StateItemStatus()
        status.exitCode = code
        return status
    }

    @Test func entriesKeepTheOrderOfFirstUse() {
        var map = Statuses()
        map["z"] = status(1)
        map["a"] = status(2)
        map["m"] = status(3)
        map["z"] = status(4)
        #expect(map.entries.map(\.name) == ["z", "a", "m"])
        #expect(map["z"]?.exitCode == 4)
        map["a"] = nil
        map["absent"] = nil
        map["a"] = status(5)
        #expect(map.entries.map(\.name) == ["z", "m", "a"])
        #expect(map.count == 3)
        #expect(map["b"] == nil)
    }

    @Test func orderCountsForEquality() {
        var (left, right) = (Statuses(), Statuses())
        left["a"] = status(1)
        right["b"] = status(1)
        #expect(left != right)
        left["b"] = status(1)
        right["a"] = status(1)
        #expect(left != right)
        right["b"] = nil
        right["b"] = status(1)
        #expect(left == right)
    }

    @Test func readingAndWritingKeepsOrderAndUnmodelledFields() throws {
        let value = try parseYAML("z: {exitCode: 1, x: [1]}\na: {attempt: 2}\n")
        var map = try Statuses(value: value)
        #expect(YAMLWriter().write(map.encoded(over: value)) == YAMLWriter().write(value))
        map["z"]?.exitCode = 3
        map["a"] = nil
        map["b"] = status(1)
        #expect(
            CanonicalJSON.text(of: map.encoded(over: value))
                == #"{"b":{"exitCode":1},"z":{"exitCode":3,"x":[1]}}"#)
    }

    @Test func anErrorNamesTheEntry() throws {
        let value = try parseYAML("a: {}\nb: {exitCode: bad}\n")
        let error = try #require(throws: FieldError.self) { _ = try Statuses(value: value) }
        #expect(error.path == "b.exitCode")
        #expect(throws: FieldError.self) { _ = try Statuses(value: .list([])) }
    }
}
