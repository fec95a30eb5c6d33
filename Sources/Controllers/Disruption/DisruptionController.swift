import HardwareInterfaces
public import Kubernetes
import Simulation

/// The disruption controller: keeps the status of PodDisruptionBudgets, from which evictions are allowed.
///
/// Source: kubernetes pkg/controller/disruption/disruption.go.
public struct DisruptionController: StatelessController {
    public static let spec = ControllerSpec(
        .disruption, "disruption-controller", writesPerSecond: 50, burst: 100,
        watches: [.mosk(PodDisruptionBudgetSpec.kind), .mosk(PodSpec.kind, for: .evictable)])

    /// Without memory.
    public init() {}

    public func requests(for change: ObjectChange, _ substrate: inout Substrate) -> WorkKeys {
        guard change.key.kind == PodSpec.kind else {
            return change.new == nil ? [] : [change.work]
        }
        let pod = change.box(Pod.self)
        guard !pod.object.metadata.isDaemonPods else { return [] }
        if let old = change.oldBox(Pod.self), let new = change.newBox(Pod.self),
            old.object.status.isReady == new.object.status.isReady,
            old.object.metadata.isDeleting == new.object.metadata.isDeleting
        {
            return []
        }
        let budgets = substrate.boxes(
            PodDisruptionBudget.self, by: IndexKey("namespace", pod.object.metadata.namespace),
            cluster: change.cluster
        ).filter { $0.object.spec.covers(pod.object.metadata.labels) }
        return WorkKeys(budgets.map { WorkKey(cluster: change.cluster, object: $0.key) })
    }

    public func reconcile(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard var budget = substrate.get(PodDisruptionBudget.self, work) else { return .settled }
        let status = Self.wantedStatus(
            of: budget,
            pods: substrate.boxes(
                Pod.self, by: IndexKey("budgeted", budget.metadata.namespace), cluster: work.cluster),
            in: substrate.stores[Int(work.cluster)])
        guard status != budget.status else { return .settled }
        budget.status = status
        substrate.updateStatus(budget, cluster: work.cluster)
        return .settled
    }

    /// What a budget says of the `pods` of its namespace that budgets may cover. Workloads are looked up in
    /// `store`.
    public static func wantedStatus(
        of budget: PodDisruptionBudget, pods: [Stored<PodSpec>], in store: ObjectStore
    ) -> PodDisruptionBudgetStatus {
        var expected: Int64 = 0
        var healthy: Int64 = 0
        for pod in pods where budget.spec.covers(pod.object.metadata.labels) {
            expected += 1
            if pod.object.status.isReady, !pod.object.metadata.isDeleting { healthy += 1 }
        }
        let scale = store.expectedScale(budget) ?? expected
        var status = budget.status
        status.expectedPods = scale
        status.currentHealthy = healthy
        if let minimum = budget.spec.minAvailable {
            status.desiredHealthy = minimum.of(scale)
        } else {
            status.desiredHealthy = max(scale - (budget.spec.maxUnavailable?.of(scale) ?? 1), 0)
        }
        status.disruptionsAllowed = max(healthy - status.desiredHealthy, 0)
        status.observedGeneration = budget.metadata.generation
        return status
    }
}

extension ObjectStore {
    /// How many pods the workloads under a budget should have: the sum of their replicas.
    func expectedScale(_ budget: PodDisruptionBudget) -> Int64? {
        var total: Int64 = 0
        var isFound = false
        let namespace = budget.metadata.namespace
        for workload in list(DeploymentSpec.kind) {
            let deployment = unsafeDowncast(workload, to: Stored<DeploymentSpec>.self).object
            guard deployment.metadata.namespace == namespace,
                budget.spec.covers(deployment.spec.template.metadata.labels)
            else { continue }
            total += deployment.spec.replicas
            isFound = true
        }
        for workload in list(StatefulSetSpec.kind) {
            let set = unsafeDowncast(workload, to: Stored<StatefulSetSpec>.self).object
            guard set.metadata.namespace == namespace,
                budget.spec.covers(set.spec.template.metadata.labels)
            else { continue }
            total += set.spec.replicas
            isFound = true
        }
        return isFound ? total : nil
    }
}
