import Kubernetes
import Testing

@Suite struct JSONTests {
    @Test func canonicalFormSortsKeysAndHasNoWhitespace() throws {
        let value = try parseYAML(
            "b: [yes, ~, 0x10, 'é\"\\\\', []]\na: {z: {}, Z: 1, é: 2}\naa: \"\\x01\\n\\t\"\n")
        #expect(
            CanonicalJSON.text(of: value)
                == #"{"a":{"Z":1,"z":{},"é":2},"aa":"\u0001\n\t","b":[true,null,16,"é\"\\\\",[]]}"#)
    }

    @Test(arguments: [
        ("1.0", "1"), ("1.50", "1.5"), ("-0.0", "-0"), ("1e21", "1e+21"), ("1e20", "100000000000000000000"),
        ("0.000001", "0.000001"), ("0.0000001", "1e-7"), ("1.25e-9", "1.25e-9"),
        ("123456789.125", "123456789.125"),
        ("1_000", "1000"), ("18446744073709551615", "18446744073709551615"), ("0.1", "0.1"), ("1e2", "100"),
        ("1.7976931348623157e308", "1.7976931348623157e+308"), (".inf", "\".inf\""),
    ])
    func numbersPrintAsGoPrintsThem(text: String, json: String) {
        let value = Value(node: .scalar(Scalar(text: text, style: .plain)))
        #expect(CanonicalJSON.text(of: value) == json)
    }

    @Test func equalValuesHaveEqualBytes() throws {
        let a = try parseYAML("x: {b: on, a: 0b11}")
        let b = try parseYAML(#"{"x": {"a": 3, "b": true}}"#)
        #expect(a == b)
        #expect(CanonicalJSON.bytes(of: a) == CanonicalJSON.bytes(of: b))
    }

    @Test func prettyFormKeepsOrder() throws {
        let value = try parseYAML("b: [1, {}]\na: {c: x}\nd: []\n")
        #expect(
            JSONWriter().write(value) == """
                {
                  "b": [
                    1,
                    {}
                  ],
                  "a": {
                    "c": "x"
                  },
                  "d": []
                }
                """)
    }

    @Test func whatYAMLWouldRefuseOrFoldIsEscaped() throws {
        let text = "\u{7F}\u{82}\u{85}\u{2028}\u{FEFF}\u{FFFE}é😀\u{1}"
        let json = CanonicalJSON.text(of: .string(text))
        #expect(json == #""\u007f\u0082\u0085\u2028\ufeff\ufffeé😀\u0001""#)
        #expect(try parseYAML(json).string == text)
    }
}
