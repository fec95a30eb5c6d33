public import Kubernetes

/// What the controller of the database looks at in a pod.
public struct DatabasePod: Hashable, Sendable {
    /// The name: that of the StatefulSet, and the ordinal.
    public var name: String
    /// Whether its condition Ready is True.
    public var isReady: Bool
    /// Whether its deletion was asked for.
    public var isTerminating: Bool
    /// What its label says; nil without one.
    public var role: DatabaseRole?

    /// Makes it.
    public init(name: String, isReady: Bool, isTerminating: Bool = false, role: DatabaseRole? = nil) {
        self.name = name
        self.isReady = isReady
        self.isTerminating = isTerminating
        self.role = role
    }

    /// What is looked at in a pod.
    public init(_ pod: Pod) {
        self.init(
            name: pod.metadata.name, isReady: pod.status.isReady, isTerminating: pod.metadata.isDeleting,
            role: pod.metadata.labels[Label.databaseRole].flatMap(DatabaseRole.init))
    }

    /// Whether it may receive SQL.
    public var isEligible: Bool { isReady && !isTerminating }

    /// The number at the end of the name; beyond all others for a name without one.
    public var ordinal: Int {
        name.lastIndex(of: "-").flatMap { Int(name[name.index(after: $0)...]) } ?? .max
    }
}
