public import HardwareInterfaces
public import Kubernetes
public import Simulation

/// Who belongs to whom: the clusters of an estate and the equipment behind their nodes.
public struct Estate: Sendable {
    /// A cluster.
    public struct Cluster: Sendable {
        /// The namespace of its Cluster object in the management cluster.
        public var namespace: NameID
        /// The name of its Cluster object.
        public var name: NameID
        /// The index of its Kubernetes engine in the plant.
        public var engine: Int
        /// How long its etcd takes to have a write on disk.
        public var etcdSync = EtcdSync.sound

        /// Makes a cluster.
        public init(namespace: NameID, name: NameID, engine: Int) {
            self.namespace = namespace
            self.name = name
            self.engine = engine
        }
    }

    /// A host, and the node that it serves as.
    public struct Node: Sendable {
        /// The node's name; empty while the host serves as none.
        public var name: NameID
        /// Its cluster.
        public var cluster: UInt8
        /// The namespace and name of its BareMetalHost; empty when it has none.
        public var bareMetalHost: (namespace: NameID, name: NameID) = (.empty, .empty)
        /// Whether its operating system runs.
        public var isHostRunning = true
        /// Whether its containers run, and with them the kubelet.
        public var areContainersRunning = true
        /// Whether it is a member of its cluster's engine.
        public var isMember = true
        /// Whether its kubelet reaches its API server.
        public var isConnected = true
        /// Whether its kubelet is not stopped.
        public var isKubeletRunning = true
        /// Whether its LCM agent is not stopped.
        public var isAgentRunning = true
        /// Whether it reaches the management cluster's API server.
        public var reachesManagement = true
        /// By how much its clock is ahead; negative behind.
        public var clockOffset = SimDuration.zero
        /// The token of its LCM agent.
        public internal(set) var token = AgentToken()
        /// The images that it has; empty where nothing is known of them.
        var images = NodeImages()
        /// When its containers last came up; the epoch's past at first.
        public var containersSince = Estate.longAgo

        /// Whether its kubelet speaks to its API server.
        public var isTalking: Bool { areContainersRunning && isConnected && isKubeletRunning }

        /// Whether its LCM agent runs and reaches the management cluster.
        public var isAgentHeard: Bool {
            name != .empty && cluster > 0 && isHostRunning && isAgentRunning && reachesManagement
        }

        /// A running node.
        public init(name: NameID, cluster: UInt8) {
            self.name = name
            self.cluster = cluster
        }
    }

    /// How the OpenStack controller of the MOSK cluster works on nodes.
    public var openStackSettings = OpenStackSettings()
    /// Whether instances are known; else durations stand in for what that controller does on nodes.
    public var knowsInstances = false

    /// A moment before every run.
    public static let longAgo = SimTime(nanoseconds: .min / 4)

    /// The clusters; 0 is the management cluster.
    public var clusters: [Cluster] = []
    /// The hosts, with the indices that they have in the plant.
    public var nodes = ChunkedArray<Node>()
    /// What the OpenStack controller has built in; nil where no cloud has one.
    public var openStack: OpenStackInventory?
    /// What pods wait for before they start; nil where nothing is known of OpenStack.
    var startTable: StartTable?
    /// How pods of workloads that were imported are labelled, by workload.
    public var revisions: [UID: ImportedRevision] = [:]
    /// The members of databases: a few.
    public var members: [DatabaseMember] = []
    /// The message brokers: a few.
    public var brokers: [MessageBroker] = []
    private var places: [UInt64: UInt32] = [:]
    private var bareMetalHosts: [UInt64: UInt32] = [:]

    /// Nothing.
    public init() {}

    /// Adds a host; returns its index.
    public mutating func add(_ node: Node) -> UInt32 {
        let host = UInt32(nodes.count)
        nodes.append(node)
        if node.name != .empty { places[Self.place(node.name, node.cluster)] = host }
        let (namespace, name) = node.bareMetalHost
        if name != .empty { bareMetalHosts[UInt64(namespace.number) << 32 | UInt64(name.number)] = host }
        return host
    }

    /// Lets a host serve as a node, or as none.
    mutating func bind(_ host: UInt32, to node: (name: NameID, cluster: UInt8)?) {
        let old = nodes[Int(host)]
        if old.name != .empty { places[Self.place(old.name, old.cluster)] = nil }
        nodes[Int(host)].name = node?.name ?? .empty
        nodes[Int(host)].cluster = node?.cluster ?? 0
        nodes[Int(host)].isMember = false
        nodes[Int(host)].images = NodeImages()
        nodes[Int(host)].containersSince = Estate.longAgo
        if let node { places[Self.place(node.name, node.cluster)] = host }
    }

    /// The index of the host that a BareMetalHost stands for, or nil.
    public func host(_ bareMetalHost: ObjectKey) -> UInt32? {
        bareMetalHosts[UInt64(bareMetalHost.namespace.number) << 32 | UInt64(bareMetalHost.name.number)]
    }

    /// The index of a node, or nil.
    public func node(_ name: NameID, cluster: UInt8) -> UInt32? { places[Self.place(name, cluster)] }

    /// The index of the cluster with this Cluster object, or nil.
    public func cluster(namespace: NameID, name: NameID) -> UInt8? {
        clusters.firstIndex { $0.namespace == namespace && $0.name == name }.map(UInt8.init)
    }

    private static func place(_ name: NameID, _ cluster: UInt8) -> UInt64 {
        UInt64(cluster) << 32 | UInt64(name.number)
    }
}
