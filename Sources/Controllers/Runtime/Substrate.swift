public import HardwareInterfaces
public import Kubernetes
public import Simulation

/// All of a world but its equipment: API servers, caches, queues and the kernel. What a controller is handed.
public struct Substrate: Sendable {
    /// Clock, queue, journal, names, durations, chance.
    public var kernel: Kernel
    /// The API servers; 0 is the management cluster's.
    public internal(set) var stores: ContiguousArray<ObjectStore>
    /// The kinds.
    public var kinds: KindTable
    /// Clusters and nodes.
    public var estate = Estate()
    /// Commands to equipment that the twin has not routed yet, in order.
    public var outbox: [Effect] = []
    /// The volatile side of each controller, by its number.
    var runtimes: ContiguousArray<ControllerRuntime> = []
    /// Who watches a kind of a cluster, by `watchPlace`.
    var watchers: [[Watcher]] = []
    /// What caches are to see, and when.
    var shows = DueShows()
    /// How many caches have an event of their own: they see changes one by one, each in its time.
    var armedCaches = 0
    var operations: UInt32 = 0
    /// Who asked for an operation: controller and item, by operation.
    var askers: [UInt32: WorkTarget] = [:]
    /// What was asked and by which entry, by operation.
    var issued: [UInt32: (entry: EntryID, summary: String)] = [:]
    /// How long caches trail the API server, and how long a write takes to arrive.
    public var cacheLag: SimDuration
    public var writeLatency: SimDuration
    /// The monitors of nodes.
    public package(set) var monitors = NodeMonitors()
    /// How long the tokens of LCM agents live.
    var tokenTerms = AgentToken.Terms()
    /// Whether every beat of every rhythm is an event, and none is computed.
    package var ticks = false
    /// Whether something has changed that may matter to the processes of databases and message brokers.
    var areProcessesChanged = true
    /// Whether a controller or an API server has gone down or come up that monitors of nodes may need.
    var areMonitorsChanged = true
    /// The revisions of templates of DaemonSets that replace no pods themselves.
    var templateRevisions = TemplateRevisions()
    /// Pods that wait for what they need before they start.
    var startWaits = StartWaits()
    /// Crashes that are to come.
    var crashes: [DueCrash] = []
    /// What is wrong with API servers and watches.
    var apiFaults: [ActiveAPIFault] = []
    /// Whether any of it is of watches.
    var hasWatchFault = false
    /// Alerts that a controller watches.
    public internal(set) var watchedAlerts = WatchedAlerts()

    /// The names of controllers, once they were spoken of.
    private var controllerNames = [NameID?](repeating: nil, count: ControllerID.allCases.count)

    // The reconcile that is going on.
    var current: (controller: ControllerID, item: UInt32) = (.release, 0)
    var writes: [Write] = []
    var reads = LiveReads()

    /// A substrate over API servers.
    public init(kernel: Kernel, kinds: KindTable, stores: ContiguousArray<ObjectStore>) {
        self.kernel = kernel
        self.kinds = kinds
        self.stores = stores
        cacheLag = kernel.duration("kubernetes.cache.lag", occurrence: 0)
        writeLatency = kernel.duration("kubernetes.write.latency", occurrence: 0)
        beginMonitors()
    }

    /// The controllers' names as subjects: their kind is 64.
    public static let controllerKind = SubjectKind(rawValue: 64)

    /// A controller as a journal's subject.
    public mutating func subject(_ controller: ControllerID) -> Subject {
        let id = Int(controller.rawValue)
        if let known = controllerNames[id] { return Subject(kind: Self.controllerKind, name: known) }
        let name = kernel.names.intern(controller.name)
        controllerNames[id] = name
        return Subject(kind: Self.controllerKind, name: name)
    }

    /// A text as a journal's object.
    public mutating func text(_ text: String) -> Subject {
        Subject(kind: SubjectKind(rawValue: 0), name: kernel.names.intern(text))
    }

    /// The present as objects carry it.
    public var timestamp: Timestamp { timestamp(kernel.now) }

    /// An instant as objects carry it.
    public func timestamp(_ time: SimTime) -> Timestamp {
        let seconds = time.nanoseconds / 1_000_000_000 - (time.nanoseconds % 1_000_000_000 < 0 ? 1 : 0)
        return Timestamp(unixSeconds: kernel.calendar.epochUnixSeconds + seconds)
    }
}
