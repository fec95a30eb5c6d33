public import Kubernetes

extension UpdateStep {
    /// The identifiers of the steps that every update has.
    ///
    /// Source: page "ClusterUpdatePlan resource"; Mirantis/mosk-mcp commence_cluster_upgrade.py.
    static let openStack = "openstack"
    static let ceph = "ceph"
    static let controllers = "k8s-controllers"
    static let components = "mcc-components"
    /// The prefix of the identifiers of worker steps.
    static let workerPrefix = "k8s-workers-"

    /// The groups that have a step of their own, in the order of their steps.
    static func workers(_ groups: [UpdateGroup], of cluster: String) -> [UpdateGroup] {
        groups.filter { $0.metadata.name != "\(cluster)-controlplane" }
            .sorted { ($0.spec.index, $0.metadata.name) < ($1.spec.index, $1.metadata.name) }
    }

    /// The identifiers of the steps of an update, in order.
    public static func identifiers(cluster: String, groups: [UpdateGroup]) -> [String] {
        steps(cluster: cluster, groups: groups, rebootRequired: false).map(\.id)
    }

    /// The steps of an update, in order. Names are recalled, not documented.
    static func steps(cluster: String, groups: [UpdateGroup], rebootRequired: Bool) -> [UpdateStep] {
        var steps = [
            make(
                openStack, "Update OpenStack and Tungsten Fabric", .cluster, users: "minor",
                workloads: "minor"),
            make(ceph, "Update Ceph", .cluster, users: "none", workloads: "minor"),
            make(
                controllers, "Update host OS and Kubernetes components on master nodes", .machine,
                users: "minor", workloads: "none"),
        ]
        for group in workers(groups, of: cluster) {
            steps.append(
                make(
                    workerPrefix + group.metadata.name,
                    "Update host OS and Kubernetes components on worker nodes, group \(group.metadata.name)",
                    .machine, users: "none",
                    workloads: rebootRequired && group.spec.rebootIfUpdateRequires ? "major" : "minor"))
        }
        steps.append(
            make(components, "Auxiliary components update", .cluster, users: "none", workloads: "none"))
        return steps
    }

    private static func make(
        _ id: String, _ name: String, _ granularity: UpdateStepGranularity, users: String, workloads: String
    ) -> UpdateStep {
        var step = UpdateStep()
        step.id = id
        step.name = name
        step.granularity = granularity
        step.impact.users = users
        step.impact.workloads = workloads
        return step
    }
}

extension ClusterUpdatePlan {
    /// Whether the step called `id` has begun.
    func hasBegun(_ id: String) -> Bool {
        guard let step = status.steps.first(where: { $0.id == id }) else { return false }
        return step.status == .inProgress || step.status == .autoPaused || step.status == .completed
    }

    /// Whether the update has begun and is not over. One that is paused keeps its maintenance: what it works
    /// on is finished (inferred).
    public var isUnderWay: Bool { status.status == .inProgress || status.status == .autoPaused }

    /// The state of the step called `id`.
    public func state(_ id: String) -> UpdateStepState {
        status.steps.first { $0.id == id }?.status ?? .notStarted
    }
}
