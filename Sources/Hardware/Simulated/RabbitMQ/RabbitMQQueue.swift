/// A queue of a broker.
public struct RabbitMQQueue: Hashable, Sendable {
    /// Of which kind it is.
    public enum Kind: String, CaseIterable, Sendable {
        /// Gone when the broker restarts.
        case transient
        /// Comes back with its persistent messages.
        case durable
        /// Comes back with all its messages.
        case quorum
    }

    /// The name.
    public var name: String
    /// The kind.
    public var kind: Kind
    /// Messages that are written to disk.
    public var persistent: Int64 = 0
    /// Messages that are not.
    public var volatile: Int64 = 0

    /// An empty queue.
    public init(name: String, kind: Kind) {
        self.name = name
        self.kind = kind
    }

    /// Messages in it.
    public var messages: Int64 { persistent + volatile }

    /// What is left of it when its broker comes up again; nil when nothing is.
    var recovered: RabbitMQQueue? {
        switch kind {
        case .transient: return nil
        case .durable:
            var queue = self
            queue.volatile = 0
            return queue
        case .quorum: return self
        }
    }
}
