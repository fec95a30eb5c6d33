import Kubernetes
import Testing

@Suite struct MergePatchTests {
    /// RFC 7396, appendix A: target, patch, result.
    static let examples: [(String, String, String)] = [
        (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
        (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
        (#"{"a":"b"}"#, #"{"a":null}"#, #"{}"#),
        (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
        (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
        (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
        (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
        (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#),
        (#"["a","b"]"#, #"["c","d"]"#, #"["c","d"]"#),
        (#"{"a":"b"}"#, #"["c"]"#, #"["c"]"#),
        (#"{"a":"foo"}"#, "null", "null"),
        (#"{"a":"foo"}"#, #""bar""#, #""bar""#),
        (#"{"e":null}"#, #"{"a":1}"#, #"{"a":1,"e":null}"#),
        (#"[1,2]"#, #"{"a":"b","c":null}"#, #"{"a":"b"}"#),
        (#"{}"#, #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
    ]

    @Test(arguments: examples) func examplesOfTheRFCHold(target: String, patch: String, result: String) throws
    {
        let patched = MergePatch.apply(try parseYAML(patch), to: try parseYAML(target))
        #expect(CanonicalJSON.text(of: patched) == result)
    }

    @Test func orderAndTextOfTheTargetAreKept() throws {
        let target = try parseYAML("z: 'q'\na: 0x1\nm: {k: 1}\n")
        let patched = MergePatch.apply(try parseYAML("{b: 2, m: {j: 2}}"), to: target)
        #expect(YAMLWriter().write(patched) == "z: 'q'\na: 0x1\nm:\n  k: 1\n  j: 2\nb: 2\n")
    }
}
