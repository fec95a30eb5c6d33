import HardwareSimulated
import Kubernetes
import Simulation

/// Whom a fault strikes: by name, or nodes by label, rack or share. What is written together must hold
/// together.
public struct FaultSelector: Hashable, Sendable {
    /// A name; nil when nodes are chosen otherwise, or for what there is once.
    public var name: String?
    /// Labels that the nodes have.
    public var labels: [LabelPair] = []
    /// The rack that the nodes stand in.
    public var rack: String?
    /// How many of those nodes, in hundredths, drawn from the run's seed; rounded up. 100 for all.
    public var sharePercent = 100

    /// A label with its value.
    public struct LabelPair: Hashable, Sendable {
        /// The key.
        public var key: String
        /// The value.
        public var value: String

        /// Makes a label.
        public init(key: String, value: String) {
            self.key = key
            self.value = value
        }
    }

    /// What has this name; `*` for all nodes.
    public init(name: String? = nil) { self.name = name }

    /// Whether a node is among those that are chosen from.
    func covers(_ site: FaultSite) -> Bool {
        if let name, name != "*" { return name == site.name || name == site.host }
        guard site.isNode else { return false }
        if let rack, rack != site.rack { return false }
        return labels.allSatisfy { site.labels[$0.key] == $0.value }
    }

    /// The places of the sites that are meant, in the order of their names. A share is drawn by name, so that
    /// another site changes nobody's luck; `draw` is the fault's own, so that two faults draw apart.
    func choose(_ sites: [FaultSite], _ random: RandomStream, draw: String) -> [Int] {
        let covered = sites.indices.filter { covers(sites[$0]) }
            .sorted { (sites[$0].name, $0) < (sites[$1].name, $1) }
        guard sharePercent < 100 else { return covered }
        let count = (covered.count * sharePercent + 99) / 100
        let stream = random.derive("faults").derive(draw)
        let drawn = covered.map { (luck: stream.derive(sites[$0].name).bits(0), place: $0) }
            .sorted { ($0.luck, $0.place) < ($1.luck, $1.place) }
        let chosen = Set(drawn.prefix(count).map(\.place))
        return covered.filter { chosen.contains($0) }
    }

    /// Throws when it can mean nothing: `target` is what the fault's kind strikes.
    func check(_ target: FaultKind.Target, _ facts: CloudFacts) throws(Objection) {
        switch target {
        case .node: try checkNodes(facts)
        case .disk: try checkPart("disk", plural: "its disks", facts) { $0.disks }
        case .nic: try checkPart("network interface", plural: "its interfaces", facts) { $0.interfaces }
        case .rack: try checkName(among: facts.racks, what: "rack", plural: "the racks")
        case .networkSwitch:
            let switches = NetworkSwitch.all(racks: facts.racks).map(\.name)
            try checkName(among: switches, what: "switch", plural: "the switches")
        case .feed:
            let feeds = ["A", "B"] + facts.racks.flatMap { ["\($0)/A", "\($0)/B"] }
            try checkName(among: feeds, what: "power feed", plural: "the feeds")
        case .group: try FaultGroup(self).check(facts, field: "target")
        case .origin:
            try checkName(among: CloudFacts.origins, what: "origin", plural: "the origins")
        case .controller:
            try checkName(among: CloudFacts.controllers, what: "controller", plural: "the controllers")
        case .cluster:
            try checkName(among: CloudFacts.clusters, what: "cluster", plural: "the clusters")
        case .service:
            guard name == nil, !choosesNodes else {
                throw Objection("there is only one of it", "leave the target out", field: "target")
            }
        }
    }

    var choosesNodes: Bool { !labels.isEmpty || rack != nil || sharePercent < 100 }

    private func checkName(among known: [String], what: String, plural: String) throws(Objection) {
        guard let name, !choosesNodes else {
            throw Objection(
                "only nodes are placed by label, rack or share",
                "name the \(what): \(known.joined(separator: ", "))", field: "target")
        }
        guard known.contains(name) else {
            throw .unknown(name, what: what, plural: plural, known, field: "target")
        }
    }

    func checkNodes(_ facts: CloudFacts) throws(Objection) {
        guard (1...100).contains(sharePercent) else {
            throw Objection("the share is not from 1% to 100%", field: "share")
        }
        if let name {
            guard name == "*" || facts.sites.contains(where: covers) else {
                let names = facts.sites.map(\.name)
                let hint = NearestName.find(name, among: names).map { "did you mean \($0)?" }
                throw Objection(
                    "there is no node \(name)", hint ?? "use * for all nodes", field: "target")
            }
            return
        }
        if let rack, !facts.sites.contains(where: { $0.rack == rack }) {
            let racks = Set(facts.sites.compactMap(\.rack)).sorted()
            guard !racks.isEmpty else {
                throw Objection(
                    "the cloud says of no node which rack it stands in",
                    "label the BareMetalHosts with \(Label.rack)", field: "rack")
            }
            throw .unknown(rack, what: "rack", plural: "the racks", racks, field: "rack")
        }
        for label in labels where !facts.sites.contains(where: { $0.labels[label.key] == label.value }) {
            let keys = Set(facts.sites.flatMap(\.labels.keys)).sorted()
            guard keys.contains(label.key) else {
                throw .unknown(
                    label.key, what: "node with a label", plural: "the labels", keys, field: "labels")
            }
            let values = Set(facts.sites.compactMap { $0.labels[label.key] }).sorted()
            throw .unknown(
                label.value, what: "node whose \(label.key) is", plural: "its values", values,
                field: "labels")
        }
        guard facts.sites.contains(where: covers) else {
            throw Objection(
                "no node has all of these", "each of them has some; leave one out", field: "target")
        }
    }
}
