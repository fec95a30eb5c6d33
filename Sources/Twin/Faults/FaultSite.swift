import Controllers
public import Kubernetes
import Simulation

/// A host as faults are placed by: what it is called, what it is labelled with, where it stands.
public struct FaultSite: Sendable {
    /// Its node, or its BareMetalHost where it serves as none.
    public var name: String
    /// Whether it serves as a node; others are meant by name only.
    public var isNode: Bool
    /// Whether it is, or is to be, a manager of its cluster; known before a run only.
    public var isManager = false
    /// Its BareMetalHost; nil when the cloud has none.
    public var host: String?
    /// The labels of the node.
    public var labels: StringMap
    /// The rack; nil when the cloud does not say.
    public var rack: String?
    /// The disks, by name; known before a run only.
    public var disks: [String] = []
    /// The network interfaces, by name; known before a run only.
    public var interfaces: [String] = []

    /// Makes a site.
    public init(
        name: String, isNode: Bool = true, host: String? = nil, labels: StringMap = StringMap(),
        rack: String? = nil
    ) {
        self.name = name
        self.isNode = isNode
        self.host = host
        self.labels = labels
        self.rack = rack
    }

    /// Hosts as two API servers know them, in the order given.
    static func all(
        _ hosts: [(name: String, isNode: Bool)], _ stores: ContiguousArray<ObjectStore>
    ) -> [FaultSite] {
        var sites = hosts.map { FaultSite(name: $0.name, isNode: $0.isNode) }
        let places = Dictionary(
            hosts.indices.map { (hosts[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
        stores[1].forEach(NodeSpec.kind) { stored in
            let metadata = stored.metadata
            if let place = places[metadata.name] { sites[place].labels = metadata.labels }
            return true
        }
        stores[0].forEach(BareMetalHostSpec.kind) { stored in
            let host = unsafeDowncast(stored, to: Stored<BareMetalHostSpec>.self).object
            guard let place = places[host.spec.consumerRef?.name ?? host.metadata.name] else { return true }
            sites[place].host = host.metadata.name
            sites[place].rack = host.metadata.labels[Label.rack]
            return true
        }
        return sites
    }
}
