import Controllers
import HardwareInterfaces
import HardwareSimulated
import Kubernetes

/// Whom or what a fault strikes: what was written, read once and against the cloud, so that nothing of it is
/// left to be understood when the fault begins.
enum FaultTarget: Hashable, Sendable {
    /// Nodes, and of each the disk or interface of this name; without a name the part that stands for the
    /// node.
    case nodes(NodeChoice, part: String?)
    case rack(String)
    case networkSwitch(NetworkSwitch)
    /// Feeds of a rack; of all racks without one.
    case feed(rack: String?, PowerFeeds)
    case group(FaultGroup)
    case origin(ArtifactOrigin)
    case controller(ControllerID)
    /// The API server of a cluster, by its index.
    case cluster(UInt8)
    /// A service that there is once.
    case service

    /// Reads what was written; `kind` is what the fault's kind strikes. Throws when it can mean nothing.
    init(_ written: FaultSelector, _ kind: FaultKind.Target, _ facts: CloudFacts) throws(Objection) {
        switch kind {
        case .node:
            self = .nodes(NodeChoice(written), part: nil)
            try NodeChoice(written).check(facts)
        case .disk: self = try Self.part(written, "disk", plural: "its disks", facts) { $0.disks }
        case .nic:
            self = try Self.part(written, "network interface", plural: "its interfaces", facts) {
                $0.interfaces
            }
        case .rack:
            let known = facts.racks.map { ($0, Self.rack($0)) }
            self = try Self.named(written, among: known, what: "rack", plural: "the racks")
        case .networkSwitch:
            let known = NetworkSwitch.all(racks: facts.racks).map { ($0.name, Self.networkSwitch($0)) }
            self = try Self.named(written, among: known, what: "switch", plural: "the switches")
        case .feed:
            let ways: [(String, String?)] = [("", nil)] + facts.racks.map { ("\($0)/", $0) }
            let known = ways.flatMap { way, rack in
                [(way + "A", Self.feed(rack: rack, .a)), (way + "B", Self.feed(rack: rack, .b))]
            }
            self = try Self.named(written, among: known, what: "power feed", plural: "the feeds")
        case .group: self = .group(try FaultGroup(written, facts, field: "target"))
        case .origin:
            let known = ArtifactOrigin.allCases.map { ($0.rawValue, Self.origin($0)) }
            self = try Self.named(written, among: known, what: "origin", plural: "the origins")
        case .controller:
            let known = ControllerID.allCases.filter { facts.controllers.contains($0.name) }
                .map { ($0.name, Self.controller($0)) }
            self = try Self.named(written, among: known, what: "controller", plural: "the controllers")
        case .cluster:
            let known = CloudFacts.clusters.enumerated().map { ($1, Self.cluster(UInt8($0))) }
            self = try Self.named(written, among: known, what: "cluster", plural: "the clusters")
        case .service:
            guard written.name == nil, !written.choosesNodes else {
                throw Objection("there is only one of it", "leave the target out", field: "target")
            }
            self = .service
        }
    }

    /// The nodes that are meant, if they are what the fault strikes.
    var nodes: NodeChoice? {
        if case .nodes(let nodes, _) = self { nodes } else { nil }
    }

    /// What has this name.
    private static func named(
        _ written: FaultSelector, among known: [(name: String, target: FaultTarget)], what: String,
        plural: String
    ) throws(Objection) -> FaultTarget {
        let names = known.map(\.name)
        guard let name = written.name, !written.choosesNodes else {
            throw Objection(
                "only nodes are placed by label, rack or share",
                "name the \(what): \(names.joined(separator: ", "))", field: "target")
        }
        guard let found = known.first(where: { $0.name == name }) else {
            throw .unknown(name, what: what, plural: plural, names, field: "target")
        }
        return found.target
    }

    /// Nodes, and the part of theirs: of `cmp-01/sdb` the node is `cmp-01` and the part `sdb`.
    private static func part(
        _ written: FaultSelector, _ what: String, plural: String, _ facts: CloudFacts,
        _ names: (FaultSite) -> [String]
    ) throws(Objection) -> FaultTarget {
        guard let name = written.name, let slash = name.firstIndex(of: "/") else {
            try NodeChoice(written).check(facts)
            return .nodes(NodeChoice(written), part: nil)
        }
        let nodes = NodeChoice(written, name: String(name[..<slash]))
        let part = String(name[name.index(after: slash)...])
        try nodes.check(facts)
        guard let site = facts.sites.first(where: nodes.covers), nodes != .all else {
            throw Objection("a \(what) is one node's", "name the node", field: "target")
        }
        guard names(site).contains(part) else {
            throw .unknown(
                part, what: "\(what) of \(site.name) called", plural: plural, names(site), field: "target")
        }
        return .nodes(nodes, part: part)
    }
}
