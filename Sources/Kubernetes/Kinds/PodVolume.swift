/// A volume of a pod.
public struct PodVolume: FieldCodable {
    /// The name.
    public var name = ""
    /// Set when the volume lives and dies with the pod.
    public var emptyDir: Value?
    /// Set when the volume is a claim.
    public var persistentVolumeClaim: ClaimReference?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("emptyDir", &emptyDir)
        try coder.field("persistentVolumeClaim", &persistentVolumeClaim)
    }
}
