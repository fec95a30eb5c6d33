import HardwareSimulated
import Kubernetes
import Simulation

/// One side of a partition: nodes and services, joined by `+`, such as `ctl-02+ctl-03`, `rack=rack-01`,
/// `managers` or `management+mirror`.
public struct FaultGroup: Hashable, Sendable {
    /// Who belongs to it.
    enum Term: Hashable, Sendable {
        case nodes(NodeChoice)
        /// The managers of the cluster's engine, as it has them when the fault begins.
        case managers
        case service(NetworkService)
    }

    /// Who belongs to it.
    let terms: [Term]

    private static let words = ["managers"] + NetworkService.allCases.map(\.rawValue)

    /// The group that a target means; throws when it can mean nothing.
    init(_ target: FaultSelector, _ facts: CloudFacts, field: String) throws(Objection) {
        guard let name = target.name else {
            self.init(terms: [.nodes(NodeChoice(target))])
            try check(facts, field: field)
            return
        }
        try self.init(name, facts, field: field)
    }

    /// Reads a group; throws when it can mean nothing.
    init(_ text: String, _ facts: CloudFacts, field: String = "") throws(Objection) {
        var terms: [Term] = []
        for part in text.split(separator: "+", omittingEmptySubsequences: false).map(String.init) {
            if part == "managers" {
                terms.append(.managers)
            } else if let service = NetworkService(rawValue: part) {
                terms.append(.service(service))
            } else {
                let written =
                    part.contains("=") ? try FaultSelector(terms: part) : FaultSelector(name: part)
                terms.append(.nodes(NodeChoice(written)))
            }
        }
        self.init(terms: terms)
        try check(facts, field: field)
    }

    private init(terms: [Term]) { self.terms = terms }

    private func check(_ facts: CloudFacts, field: String) throws(Objection) {
        guard terms.contains(where: { $0 != .managers }) || facts.sites.contains(where: \.isManager) else {
            throw Objection("the cloud has no managers", "name the nodes", field: field)
        }
        for case .nodes(let nodes) in terms {
            if case .named(let name) = nodes, !facts.sites.contains(where: nodes.covers) {
                throw .unknown(
                    name, what: "node or service", plural: "the services",
                    Self.words + facts.sites.map(\.name), field: field)
            }
            try nodes.check(facts)
        }
    }

    /// The group in terms of the world's equipment, whose engines have these managers. `draw` tells the draws
    /// of shares apart.
    func network(
        _ sites: [FaultSite], managers: [UInt32], _ random: RandomStream, draw: String
    ) -> NetworkGroup {
        var hosts: [UInt32] = []
        var services: [NetworkService] = []
        for term in terms {
            switch term {
            case .service(let service): services.append(service)
            case .managers: hosts += managers
            case .nodes(let nodes):
                hosts += nodes.choose(sites, random, draw: draw).map { UInt32($0) }
            }
        }
        return NetworkGroup(hosts: hosts, services: services)
    }
}
