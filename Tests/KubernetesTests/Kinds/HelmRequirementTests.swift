import Kubernetes
import Testing

@Suite struct HelmRequirementTests {
    @Test func bothFormsAreReadAndWrittenAsTheyWere() throws {
        let text = "requires:\n- 'stacklight'\n- name: \"ceph\"\n  version: 1\n- helm\n"
        let base = try #require(try parseYAML(text)["requires"])
        var requirements = try [HelmRequirement](value: base)
        #expect(requirements.map(\.name) == ["stacklight", "ceph", "helm"])
        #expect(YAMLWriter().write(.map(["requires": requirements.encoded(over: base)])) == text)
        requirements[0].name = "a"
        requirements[1].name = "b"
        #expect(
            CanonicalJSON.text(of: requirements.encoded(over: base))
                == #"["a",{"name":"b","version":1},"helm"]"#)
    }

    @Test(arguments: ["5", "[a]", "{version: a}", "{name: 5}"])
    func anythingElseIsAnError(text: String) throws {
        let value = try parseYAML("[\(text)]")
        let error = try #require(throws: FieldError.self) { _ = try [HelmRequirement](value: value) }
        #expect(error.path == "[0]")
    }
}
