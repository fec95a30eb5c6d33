public import Kubernetes

extension UpdateStep {
    /// The steps of an update, in order. Names beyond the identifiers are recalled, not documented.
    /// Source: page "ClusterUpdatePlan resource"; Mirantis/mosk-mcp commence_cluster_upgrade.py
    /// (identifiers).
    static func steps(cluster: String, groups: [UpdateGroup], rebootRequired: Bool) -> [UpdateStep] {
        var steps = [
            make(
                "openstack", "Update OpenStack and Tungsten Fabric", .cluster, users: "minor",
                workloads: "minor"),
            make("ceph", "Update Ceph", .cluster, users: "none", workloads: "minor"),
            make(
                "k8s-controllers", "Update host OS and Kubernetes components on master nodes", .machine,
                users: "minor", workloads: "none"),
        ]
        let workers = groups.filter { $0.metadata.name != "\(cluster)-controlplane" }
            .sorted { ($0.spec.index, $0.metadata.name) < ($1.spec.index, $1.metadata.name) }
        for group in workers {
            steps.append(
                make(
                    "k8s-workers-\(group.metadata.name)",
                    "Update host OS and Kubernetes components on worker nodes, group \(group.metadata.name)",
                    .machine, users: "none",
                    workloads: rebootRequired && group.spec.rebootIfUpdateRequires ? "major" : "minor"))
        }
        steps.append(
            make("mcc-components", "Auxiliary components update", .cluster, users: "none", workloads: "none"))
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

    /// The prefix of the identifiers of worker steps.
    static let workerPrefix = "k8s-workers-"
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
