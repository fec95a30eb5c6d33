public import Kubernetes

/// What a controller works on: an object of a cluster.
public struct WorkKey: Hashable, Sendable {
    /// The cluster's index in the estate; 0 is the management cluster.
    public var cluster: UInt8
    /// The object.
    public var object: ObjectKey

    /// Makes a key.
    public init(cluster: UInt8, object: ObjectKey) {
        self.cluster = cluster
        self.object = object
    }
}

/// The work that a change makes, in order.
public typealias WorkKeys = Few<WorkKey>
