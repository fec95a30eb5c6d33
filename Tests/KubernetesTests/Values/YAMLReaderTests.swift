import Kubernetes
import Testing

@Suite struct YAMLReaderTests {
    @Test func documentsComeInOrderWithoutEmptyOnes() throws {
        var reader = YAMLReader(file: "x")
        let documents = try reader.read("---\n---\na: 1\n---\n# only a comment\n---\nb: 2\n...\n---\n")
        #expect(documents == [.map(["a": .int(1)]), .map(["b": .int(2)])])
        #expect(try reader.read("").isEmpty)
        #expect(try reader.read("# nothing\n").isEmpty)
    }

    @Test func jsonIsRead() throws {
        let value = try parseYAML(#"{"a": [1, -2.5, true, null, "x\n\"\u00e9\/"], "b": {}}"#)
        #expect(value["a"] == .list([.int(1), number("-2.5"), .bool(true), .null, .string("x\n\"é/")]))
        #expect(value["b"]?.fields?.isEmpty == true)
    }

    @Test func positionsAreThoseOfTheFile() throws {
        let value = try parseYAML("a: 1\nb:\n  - x\n  - c: y\n")
        #expect(value["a"]?.position == SourcePosition(line: 1, column: 4))
        #expect(value["b"]?.list?[1]["c"]?.position == SourcePosition(line: 4, column: 8))
        #expect(value.fields?[1].keyPosition == SourcePosition(line: 2, column: 1))
        #expect(!Value.int(1).position.isKnown)
    }

    @Test func keysAreTextAsInKubernetes() throws {
        let value = try parseYAML("on: 1\n0x10: 2\n'off': 3\n1.50: 4\n2: 5\n1e6: 6\n")
        #expect(value.fields?.map(\.key) == ["true", "16", "off", "1.5", "2", "1e+06"])
        #expect(try yamlProblem("~: 1").problem.contains("null"))
    }

    @Test func aliasesAreResolved() throws {
        let value = try parseYAML("a: &x {k: [1, 2]}\nb: *x\nc: &s text\nd: *s\n*s : e\n")
        #expect(value["b"] == value["a"])
        #expect(value["d"]?.string == "text")
        #expect(value["text"]?.string == "e")
        #expect(try parseYAML("- &a 1\n- &a 2\n- *a\n").list?[2].int == 2)
    }

    @Test func mergeKeysActWhereTheyStandAsInGoYAML() throws {
        let value = try parseYAML(
            """
            base: &base {a: 1, b: 2}
            more: &more {b: 3, c: 4}
            first:
              <<: *base
              b: 20
            last:
              b: 20
              <<: *base
            both:
              <<: [*base, *more]
            inline:
              <<: {a: 5}
            quoted:
              '<<': 1
            """)
        #expect(value["first"] == .map(["a": .int(1), "b": .int(20)]))
        #expect(value["last"] == .map(["a": .int(1), "b": .int(2)]))
        #expect(value["both"] == .map(["a": .int(1), "b": .int(2), "c": .int(4)]))
        #expect(value["inline"] == .map(["a": .int(5)]))
        #expect(value["quoted"] == .map(["<<": .int(1)]))
        #expect(try parseYAML(YAMLWriter().write(value)) == value)
    }

    @Test func anExplicitKeyMayReplaceAMergedOneOnlyOnce() throws {
        let error = try yamlProblem("a: &a {k: 1}\nb:\n  <<: *a\n  k: 2\n  k: 3\n")
        #expect(error.line == 5)
        #expect(try yamlProblem("<<: 5").problem.contains("<<"))
        #expect(try yamlProblem("<<: [{a: 1}, 5]").problem.contains("<<"))
    }

    @Test func anchorsEndWithTheirDocument() throws {
        #expect(try yamlProblem("a: &x 1\n---\nb: *x\n").line == 3)
    }

    @Test func bigMapsKeepOrderAndFindDuplicates() throws {
        let lines = (0..<500).map { "key-\($0): \($0)" }.joined(separator: "\n")
        let value = try parseYAML(lines)
        #expect(value.fields?.count == 500)
        #expect(value["key-499"]?.int == 499)
        let error = try yamlProblem(lines + "\nkey-7: 1\n")
        #expect(error.line == 501)
        #expect(error.hint.contains("line 8"))
        let indented = lines.replacing("\n", with: "\n  ")
        let merged = try parseYAML("a: &a\n  \(indented)\nb:\n  <<: *a\n  key-3: new\n")
        #expect(merged["b"]?["key-3"]?.string == "new")
        #expect(merged["b"]?.fields?.count == 500)
    }

    @Test func streamsYieldOneDocumentAfterTheOther() throws {
        var reader = YAMLReader(file: "x")
        let text = Array((0..<1000).map { "---\nname: object-\($0)\n" }.joined().utf8)
        var seen: [Value] = []
        try reader.documents(from: text) { seen.append($0) }
        #expect(seen.count == 1000)
        var offset = 0
        var pieces: [Value] = []
        try reader.documents(
            pull: { buffer in
                let count = min(7, buffer.count, text.count - offset)
                buffer.copyBytes(from: text[offset..<offset + count])
                offset += count
                return count
            }, each: { pieces.append($0) })
        #expect(pieces == seen)
    }

    @Test func errorsOfTheClosuresComeThrough() throws {
        struct Stop: Error, Equatable {}
        var reader = YAMLReader(file: "x")
        #expect(throws: Stop()) { try reader.documents(from: Array("a: 1".utf8)) { _ in throw Stop() } }
        #expect(throws: Stop()) { try reader.documents(pull: { _ in throw Stop() }, each: { _ in }) }
    }

    @Test func blockScalarsKeepTemplates() throws {
        let value = try parseYAML("t: |\n  {{ if .x }}\n    a: {{ .y }}\n  {{ end }}\n")
        #expect(value["t"]?.string == "{{ if .x }}\n  a: {{ .y }}\n{{ end }}\n")
        #expect(value["t"]?.scalar?.style == .literal)
    }

    private func number(_ text: String) -> Value {
        Value(node: .scalar(Scalar(text: text, style: .plain)))
    }
}
