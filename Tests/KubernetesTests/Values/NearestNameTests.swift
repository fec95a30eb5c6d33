import Kubernetes
import Testing

@Suite struct NearestNameTests {
    @Test(arguments: [
        ("nmae", "name"), ("Replicas", "replicas"), ("replica", "replicas"), ("upgradIndx", "upgradeIndex"),
        ("naem", "name"), ("names", "name"),
    ])
    func aSlipFindsItsName(wrong: String, right: String) {
        #expect(NearestName.find(wrong, among: ["namespace", "upgradeIndex", "replicas", "name"]) == right)
    }

    @Test(arguments: ["", "x", "completely", "nm"]) func farNamesFindNothing(wrong: String) {
        #expect(NearestName.find(wrong, among: ["name", "replicas", "a"]) == nil)
        #expect(NearestName.find(wrong, among: []) == nil)
    }

    @Test func tiesGoToTheFirstInByteOrder() {
        #expect(NearestName.find("bat", among: ["cat", "bar", "hat"]) == "bar")
        #expect(NearestName.find("bat", among: ["hat", "cat", "bar"]) == "bar")
    }
}
