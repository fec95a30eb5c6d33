public import Kubernetes

/// A service of the OpenStack controller, as the inventory writes it: what its charts make.
public struct OpenStackService: FieldCodable {
    /// The name in `features.services`.
    public var name = ""
    /// Its Helm releases.
    public var releases: [String] = []
    /// The applications whose components must be healthy before it counts as healthy.
    public var health: [String] = []
    /// The namespace of its workloads.
    public var namespace = "openstack"
    /// Whether it is the cache of images, which every deployment has and which comes first.
    public var cache = false
    /// Its turn in an upgrade of OpenStack; nil when it is applied with all others at the end.
    public var upgrade: OpenStackUpgrade?
    /// Its Deployments, StatefulSets and DaemonSets.
    public var workloads: [OpenStackWorkload] = []
    /// Its Jobs.
    public var jobs: [OpenStackJob] = []
    /// Its CronJobs.
    public var cronJobs: [OpenStackCronJob] = []
    /// The services whose pods and Jobs wait, before they start, for what its workloads serve.
    public var awaitedBy: [String] = []
    /// The services that talk by its brokers.
    public var clients: [OpenStackMessageClient] = []
    /// How certain all this is: verified, inferred, recalled, guess.
    public var certainty = ""
    /// Where it is from.
    public var source = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("releases", &releases)
        try coder.field("health", &health)
        try coder.field("namespace", &namespace)
        try coder.field("cache", &cache)
        try coder.field("upgrade", &upgrade)
        try coder.field("workloads", &workloads)
        try coder.field("jobs", &jobs)
        try coder.field("cronJobs", &cronJobs)
        try coder.field("awaitedBy", &awaitedBy)
        try coder.field("clients", &clients)
        try coder.field("certainty", &certainty)
        try coder.field("source", &source)
    }
}
