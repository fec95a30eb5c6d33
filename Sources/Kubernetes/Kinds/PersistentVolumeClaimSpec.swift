/// The `spec` of a `PersistentVolumeClaim`: a claim on a volume.
public struct PersistentVolumeClaimSpec: ResourceSpec {
    /// The volume that it is bound to.
    public var volumeName = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("volumeName", &volumeName)
    }

    public typealias Status = NoStatus
    public static let info = KindInfo(apiVersion: "v1", kind: "PersistentVolumeClaim", home: .everywhere)
    public static let kind = KindID(rawValue: 277)
}

/// A claim on a volume.
public typealias PersistentVolumeClaim = Resource<PersistentVolumeClaimSpec>

extension PersistentVolumeClaim {
    /// The annotation that names the node of a claim's local volume.
    /// Source: Kubernetes documentation, well-known annotations.
    public static var selectedNode: String { "volume.kubernetes.io/selected-node" }
}
