import HardwareInterfaces
public import Simulation

/// A RabbitMQ broker in the world: which pod holds it, and where.
public struct RabbitMQPlace: Sendable {
    /// The cluster of Kubernetes that it belongs to.
    public let cluster: UInt8
    /// Its workload, which faults call it by.
    public let workload: String
    /// Its pod.
    public let name: NameID
    /// What it does.
    public internal(set) var broker: RabbitMQBroker
    /// The host that its pod was given; nil before it has one.
    public internal(set) var host: UInt32?
    /// When it last delivered no messages; nil when it always did.
    var outage: MessageOutage?
    /// Whether it has nothing of what it held before: its pod is a new one.
    var isEmpty = false
    /// Whether its process was told to hold (SIGSTOP), whatever its host does.
    var isHeld = false
    /// Whether its process ran and it answered as the world was last told.
    var told = (isRunning: true, isAnswering: true)
    /// When the next event of it is due, and its number.
    var due = SimTime.never
    var epoch: UInt16 = 0

    /// A broker that runs, with its clients connected.
    public init(
        cluster: UInt8, workload: String, name: NameID, host: UInt32?, clients: [RabbitMQClient],
        _ options: RabbitMQOptions = RabbitMQOptions()
    ) {
        self.cluster = cluster
        self.workload = workload
        self.name = name
        self.host = host
        broker = RabbitMQBroker(clients: clients, options)
    }

    /// Whether messages of all its services reach their receivers.
    public var isDelivering: Bool { outage.map { $0.ended < .never } ?? true }

    /// Whether the process is there, whatever it does.
    public var isRunning: Bool { broker.phase != .stopped }

    /// Whether a service talks by it.
    func serves(_ client: String) -> Bool { broker.clients.contains { $0.name == client } }

    /// It as a journal's subject.
    var subject: Subject {
        Subject(kind: EquipmentKind.messageBroker.subjectKind, name: name, cluster: cluster)
    }
}
