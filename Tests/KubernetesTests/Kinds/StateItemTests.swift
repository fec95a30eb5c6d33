import Kubernetes
import Testing

@Suite struct StateItemTests {
    private let item = StateItem(
        runner: .ansible, name: "setup", version: "1.2.3", phase: .deploy,
        params: ["playbook": "setup.yml", "controlNodeIP": "10.0.0.1", "ucp_tag": "3.7.1"])

    @Test func theHashIsTheDigestOfTheCanonicalJSON() {
        let json =
            #"{"name":"setup","params":{"playbook":"setup.yml"},"phase":"deploy","runner":"ansible","#
            + #""version":"1.2.3"}"#
        #expect(item.hash.text == SHA256.hex(of: Array(json.utf8)))
    }

    @Test func addressOfTheControlNodeAndTagDoNotCount() {
        var other = item
        other.params["controlNodeIP"] = "10.0.0.2"
        other.params["ucp_tag"] = nil
        #expect(other.hash == item.hash)
        #expect(other != item)
    }

    @Test func theOrderOfParametersDoesNotCount() {
        let one = StateItem(
            runner: .bash, name: "a", version: "1", phase: .prepare, params: ["a": "1", "b": "2"])
        let two = StateItem(
            runner: .bash, name: "a", version: "1", phase: .prepare, params: ["b": "2", "a": "1"])
        #expect(one.hash == two.hash)
    }

    @Test func everythingElseCounts() {
        var hashes = [item.hash]
        func note(_ change: (inout StateItem) -> Void) {
            var other = item
            change(&other)
            hashes.append(other.hash)
        }
        note { $0.version = "1.2.4" }
        note { $0.name = "other" }
        note { $0.runner = .bash }
        note { $0.phase = .prepare }
        note { $0.params["playbook"] = "other.yml" }
        note { $0.params["more"] = "" }
        #expect(Set(hashes).count == hashes.count)
        #expect(hashes.allSatisfy { $0.text.utf8.count == 64 })
    }

    @Test func aChangedItemHashesAsOneMadeSo() {
        var changed = item
        changed.version = "2"
        changed.params = [:]
        let made = StateItem(runner: .ansible, name: "setup", version: "2", phase: .deploy)
        #expect(changed.hash == made.hash)
        #expect(changed == made)
        changed.version = "1.2.3"
        changed.params = item.params
        #expect(changed.hash == item.hash)
    }

    @Test func aReadItemHashesAsOneMadeSo() throws {
        let value = item.encoded(over: nil)
        let read = try StateItem(value: value)
        #expect(read == item)
        #expect(read.hash == item.hash)
        #expect(value["hash"] == nil)
        #expect(StateItem().hash == (try StateItem(value: .map([]))).hash)
    }
}
