public import Controllers
import HardwareInterfaces
import HardwareSimulated
public import Kubernetes
public import Simulation

/// A cloud made ready to run: API servers with all objects, and what is needed to build the equipment. A
/// world is made of it for each seed; they share everything that they don't change.
public struct WorldTemplate: Sendable {
    /// A host to build.
    struct Host: Sendable {
        /// The name: its node's, or its BareMetalHost's where it serves as no node.
        var name: String
        var cluster: UInt8
        /// Whether it serves as a node of the cluster that is rehearsed.
        var isNode = true
        /// Its BareMetalHost; nil when it has none.
        var bareMetalHost: (namespace: String, name: String)?
        var hardwareClass: String?
        var distribution = ""
        /// The kernel that runs; nil for a host without power and with a blank disk.
        var kernel: String?
        var runtimeVersion = ""
        var engineVersion = ""
        var isManager = false
        /// What an inspection finds.
        var hardware: HardwareDetails?
        /// The state of its node in Ironic; nil for one that is not enrolled.
        var ironic: IronicNodeState?
        /// The kernel that the next boot starts; nil for the running one.
        var installedKernel: String?
        /// How often it has booted.
        var boots = 1
        /// Whether Swarm keeps tasks off it.
        var isDrained = false
        /// The rack that it stands in.
        var rack = Plant.noRack
        /// The power feeds that it hangs on.
        var feeds = PowerFeeds.both
        /// The disk that its operating system was asked to be on; nil for the first one.
        var rootDevice: String?
    }

    /// The names of the cluster that is rehearsed.
    public var namespace: String
    public var cluster: String
    /// The release that the cluster is at; that it is deployed with where it is new.
    public var source: ClusterRelease
    /// The release that it is to go to; nil where it is deployed, or stays.
    public var target: ClusterRelease?
    /// What is asked of OpenStack by itself; nil where nothing is.
    public var openStackRequest: OpenStackRequest?
    /// The release of the management plane in force.
    public var kaasRelease: KaaSRelease
    /// Whether the update has begun in the input, and goes on from there.
    public var isUnderWay: Bool
    /// What is worth telling the user.
    public var notes: [String]
    /// Civil time.
    public var calendar: Calendar
    /// The durations.
    public var timings: [Timing]
    /// The services that tenants use, and what they rest on.
    public var services: [TenantServiceRow]
    /// The alerts that are evaluated.
    public var alerts: [AlertRow]
    /// The versions that the fingerprint begins with: model, catalogue, inputs.
    public var versions: [String]
    /// What the OpenStack controller has built in.
    var openStack: OpenStackInventory
    var kinds: KindTable
    var names: NameTable
    var stores: ContiguousArray<ObjectStore>
    var hosts: [Host]
    /// How the pods of imported workloads are labelled.
    var revisions: [UID: ImportedRevision] = [:]
    /// Nova with its instances; nil where nobody has listed them.
    var compute: ComputeSimulator?
    /// How the OpenStack controller works on nodes.
    var openStackSettings = OpenStackSettings()
    /// What stands for OpenStack.
    var plane: OpenStackPlane
    /// Whether the cluster is there and stays at its release.
    var stays: Bool
    /// Whether worlds know which alerts fire while they go on: an UpdateAutoPause asks for it, one that the
    /// input has or one that is to be applied.
    package var watchesAlerts = false
    /// The BareMetalHosts whose BMCs are real, as `NAME` or `NAMESPACE/NAME`: what is asked of these departs.
    public var realBMCs: [String] = []

    /// The controllers that do not run.
    public var absentControllers: [ControllerID] {
        (plane == .modelled ? [] : ControllerID.ofOpenStackPlane)
            + (hasTungstenFabric ? [] : [.tungstenFabric])
    }

    /// Whether a node has a vRouter of OpenSDN.
    private var hasTungstenFabric: Bool {
        stores[Int(Self.mosk)].list(NodeSpec.kind).contains {
            Application.tungstenFabric.isAt(unsafeDowncast($0, to: Stored<NodeSpec>.self).object)
        }
    }

    /// Whether runs tell when nobody answers SQL: the plane of OpenStack is modelled, and has a database.
    public var tellsOfSQL: Bool { plane == .modelled && stores[Int(Self.mosk)].databaseService != nil }

    /// The StatefulSets of message brokers that are modelled; runs tell when these deliver no messages.
    public var messageBrokers: [String] {
        guard plane == .modelled else { return [] }
        return stores[Int(Self.mosk)].list(StatefulSetSpec.kind).compactMap { stored in
            let set = unsafeDowncast(stored, to: Stored<StatefulSetSpec>.self).object
            return set.isMessageBroker ? set.metadata.name : nil
        }.sorted()
    }

    /// The release that the cluster is at in the end.
    public var release: ClusterRelease { target ?? source }
    /// Whether the cluster is deployed, from bare machines on.
    public var isDeployment: Bool { target == nil && openStackRequest == nil && !stays }

    /// The index of the MOSK cluster in the estate.
    public static let mosk: UInt8 = 1
}
