import Foundation
import Scenarios
import Testing
import Twin

/// What is wrong with a scenario is said at its place, with the nearest name.
@Suite struct ScenarioBadInputTests {
    /// An edit of the example, and what is said then.
    struct Mistake: Sendable, CustomTestStringConvertible {
        var right: String
        var wrong: String
        var said: String
        var testDescription: String { wrong }

        init(_ right: String, _ wrong: String, _ said: String) {
            self.right = right
            self.wrong = wrong
            self.said = said
        }
    }

    static let mistakes: [Mistake] = [
        Mistake(
            "  about:", "  abuot:", "x.yaml:6:3: spec.abuot: there is no such field; did you mean 'about'?"),
        Mistake(
            "target: cmp-01", "target: cmp-1", "x.yaml:30:13: spec.timeline[0].target: there is no node cmp-1"
        ),
        Mistake("fault: power-loss", "fault: power-los", "did you mean power-loss?"),
        Mistake(
            "with: {extra: 10m}", "with: {extr: 10m}",
            "spec.timeline[1].with.extr: a slow-boot takes no extr; did you mean extra?"),
        Mistake(
            "with: {extra: 10m}", "with: {extra: soon}",
            "x.yaml:37:19: spec.timeline[1].with.extra: EXTRA is no duration"),
        Mistake("    with: {extra: 10m}\n", "", "there is no extra"),
        Mistake("share: 50%", "share: 0%", "spec.timeline[1].target.share: the share is not from 1% to 100%"),
        Mistake(
            "openstack-compute-node: enabled", "openstack-compute-nodes: enabled",
            "did you mean openstack-compute-node?"),
        Mistake("share: 50%", "rack: rack-9", "the cloud says of no node which rack it stands in"),
        Mistake(
            "after: power\n", "after: powr\n",
            "x.yaml:38:12: spec.timeline[1].after: no item of the timeline is called powr; did you mean power?"
        ),
        Mistake("after: power\n", "after: slow\n", "it comes after itself: slow after slow"),
        Mistake(
            "after: {word: itemsAssigned, subject: LCMMachine/cmp-01, object: deploy}\n    delay: 2m",
            "after: slow\n    delay: 2m",
            "x.yaml:31:12: spec.timeline[0].after: it comes after itself: power after slow after power"),
        Mistake(
            "    after: power\n", "    at: 5d\n",
            "x.yaml:38:9: spec.timeline[1].at: that is after the end: the run is given up after 4 d 0 h"),
        Mistake(
            "    delay: 2m\n", "    delay: 4d\n",
            "x.yaml:32:12: spec.timeline[0].delay: that is after the end: the run is given up after 4 d 0 h"),
        Mistake(
            "    at: 1h\n", "    at: 50h\n    delay: 50h\n",
            "spec.timeline[2].delay: that is after the end"),
        Mistake(
            "      delay: 15m\n", "      delay: 100h\n",
            "spec.operator.commence[1].delay: that is after the end"),
        Mistake("name: worker-loses-power", "name: ''", "x.yaml:4:9: metadata.name: the name is empty"),
        Mistake("    after: power\n", "    after: power\n    at: 1h\n", "at and after exclude each other"),
        Mistake(
            "never: {word: quorumLost}", "never: {word: quorumlost}",
            "x.yaml:52:21: spec.expect.always[0].never.word: there is no word of the journal quorumlost; did you mean quorumLost?"
        ),
        Mistake(
            "never: {word: quorumLost}", "never: {word: quorumLost, object: x}",
            "an entry of quorumLost has no object"),
        Mistake(
            "never: {word: quorumLost}", "never: {word: itemFailed, object: host-oss}",
            "there is no state item host-oss; did you mean host-os?"),
        Mistake("      never: {word: quorumLost}\n", "", "there is none of never, condition"),
        Mistake(
            "Cluster/mosk-small}", "Cluster/mosk-smal}",
            "there is no Cluster mosk-smal; did you mean mosk-small?"),
        Mistake(
            "Cluster/mosk-small}", "Clutser/mosk-small}", "there is no kind Clutser; did you mean Cluster?"),
        Mistake("path: spec.unschedulable", "path: spec.unscheduled", "there is no field unscheduled"),
        Mistake("object: Node/cmp-01, path", "object: Node/cmp-09, path", "there is no Node cmp-09"),
        Mistake(
            "object: Node/cmp-01, path", "object: Node/cmp-01, cluster: moskk, path", "did you mean mosk?"),
        Mistake("    for: 12h\n", "", "it can't be judged: the fault slow never ends"),
        Mistake("      within: 12h\n", "", "there is no within"),
        Mistake(
            "steps: [openstack, ceph, k8s-controllers]", "steps: [openstack, cephh]",
            "x.yaml:18:26: spec.operator.commence[0].steps[1]: the plan has no step cephh; did you mean ceph?"
        ),
        Mistake("from: 6h, until: 23h", "from: 23h, until: 6h", "nobody ever works in these hours"),
        Mistake("Sat, Sun]", "Sat, Sunday]", "there is no day Sunday"),
        Mistake(
            "      end: power\n", "      end: pwer\n",
            "no item of the timeline is called pwer; did you mean power?"),
        Mistake("seeds: [1, 2]", "seeds: [1, -2]", "x.yaml:13:14: spec.seeds[1]: a seed is not negative"),
        Mistake(
            "twin.rehearsal/v1", "twin.rehearsal/v9",
            "x.yaml:1:13: apiVersion: this format is not known; this version reads twin.rehearsal/v1"),
        Mistake(
            "kind: Scenario", "kind: Scenari", "x.yaml:2:7: kind: expected a Scenario; did you mean Scenario?"
        ),
        Mistake("  limit: 4d", "  limit: 4x", "spec.limit: expected a duration"),
        Mistake("2026-11-28T22:00+01:00", "2026-11-31T22:00+01:00", "spec.cloud.start: not a date and time"),
    ]

    @Test(arguments: mistakes)
    func mistakeIsNamedAtItsPlace(mistake: Mistake) throws {
        let example = ScenarioSchema.example
        try #require(example.contains(mistake.right), "the example has other words")
        let place = try #require(example.range(of: mistake.right))
        let text = example.replacingCharacters(in: place, with: mistake.wrong)
        do {
            _ = try ScenarioFixture.read(Array(text.utf8), file: "x.yaml")
            Issue.record("it was read")
        } catch let error as CloudError {
            #expect(error.description.hasPrefix("x.yaml:"), "\(error)")
            #expect(error.description.contains(mistake.said), "\(error)")
            #expect(error.line > 0 && error.column > 0, "\(error)")
        }
    }
}
