public import Kubernetes

/// A Deployment, StatefulSet or DaemonSet of a service, as the inventory writes it.
public struct OpenStackWorkload: FieldCodable {
    /// What it is.
    public enum Kind: String, FieldEnum {
        case deployment = "Deployment"
        case statefulSet = "StatefulSet"
        case daemonSet = "DaemonSet"
    }

    /// How its pods keep away from each other.
    public enum Spread: String, FieldEnum {
        case preferred, required
    }

    /// What it is.
    public var kind = Kind.deployment
    /// Its name.
    public var name = ""
    /// Labels of its pods; `instance` is what tells several of the same component apart.
    public var application = ""
    public var component = ""
    public var instance: String?
    /// Replicas by size: single, tiny, small, medium; none of a DaemonSet.
    public var replicas: [Int64] = []
    /// The label of its nodes: `KEY`, which must be `enabled`, or `KEY=VALUE`.
    public var node = "openstack-control-plane"
    /// Whether its pods tolerate whatever keeps others away.
    public var tolerates = false
    /// Where it exists.
    public var when = OpenStackCondition()
    /// Probes: initial delay, period and time-out in seconds; and how often one must fail.
    public var readiness: [Int64] = []
    public var liveness: [Int64] = []
    public var threshold: Int64 = 3
    /// How many seconds its pods may take to stop.
    public var grace: Int64 = 30
    /// How many pods may be missing while it rolls, and how many may be there beyond the replicas.
    public var unavailable = IntOrPercent.percent(10)
    public var surge = IntOrPercent.percent(10)
    /// Whether its pods are replaced only when somebody deletes them.
    public var onDelete = false
    /// Whether the pods of a StatefulSet come all at once.
    public var parallel = false
    /// How many pods a disruption must leave; nil without a budget.
    public var budget: Int64?
    /// How its pods keep away from each other.
    public var spread = Spread.preferred
    /// Whether a node that it can't do without is kept in: it keeps a quorum.
    public var quorum = false
    /// The claims of each pod of a StatefulSet.
    public var claims: [String] = []
    /// The endpoints that its pods stand behind: `identity`, or `compute/oslo_messaging` for what of the
    /// service `compute` alone takes for its `oslo_messaging`.
    public var serves: [String] = []
    /// The endpoints and Jobs that its pods wait for before they start.
    public var services: [String] = []
    public var jobs: [String] = []
    /// The name of its image, when that is not its application's.
    public var image: String?
    /// The containers of its pods, each with an image of its own; when there are none, one that is called
    /// like the workload.
    public var containers: [String] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("kind", &kind)
        try coder.field("name", &name)
        try coder.field("application", &application)
        try coder.field("component", &component)
        try coder.field("instance", &instance)
        try coder.field("replicas", &replicas)
        try coder.field("node", &node)
        try coder.field("tolerates", &tolerates)
        try coder.field("when", &when)
        try coder.field("readiness", &readiness)
        try coder.field("liveness", &liveness)
        try coder.field("threshold", &threshold)
        try coder.field("grace", &grace)
        try coder.field("unavailable", &unavailable)
        try coder.field("surge", &surge)
        try coder.field("onDelete", &onDelete)
        try coder.field("parallel", &parallel)
        try coder.field("budget", &budget)
        try coder.field("spread", &spread)
        try coder.field("quorum", &quorum)
        try coder.field("claims", &claims)
        try coder.field("serves", &serves)
        try coder.field("services", &services)
        try coder.field("jobs", &jobs)
        try coder.field("image", &image)
        try coder.field("containers", &containers)
    }

    /// The label of its nodes as a pair.
    public var nodeLabel: (key: String, value: String) {
        guard let sign = node.firstIndex(of: "=") else { return (node, "enabled") }
        return (String(node[..<sign]), String(node[node.index(after: sign)...]))
    }
}
