public import Kubernetes

/// A service that tenants use, or that one rests on: which workloads serve it, and what it can't do without.
public struct TenantServiceRow: FieldCodable {
    /// The name that reports use.
    public var name = ""
    /// Whether tenants call it themselves.
    public var isAPI = false
    /// The Deployments, StatefulSets and DaemonSets that serve it: each must have a pod that does.
    public var workloads: [String] = []
    /// Whether its workloads serve only while a majority of the pods that each wants does.
    public var needsMajority = false
    /// Whether each pod of its workloads, which are DaemonSets, serves its own node only: of its requests as
    /// many fail as nodes are Ready and have none.
    public var isPerNode = false
    /// The service that stands in for it where the cloud has none of its workloads.
    public var otherwise: String?
    /// The services that it can't do without.
    public var needs: [String] = []
    /// The services that make it faster: without them it answers, but later.
    public var slowedBy: [String] = []
    /// What says in a run that it is out, instead of its workloads, where that is modelled; nil when nothing
    /// does.
    public var outage: Outage?
    /// Where that is said.
    public var source = ""
    /// How certain it is: verified, inferred, recalled or guess.
    public var certainty = ""

    /// What a run tells of a service as a whole.
    public enum Outage: String, FieldEnum, Sendable {
        /// Nobody behind the Service of the database answers SQL.
        case sql
        /// Messages of the broker that is its workload reach nobody.
        case messages
    }

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("api", &isAPI)
        try coder.field("workloads", &workloads)
        try coder.field("quorum", &needsMajority)
        try coder.field("perNode", &isPerNode)
        try coder.field("otherwise", &otherwise)
        try coder.field("needs", &needs)
        try coder.field("slowedBy", &slowedBy)
        try coder.field("outage", &outage)
        try coder.field("source", &source)
        try coder.field("certainty", &certainty)
    }
}

/// The form of a file of services.
struct TenantServicesFile: FieldCodable {
    var apiVersion = ""
    var kind = ""
    var services: [TenantServiceRow] = []

    mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("apiVersion", &apiVersion)
        try coder.field("kind", &kind)
        try coder.field("services", &services)
    }
}
