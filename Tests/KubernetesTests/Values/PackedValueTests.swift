import Kubernetes
import Testing

@Suite struct PackedValueTests {
    @Test func aValueIsTheSameUnpacked() throws {
        let value = try parseYAML(
            """
            a: &a {b: "x\\n", 'é': [~, 1.0, !!str 5, {}, []]}
            c: |
              two
              lines
            d: *a
            e: >-
              folded
            f: \(String(repeating: "long ", count: 100))
            """)
        let packed = PackedValue(value)
        #expect(YAMLWriter().write(packed.value) == YAMLWriter().write(value))
        #expect("\(packed.value)" == "\(value)", "positions and styles too")
        #expect(packed.count < 800)
    }

    @Test func whatTheProgramMadeHasNoPosition() {
        let value = Value.map(["a": .string(""), "b": .list([.string("x")])])
        #expect("\(PackedValue(value).value)" == "\(value)")
        #expect(PackedValue(.string("")).value == .string(""))
    }
}
