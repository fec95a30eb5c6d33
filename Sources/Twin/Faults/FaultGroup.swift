import HardwareSimulated
import Kubernetes
import Simulation

/// One side of a partition: nodes and services, joined by `+`, such as `ctl-02+ctl-03`, `rack=rack-01`,
/// `managers` or `management+mirror`.
public struct FaultGroup: Hashable, Sendable {
    /// Who belongs to it.
    enum Term: Hashable, Sendable {
        case nodes(FaultSelector)
        /// The managers of the cluster.
        case managers
        case service(NetworkService)
    }

    /// Who belongs to it.
    let terms: [Term]
    /// Set when a part of it could not be read.
    private var objection: Objection?

    /// The label by which managers are known. Source: MKE documentation, "Node roles" (the label that
    /// Kubernetes knows masters by).
    private static let managerLabel = "node-role.kubernetes.io/master"
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
        for case .nodes(let selector) in terms {
            if let name = selector.name, name != "*", !facts.sites.contains(where: selector.covers) {
                throw .unknown(
                    name, what: "node or service", plural: "the services",
                    Self.words + facts.sites.map(\.name), field: field)
            }
            try selector.checkNodes(facts)
        }
    }

    /// The group in terms of the world's equipment. `draw` tells the draws of shares apart.
    func network(_ sites: [FaultSite], _ random: RandomStream, draw: String) -> NetworkGroup {
        var hosts: [Int] = []
        var services: [NetworkService] = []
        for term in terms {
            switch term {
            case .service(let service): services.append(service)
            case .managers: hosts += sites.indices.filter { sites[$0].labels[Self.managerLabel] != nil }
            case .nodes(let selector): hosts += selector.choose(sites, random, draw: draw)
            }
        }
        return NetworkGroup(hosts: hosts.map { UInt32($0) }, services: services)
    }
}
