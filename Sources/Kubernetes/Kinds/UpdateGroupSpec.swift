/// The `spec` of a `UpdateGroup`: machines that update together.
public struct UpdateGroupSpec: ResourceSpec {
    /// Its place in the order; groups of equal index run together.
    public var index: Int64 = 0
    /// How many of its machines may update together.
    public var concurrentUpdates: Int64 = 1
    /// Whether its machines reboot when the update needs it.
    public var rebootIfUpdateRequires = false

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("index", &index)
        try coder.field("concurrentUpdates", &concurrentUpdates)
        try coder.field("rebootIfUpdateRequires", &rebootIfUpdateRequires)
    }

    public typealias Status = NoStatus
    public static let info = KindInfo(
        apiVersion: "kaas.mirantis.com/v1alpha1", kind: "UpdateGroup", home: .management)
    public static let kind = KindID(rawValue: 265)

    public static func indexKeys(_ object: Resource<Self>) -> [IndexKey] {
        guard let cluster = object.metadata.labels[Label.clusterName] else { return [] }
        return [IndexKey("cluster", namespace: object.metadata.namespace, cluster)]
    }
}

/// Machines that update together.
public typealias UpdateGroup = Resource<UpdateGroupSpec>
