import Kubernetes
import Testing

@Suite struct YAMLWriterTests {
    @Test func layoutIsThatOfKubectl() throws {
        let text = """
            apiVersion: v1
            items:
            - name: a
              values:
              - 1
              - "2"
            - - x
              - y
            - {}
            empty: []
            none:
            script: |
              line 1
                line 2
            text: 'it''s'
            yes-key: "yes"

            """
        #expect(YAMLWriter().write(try parseYAML(text)) == text)
    }

    @Test func programStringsAreQuotedOnlyWhenNeeded() {
        let value = Value.map([
            "a": .string("plain"), "b": .string("5"), "c": .string("true"), "d": .string(""),
            "e": .string("a: b"), "f": .string("two\nlines\n"), "5": .bool(true), "g": .null,
        ])
        #expect(
            YAMLWriter().write(value) == """
                a: plain
                b: "5"
                c: "true"
                d: ""
                e: "a: b"
                f: |
                  two
                  lines
                "5": true
                g: null

                """)
    }

    static let texts = [
        "", " ", "a", " a", "a ", "\n", "\n\n", "a\n", "a\n\n", "\na", "\n a\n", " a\nb", "a\n\nb\n",
        "a\n  b\nc\n", "a\n  ", "a\n  \n", "\ta\n", "a\tb", "a:", "a: b", "a #b", "#a", "- a", "-", "-a",
        "--- a", "...", "? x", "?", ":", ":x", "::", "&a", "*a", "!a", "|", ">", "'", "\"", "%a", "@a", "`a",
        "{a", "[a", "}", "]", ",", "<<", "=", "a'b", "a\"b", "a\\b", "a\r\nb", "\u{85}", "a\u{2028}b",
        "\u{FEFF}", "\u{7}", "\u{0}", "é", "😀", "a\u{A0}b", "null", "~", "yes", "0x1", "1e3", "\u{7F}",
        "a\n\n\nb\n\n\n", "x\n\ty\n", "a\n---\nb\n", "{{ .x }}\n", "trailing \nspace\n",
        "long " + String(repeating: "word ", count: 100) + "end",
    ]

    @Test(arguments: texts) func everyTextComesBackInEveryStyleAndPlace(text: String) throws {
        for style in [Scalar.Style.singleQuoted, .doubleQuoted, .literal, .folded] {
            let scalar = Value(node: .scalar(Scalar(text: text, style: style)))
            try check(scalar)
        }
        try check(.string(text))
        let key = Value.map([Value.Field(key: text, value: .map([Value.Field(key: text, value: .int(1))]))])
        let written = YAMLWriter().write(key)
        #expect(valueOutline(try parseYAML(written)) == valueOutline(key), "\(written)")
    }

    private func check(_ scalar: Value) throws {
        let nested = Value.map(["k": .list([scalar, .map(["m": scalar, "n": .list([.list([scalar])])])])])
        let lists = Value.list([.list([scalar, scalar]), .map(["a": scalar])])
        for value in [scalar, nested, lists] {
            let text = YAMLWriter().write([value, value])
            var reader = YAMLReader(file: "written")
            let back = try reader.read(text)
            #expect(back == [value, value], "\(text)")
            #expect(back.map { valueOutline($0) } == [valueOutline(value), valueOutline(value)], "\(text)")
        }
    }

    @Test func stylesAreKept() throws {
        let text = """
            a: 'x'
            b: "x"
            c: |-
              x
              y
            d: |2
                x
            e: |+
              x

            f: >-
              x

              y
            g: 0x10
            h: ~

            """
        #expect(YAMLWriter().write(try parseYAML(text)) == text)
    }

    @Test func veryLongKeysComeBack() throws {
        let value = Value.map([
            Value.Field(key: String(repeating: "k", count: 3000), value: .map(["a": .list([.int(1)])])),
            Value.Field(key: String(repeating: "\u{7}", count: 200), value: .list([.int(1)])),
            Value.Field(key: String(repeating: "é", count: 600), value: .string("a\nb")),
        ])
        #expect(try parseYAML(YAMLWriter().write(value)) == value)
    }

    @Test func documentsAreSeparated() {
        #expect(YAMLWriter().write([.map(["a": .int(1)]), .list([.int(2)])]) == "a: 1\n---\n- 2\n")
        #expect(YAMLWriter().write([Value]()) == "")
        #expect(YAMLWriter().write(.map([])) == "{}\n")
    }
}
