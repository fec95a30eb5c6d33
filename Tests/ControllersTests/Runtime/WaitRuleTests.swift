import Controllers
import Testing

@Suite struct WaitRuleTests {
    @Test(arguments: WaitRule.Form.allCases)
    func whatAFormSaysIsReadAsThatForm(form: WaitRule.Form) {
        let text = form.rawValue.replacing("*", with: "ctl-01 of rack-1")
        let read = WaitRule(reading: text)
        #expect(read.form == form && read.text == text)
    }

    @Test func partsStandInTheOpenPlacesInOrder() {
        let turn = WaitRule(.turn, "1", "ceph", "osd")
        #expect(turn.text == "at most 1 ceph osd nodes at a time")
        #expect(WaitRule(reading: turn.text) == turn)
        let release = WaitRule(.otherRelease, "17.4.0+25.1", "21.0.0+25.2")
        #expect(release.text == "the controller runs at 17.4.0+25.1, not at 21.0.0+25.2")
        #expect(WaitRule(reading: release.text) == release)
        #expect(WaitRule(.drain).text == "drain")
    }

    @Test(arguments: ["node-config exits with 1", " is not healthy", "at most  hosts at a time", ""])
    func whatFitsNoFormIsAMessage(text: String) {
        #expect(WaitRule(reading: text).form == .message && WaitRule(reading: text).text == text)
    }
}
