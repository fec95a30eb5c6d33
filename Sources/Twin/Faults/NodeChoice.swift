import Kubernetes
import Simulation

/// Nodes that a fault strikes, as they were read.
enum NodeChoice: Hashable, Sendable {
    /// All of them.
    case all
    /// The one of this name, of the node or of its BareMetalHost.
    case named(String)
    /// Those that have all of this, and of them a share in hundredths, drawn from the run's seed and rounded
    /// up.
    case fitting(labels: [FaultSelector.LabelPair], rack: String?, sharePercent: Int)

    /// What was written, or the node of this name in its place.
    init(_ written: FaultSelector, name: String? = nil) {
        switch name ?? written.name {
        case nil:
            self = .fitting(
                labels: written.labels, rack: written.rack, sharePercent: written.sharePercent)
        case "*"?: self = .all
        case let name?: self = .named(name)
        }
    }

    /// Whether a node is among those that are chosen from.
    func covers(_ site: FaultSite) -> Bool {
        switch self {
        case .all: return site.isNode
        case .named(let name): return name == site.name || name == site.host
        case .fitting(let labels, let rack, _):
            guard site.isNode, rack == nil || rack == site.rack else { return false }
            return labels.allSatisfy { site.labels[$0.key] == $0.value }
        }
    }

    /// The places of the sites that are meant, in the order of their names. A share is drawn by name, so that
    /// another site changes nobody's luck; `draw` is the fault's own, so that two faults draw apart.
    func choose(_ sites: [FaultSite], _ random: RandomStream, draw: String) -> [Int] {
        let covered = sites.indices.filter { covers(sites[$0]) }
            .sorted { (sites[$0].name, $0) < (sites[$1].name, $1) }
        guard case .fitting(_, _, let sharePercent) = self, sharePercent < 100 else { return covered }
        let count = (covered.count * sharePercent + 99) / 100
        let stream = random.derive("faults").derive(draw)
        let drawn = covered.map { (luck: stream.derive(sites[$0].name).bits(0), place: $0) }
            .sorted { ($0.luck, $0.place) < ($1.luck, $1.place) }
        let chosen = Set(drawn.prefix(count).map(\.place))
        return covered.filter { chosen.contains($0) }
    }

    /// Throws unless there are such nodes in a cloud.
    func check(_ facts: CloudFacts) throws(Objection) {
        switch self {
        case .all: break
        case .named(let name):
            guard facts.sites.contains(where: covers) else {
                let hint = NearestName.find(name, among: facts.sites.map(\.name))
                    .map { "did you mean \($0)?" }
                throw Objection(
                    "there is no node \(name)", hint ?? "use * for all nodes", field: "target")
            }
        case .fitting(let labels, let rack, let sharePercent):
            guard (1...100).contains(sharePercent) else {
                throw Objection("the share is not from 1% to 100%", field: "share")
            }
            if let rack { try check(rack: rack, facts) }
            for label in labels { try check(label, facts) }
            guard facts.sites.contains(where: covers) else {
                throw Objection(
                    "no node has all of these", "each of them has some; leave one out", field: "target")
            }
        }
    }

    private func check(rack: String, _ facts: CloudFacts) throws(Objection) {
        guard !facts.sites.contains(where: { $0.rack == rack }) else { return }
        let racks = Set(facts.sites.compactMap(\.rack)).sorted()
        guard !racks.isEmpty else {
            throw Objection(
                "the cloud says of no node which rack it stands in",
                "label the BareMetalHosts with \(Label.rack)", field: "rack")
        }
        throw .unknown(rack, what: "rack", plural: "the racks", racks, field: "rack")
    }

    private func check(_ label: FaultSelector.LabelPair, _ facts: CloudFacts) throws(Objection) {
        guard !facts.sites.contains(where: { $0.labels[label.key] == label.value }) else { return }
        let keys = Set(facts.sites.flatMap(\.labels.keys)).sorted()
        guard keys.contains(label.key) else {
            throw .unknown(
                label.key, what: "node with a label", plural: "the labels", keys, field: "labels")
        }
        let values = Set(facts.sites.compactMap { $0.labels[label.key] }).sorted()
        throw .unknown(
            label.value, what: "node whose \(label.key) is", plural: "its values", values, field: "labels")
    }
}
