import HardwareSimulated
import Kubernetes
import Simulation

/// One side of a partition: nodes and services, joined by `+`, such as `ctl-02+ctl-03`, `rack=rack-01`,
/// `managers` or `management+mirror`.
public struct FaultGroup: Hashable, Sendable {
    /// Who belongs to it.
    enum Term: Hashable, Sendable {
        case nodes(FaultSelector)
        /// The managers of the cluster's engine, as it has them when the fault begins.
        case managers
        case service(NetworkService)
    }

    /// Who belongs to it.
    let terms: [Term]
    /// Set when a part of it could not be read.
    private var objection: Objection?

    private static let words = ["managers"] + NetworkService.allCases.map(\.rawValue)

    /// The group that a target means.
    init(_ target: FaultSelector) {
        guard let name = target.name else {
            self.init(terms: [.nodes(target)])
            return
        }
        self.init(text: name)
    }

    /// Reads a group; throws when it can mean nothing.
    init(_ text: String, _ facts: CloudFacts) throws(Objection) {
        self.init(text: text)
        try check(facts, field: "")
    }

    private init(terms: [Term], objection: Objection? = nil) {
        self.terms = terms
        self.objection = objection
    }

    private init(text: String) {
        var terms: [Term] = []
        var objection: Objection?
        for part in text.split(separator: "+", omittingEmptySubsequences: false).map(String.init) {
            if part == "managers" {
                terms.append(.managers)
            } else if let service = NetworkService(rawValue: part) {
                terms.append(.service(service))
            } else if part.contains("=") {
                do throws(Objection) { terms.append(.nodes(try FaultSelector(terms: part))) } catch {
                    objection = error
                }
            } else {
                terms.append(.nodes(FaultSelector(name: part)))
            }
        }
        self.init(terms: terms, objection: objection)
    }

    /// Throws when it can mean nothing.
    func check(_ facts: CloudFacts, field: String) throws(Objection) {
        if let objection { throw objection }
        guard terms.contains(where: { $0 != .managers }) || facts.sites.contains(where: \.isManager) else {
            throw Objection("the cloud has no managers", "name the nodes", field: field)
        }
        for case .nodes(let selector) in terms {
            if let name = selector.name, name != "*", !facts.sites.contains(where: selector.covers) {
                throw .unknown(
                    name, what: "node or service", plural: "the services",
                    Self.words + facts.sites.map(\.name), field: field)
            }
            try selector.checkNodes(facts)
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
            case .nodes(let selector):
                hosts += selector.choose(sites, random, draw: draw).map { UInt32($0) }
            }
        }
        return NetworkGroup(hosts: hosts, services: services)
    }
}
