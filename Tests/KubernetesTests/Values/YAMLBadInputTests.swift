import Kubernetes
import Testing

@Suite struct YAMLBadInputTests {
    @Test func aDuplicateKeyNamesBothLines() throws {
        let error = try yamlProblem("a:\n  b: 1\n  c: 2\n  b: 3\n")
        #expect(
            error.description
                == "test.yaml:4:3: the key 'b' is given twice in one map; "
                + "it was given before at line 2; remove one of the two")
    }

    @Test func aTabIsNamed() throws {
        let error = try yamlProblem("a:\n\tb: 1\n")
        #expect(error.problem == "a tab is used for indentation")
        #expect(error.line == 2)
        #expect(try yamlProblem("a:\n  b:\n  \t- c: 1\n").description.contains("tab"))
    }

    @Test(arguments: ["a: \"unclosed", "a: 'unclosed\n", "a: [1, 2", "a: {b: 1,\n", "a: 1\nkin"])
    func aTruncatedFileIsNamed(text: String) throws {
        let error = try yamlProblem(text)
        #expect(error.problem.contains("ends in the middle"), "\(error)")
        #expect(error.hint.contains("cut off"))
    }

    @Test(
        arguments: [
            ([0x7F, 0x45, 0x4C, 0x46, 2, 1], "ELF"), ([0x1F, 0x8B, 8, 0], "gzip"),
            ([0x50, 0x4B, 3, 4], "zip"),
            ([0x61, 0x3A, 0x20, 0x00, 0x0A], "NUL"), ([0x61, 0x3A, 0x20, 0xFF, 0x0A], "UTF-8"),
            ([0x61, 0x3A, 0x20, 0xC3], "UTF-8"), ([0x61, 0x3A, 0x20, 0x07], "control"),
        ] as [([UInt8], String)])
    func binaryInputIsNamed(bytes: [UInt8], word: String) throws {
        #expect(try yamlProblem(bytes).problem.contains(word))
    }

    @Test func theLineOfABadByteIsRight() throws {
        let error = try yamlProblem(Array("a: 1\nb: 2\nc: ".utf8) + [0])
        #expect(error.line == 3)
        #expect(error.column == 4)
    }

    @Test func nestingHasALimit() throws {
        let depth = { (count: Int) in
            String(repeating: "[", count: count) + String(repeating: "]", count: count)
        }
        #expect(throws: Never.self) { try parseYAML(depth(100)) }
        #expect(try yamlProblem(depth(101)).problem.contains("nested deeper than the limit of 100"))
        #expect(try yamlProblem(depth(5000)).problem.contains("nested deeper"))
        #expect(try yamlProblem(String(repeating: "- ", count: 101) + "a").problem.contains("nested deeper"))
        #expect(try yamlProblem("a: {b: {c: 1}}", limits: YAMLLimits(maxDepth: 2)).column == 8)
    }

    @Test func nestingByAliasesHasTheSameLimit() throws {
        var text = "a0: &a0 [1]\n"
        for level in 1..<120 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
        #expect(try yamlProblem(text).problem.contains("nested deeper"))
    }

    @Test func anAnchorBombIsRefused() throws {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1..<12 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        let error = try yamlProblem(text)
        #expect(error.problem.contains("100000"))
        #expect(error.line < 8)
    }

    @Test func aLongTextMeantOftenIsRefused() throws {
        // Few values, but as text it would be a thousand times as long.
        let text =
            "a: &a \(String(repeating: "x", count: 2000))\nb: [\(String(repeating: "*a, ", count: 1000))]\n"
        #expect(throws: Never.self) { try parseYAML(text) }
        let error = try yamlProblem(text, limits: YAMLLimits(maxAliasBytes: 1_000_000))
        #expect(error.problem == "the aliases stand for more than the limit of 1000000 bytes")
        #expect(error.line == 2)
        let nested = "a: &a {b: &b \(String(repeating: "x", count: 600)), c: *b}\nd: [*a, *a]\n"
        #expect(throws: Never.self) { try parseYAML(nested, limits: YAMLLimits(maxAliasBytes: 3005)) }
        #expect(try yamlProblem(nested, limits: YAMLLimits(maxAliasBytes: 2999)).line == 2)
    }

    @Test func badAliasesAreNamed() throws {
        // The name is not quoted: an unquoted password that begins with * reads as an alias.
        let unknown = try yamlProblem("password: *S3cret")
        #expect(unknown.problem.contains("names no anchor"))
        #expect(unknown.line == 1 && unknown.column == 11)
        #expect(!"\(unknown)".contains("S3cret"))
        #expect(try yamlProblem("a: &self [*self]").problem.contains("contains itself"))
    }

    @Test func sizesHaveLimits() throws {
        let text = "a: " + String(repeating: "x", count: 1000) + "\n"
        #expect(
            try yamlProblem(text, limits: YAMLLimits(maxDocumentBytes: 500)).problem.contains("500 bytes"))
        #expect(try yamlProblem(text, limits: YAMLLimits(maxTotalBytes: 500)).problem.contains("500 bytes"))
        var reader = YAMLReader(file: "x", limits: YAMLLimits(maxDocumentBytes: 50_000))
        let many = String(repeating: "---\n" + text, count: 200)
        #expect(try reader.read(many).count == 200)
        let huge = "a: \"" + String(repeating: "x", count: 200_000)
        let limits = YAMLLimits(maxDocumentBytes: 50_000)
        #expect(try yamlProblem(huge, limits: limits).problem.contains("50000 bytes"))
    }

    @Test(arguments: [
        ("a: b: c", "quote"), ("a: 1\n b: 2\n", "indentation"), ("- a\nb: 1\n", "indentation"),
        ("a: @x", "quote"), ("a: %x", "quote"), ("{{ .x }}: 1", "template"), ("a: {{ .x }}", "template"),
        ("[a]: 1", "quote"),
        ("a: \"\\q\"", "single quotes"), ("a: - b", "new line"), ("a: !x!y z", "tag"),
    ])
    func mistakesComeWithAHint(text: String, hint: String) throws {
        let error = try yamlProblem(text)
        #expect(error.hint.contains(hint), "\(error)")
    }

    @Test func errorsHoldNoValues() throws {
        for text in ["password: hunter2: x", "p: 'hunter2", "p: [hunter2", "p: hunter2\n  q: hunter2\n r: 1"]
        {
            #expect(try !yamlProblem(text).description.contains("hunter2"))
        }
    }
}
