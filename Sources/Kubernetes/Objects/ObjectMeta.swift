/// The `metadata` of an object, as the API server keeps it.
public struct ObjectMeta: FieldCodable {
    /// The name, unique for the kind within the namespace.
    public var name = ""
    /// The namespace; empty for cluster-scoped kinds.
    public var namespace = ""
    /// Labels, in the order written.
    public var labels = StringMap()
    /// Annotations, in the order written.
    public var annotations = StringMap()
    /// Set by the store at creation.
    public var uid = UID.none
    /// The revision of the last write, set by the store; 0 before.
    public var resourceVersion: UInt64 = 0
    /// Grows by one with each change of the spec, from 1.
    public var generation: Int64 = 0
    /// When it was created.
    public var creationTimestamp: Timestamp?
    /// When its deletion was asked for; it stays until `finalizers` is empty.
    public var deletionTimestamp: Timestamp?
    /// How long its deletion may take, seconds; pods only.
    public var deletionGracePeriodSeconds: Int64?
    /// Who must agree before it goes.
    public var finalizers: [String] = []
    /// Its owners; it is collected when all of them are gone.
    public var ownerReferences: [OwnerReference] = []

    /// Empty metadata.
    public init() {}

    /// Metadata of a new object.
    public init(name: String, namespace: String = "", labels: StringMap = StringMap()) {
        self.name = name
        self.namespace = namespace
        self.labels = labels
    }

    /// True once deletion was asked for.
    public var isDeleting: Bool { deletionTimestamp != nil }

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("namespace", &namespace)
        try coder.field("labels", &labels)
        try coder.field("annotations", &annotations)
        try coder.field("uid", &uid)
        var version = resourceVersion == 0 ? "" : String(resourceVersion)
        try coder.field("resourceVersion", &version)
        resourceVersion = UInt64(version) ?? 0
        try coder.field("generation", &generation)
        try coder.field("creationTimestamp", &creationTimestamp)
        try coder.field("deletionTimestamp", &deletionTimestamp)
        try coder.field("deletionGracePeriodSeconds", &deletionGracePeriodSeconds)
        try coder.field("finalizers", &finalizers)
        try coder.field("ownerReferences", &ownerReferences)
    }
}
