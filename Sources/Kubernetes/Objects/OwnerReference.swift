/// An entry of `metadata.ownerReferences`: the owner lives in the same namespace, or is cluster-scoped.
public struct OwnerReference: FieldCodable, Hashable {
    /// The owner's API version.
    public var apiVersion = ""
    /// The owner's kind.
    public var kind = ""
    /// The owner's name.
    public var name = ""
    /// The owner's uid, which must match.
    public var uid = UID.none
    /// True for the one managing owner.
    public var controller: Bool?
    /// True when foreground deletion of the owner waits for this dependent.
    public var blockOwnerDeletion: Bool?

    /// An empty reference.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("apiVersion", &apiVersion)
        try coder.field("kind", &kind)
        try coder.field("name", &name)
        try coder.field("uid", &uid)
        try coder.field("controller", &controller)
        try coder.field("blockOwnerDeletion", &blockOwnerDeletion)
    }
}
