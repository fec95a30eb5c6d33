import Controllers
import HardwareInterfaces
import HardwareSimulated
public import Kubernetes

/// What of a cloud faults, patterns and conditions may speak of: by this they are checked before a run.
public struct CloudFacts: Sendable {
    /// The nodes.
    public var sites: [FaultSite]
    /// The state items of the release that is gone to, each once.
    public var items: [String]
    /// The steps of the update plan.
    public var steps: [String] = []
    /// The Helm releases of OpenStack.
    public var helmReleases: [String] = []
    /// The message brokers, by their StatefulSets.
    public var brokers: [String] = []
    /// The Deployments, StatefulSets and DaemonSets whose pods the kubelets start: not the database's, where
    /// that is modelled, which has faults of its own.
    public var workloads: [String] = []
    /// The kinds of objects.
    public var kinds = KindTable()
    /// The names of the objects that the cloud begins with, by kind.
    public var objects: [String: Set<String>] = [:]
    /// The objects that the cloud begins with.
    var stores: ContiguousArray<ObjectStore> = []
    /// The objects that will be applied.
    var coming: [ObjectApply] = []
    /// The namespaces of the management cluster that have objects.
    var projects: Set<String> = []

    /// The controllers that run.
    public var controllers = ControllerID.allCases.map(\.name)
    /// The alerts that are evaluated.
    public var alerts: [String] = []
    /// The services that the cloud has.
    public var services: [String] = []

    /// The BareMetalHosts, of which a machine that is to come may get one.
    var hosts: [BareMetalHost] = []
    /// What decides of which parts servers that are to come are made up.
    var l2Templates: [L2Template] = []
    var profiles: [BareMetalHostProfile] = []

    /// The racks of the network, that of hosts of which nobody says where they stand among them.
    public var racks: [String] = []

    /// The origins of artifacts.
    public static let origins = ArtifactOrigin.allCases.map(\.rawValue)
    /// The clusters, in the order of their indices; they are called alike in every estate.
    public static let clusters = ["management", "mosk"]

    /// A cloud of nodes and state items only.
    public init(nodes: [String], items: [String]) {
        sites = nodes.map { FaultSite(name: $0) }
        self.items = items
    }

    /// The facts of a template.
    public init(_ template: WorldTemplate) {
        let types = template.release.spec.machineTypes
        var items: [String] = []
        for item in types.control + types.worker where !items.contains(item.name) { items.append(item.name) }
        self.init(nodes: [], items: items)
        sites = FaultSite.all(template.hosts.map { ($0.name, $0.isNode) }, template.stores)
        for (place, host) in template.hosts.enumerated() {
            sites[place].isManager = host.isManager
            sites[place].disks = HostSimulator.disks(of: host.hardware).map(\.shortName)
            sites[place].interfaces = HostSimulator.interfaces(of: host.hardware)
            if !racks.contains(host.rack) { racks.append(host.rack) }
        }
        hosts = Self.list(template.stores[0])
        l2Templates = Self.list(template.stores[0])
        profiles = Self.list(template.stores[0])
        if template.plane == .modelled { helmReleases = template.openStack.services.flatMap(\.releases) }
        brokers = template.messageBrokers
        controllers.removeAll(where: template.absentControllers.map(\.name).contains)
        kinds = template.kinds
        stores = template.stores
        alerts = template.alerts.map(\.alert)
        let workloads = Set(template.workloadFacts.map(\.name))
        self.workloads = Self.workloads(template)
        services = template.services.filter { $0.workloads.contains(where: workloads.contains) }.map(\.name)
        for store in template.stores {
            for kind in store.kinds {
                let metadata = store.list(kind).map(\.metadata)
                objects[kinds.info(kind).kind, default: []].formUnion(metadata.map(\.name))
                if store.cluster == 0 { projects.formUnion(metadata.map(\.namespace)) }
            }
        }
        for stored in template.stores[0].list(HostOSConfigurationSpec.kind) {
            noteItems(of: unsafeDowncast(stored, to: Stored<HostOSConfigurationSpec>.self).object)
        }
        guard !template.isDeployment else {
            expectDeployment(template)
            return
        }
        let groups: [UpdateGroup] = Self.list(template.stores[0])
        steps = UpdateStep.identifiers(
            cluster: template.cluster,
            groups: groups.filter {
                $0.metadata.namespace == template.namespace
                    && $0.metadata.labels[Label.clusterName] == template.cluster
            })
    }

    private static func workloads(_ template: WorldTemplate) -> [String] {
        var names: Set<String> = []
        for store in template.stores.dropFirst() {
            for kind in [DeploymentSpec.kind, StatefulSetSpec.kind, DaemonSetSpec.kind] {
                names.formUnion(store.list(kind).map(\.metadata.name))
            }
        }
        if template.plane == .modelled { names.remove(DatabaseNames.server) }
        return names.sorted()
    }

    private static func list<Spec>(_ store: ObjectStore) -> [Resource<Spec>] {
        store.list(Spec.kind).map { unsafeDowncast($0, to: Stored<Spec>.self).object }
    }
}
