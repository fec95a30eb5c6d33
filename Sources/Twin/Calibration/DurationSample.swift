/// How long something took once, as a cloud's objects say, or as real equipment answered.
public struct DurationSample: Hashable, Sendable {
    /// What took so long: `item host-os` (workers), `item mke of managers`, `chart stacklight`, `step
    /// openstack`, `BMC power on`.
    public var subject: String
    /// The node that it took place at; empty when it is the whole cluster's.
    public var node: String
    /// The node's class of hardware, where the input says it.
    public var hardwareClass: String?
    /// The durations of the model that it consists of, one after the other.
    public var parts: [Part]
    /// How long it took, in seconds; positive.
    public var seconds: Double

    /// A duration of the model, and how often it occurs in it.
    public struct Part: Hashable, Sendable {
        public var timing: String
        public var count: Int
        /// The duration that the model takes while it has none of this name; nil where it has one.
        public var model: String?
    }
}
