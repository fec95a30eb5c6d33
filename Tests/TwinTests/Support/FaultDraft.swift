import Kubernetes
import Simulation
import Twin

/// A fault as a generator of test cases writes it.
struct FaultDraft: Hashable, CustomStringConvertible {
    /// The kind, the target and the arguments, as `--fault` has them.
    var what: String
    /// Whom it strikes; empty for what there is once.
    var target: String
    var begin: SimDuration
    /// Nil until the end of the run, or for what ends by itself.
    var length: SimDuration?

    var description: String { "\(what)@\(begin)" + (length.map { "+\($0)" } ?? "") }

    /// A fault of a kind, with whatever can have it; nil when nothing in the cloud can.
    static func random(
        _ kind: FaultKind, _ dice: inout Dice, within horizon: SimDuration, _ facts: CloudFacts
    ) -> FaultDraft? {
        for _ in 0..<40 {
            let target = target(of: kind, &dice, facts)
            let arguments = kind.fields.filter { $0.preset == nil }.map { argument($0, &dice, facts) }
            let parts = [kind.name] + (target.isEmpty ? [] : [target]) + arguments
            let begin = SimDuration.milliseconds(Int64(dice.below(Int(horizon.wholeSeconds) * 900)))
            var draft = FaultDraft(what: parts.joined(separator: ":"), target: target, begin: begin)
            // From a moment to most of the run, the short ones as likely as the long ones.
            let scale = dice.pick([2_000, 30_000, 60_000, 300_000, 1_800_000])
            if !kind.endsByItself, dice.below(6) > 0 {
                draft.length = .milliseconds(Int64(1 + dice.below(scale)))
            }
            if draft.isPossible(facts) { return draft }
        }
        return nil
    }

    private static func target(of kind: FaultKind, _ dice: inout Dice, _ facts: CloudFacts) -> String {
        switch kind.target {
        case .node: nodes(&dice, facts)
        case .disk: part(&dice, facts, \.disks)
        case .nic: part(&dice, facts, \.interfaces)
        case .group: group(&dice, facts)
        case .origin: dice.pick(CloudFacts.origins)
        // What matters most to rhythms should not be rare.
        case .controller:
            dice.pick(
                facts.controllers + ["node-lifecycle-controller", "baremetal-operator", "kubelet"])
        case .cluster: dice.pick(CloudFacts.clusters)
        case .rack: dice.pick(facts.racks)
        case .feed: dice.pick(["A", "B"] + facts.racks.flatMap { ["\($0)/A", "\($0)/B"] })
        case .networkSwitch:
            dice.pick(["spine"] + facts.racks.flatMap { ["\($0)/tor-a", "\($0)/tor-b", "\($0)/mgmt"] })
        case .service: ""
        }
    }

    /// Nodes: most often one, else all, a rack's, those with a label, or a share of any of these.
    private static func nodes(_ dice: inout Dice, _ facts: CloudFacts) -> String {
        let site = dice.pick(facts.sites)
        let share = "share=\(dice.pick(["1", "34", "50", "100"]))%"
        let rack = "rack=\(site.rack ?? "rack-01")"
        let labels = site.labels.keys
        let label = labels.isEmpty ? "role=none" : dice.pick(labels)
        let pair = "\(label)=\(site.labels[label] ?? "none")"
        return switch dice.below(12) {
        case 0: "*"
        case 1: rack
        case 2: pair
        case 3: share
        case 4: "\(rack),\(share)"
        case 5: "\(pair),\(share)"
        default: site.name
        }
    }

    /// A part of one node, or those of nodes that the fault itself chooses.
    private static func part(
        _ dice: inout Dice, _ facts: CloudFacts, _ parts: KeyPath<FaultSite, [String]>
    ) -> String {
        guard dice.below(2) == 0 else { return nodes(&dice, facts) }
        let site = dice.pick(facts.sites)
        return site[keyPath: parts].isEmpty ? site.name : "\(site.name)/\(dice.pick(site[keyPath: parts]))"
    }

    /// One side of a partition.
    private static func group(_ dice: inout Dice, _ facts: CloudFacts) -> String {
        let terms = (0...dice.below(2)).map { _ in
            dice.below(3) == 0
                ? dice.pick(["managers", "management", "mirror", "ironic"]) : nodes(&dice, facts)
        }
        return terms.joined(separator: "+")
    }

    private static func argument(_ field: FaultField, _ dice: inout Dice, _ facts: CloudFacts) -> String {
        switch field.form {
        case .duration: dice.pick(["1s", "45s", "10m"])
        case .count: dice.pick(["1", "2", "7", "50"])
        case .item: dice.pick(facts.items)
        case .share: dice.pick(["10%", "50%", "100%"])
        case .offset: dice.pick(["30m", "-2h"])
        case .group: group(&dice, facts)
        case .ways: dice.pick(["both", "one"])
        case .release: dice.pick(facts.helmReleases)
        case .broker: dice.pick(facts.brokers)
        case .workload: facts.workloads.isEmpty ? "none" : dice.pick(facts.workloads)
        }
    }

    /// Whether the cloud can have it.
    func isPossible(_ facts: CloudFacts) -> Bool {
        do throws(CloudError) {
            _ = try Fault(description, facts)
            return true
        } catch {
            return false
        }
    }

    /// The same fault, simpler: at rounder times, and shorter.
    var simpler: [FaultDraft] {
        var all: [FaultDraft] = []
        for unit in [SimDuration.hours(1), .minutes(1), .seconds(1)] {
            var copy = self
            copy.begin = unit * (begin.nanoseconds / unit.nanoseconds)
            if copy != self { all.append(copy) }
        }
        if let length {
            for shorter in [length / 2, length - .seconds(1)] where shorter >= .seconds(1) {
                var copy = self
                copy.length = .seconds(shorter.wholeSeconds)
                if copy != self { all.append(copy) }
            }
        }
        return all
    }
}
