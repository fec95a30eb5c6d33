import HardwareInterfaces
import Kubernetes
import Simulation

/// The disruption controller: keeps the status of PodDisruptionBudgets, from which evictions are allowed.
///
/// Source: kubernetes pkg/controller/disruption/disruption.go.
public struct DisruptionController: Controller {
    public static let spec = ControllerSpec(
        .disruption, writesPerSecond: 50, burst: 100,
        watches: [.mosk(PodDisruptionBudgetSpec.kind), .mosk(PodSpec.kind)])

    /// Without memory.
    public init() {}

    public func requests(for change: ObjectChange, _ substrate: inout Substrate) -> [WorkKey] {
        guard change.key.kind == PodSpec.kind else {
            return change.new == nil ? [] : [change.work]
        }
        let pod = change.box(Pod.self)
        guard !pod.object.isDaemonPod else { return [] }
        if let old = change.oldBox(Pod.self), let new = change.newBox(Pod.self),
            old.object.status.isReady == new.object.status.isReady,
            old.object.metadata.isDeleting == new.object.metadata.isDeleting
        {
            return []
        }
        return substrate.boxes(
            PodDisruptionBudget.self, by: IndexKey("namespace", pod.object.metadata.namespace),
            cluster: change.cluster
        ).filter { $0.object.spec.covers(pod.object.metadata.labels) }
            .map { WorkKey(cluster: change.cluster, object: $0.key) }
    }

    public func reconcile(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard var budget = substrate.get(PodDisruptionBudget.self, work) else { return .settled }
        let namespace = budget.metadata.namespace
        var expected: Int64 = 0
        var healthy: Int64 = 0
        for pod in substrate.boxes(Pod.self, by: IndexKey("budgeted", namespace), cluster: work.cluster)
        where budget.spec.covers(pod.object.metadata.labels) {
            expected += 1
            if pod.object.status.isReady, !pod.object.metadata.isDeleting { healthy += 1 }
        }
        let scale = substrate.expectedScale(budget, cluster: work.cluster) ?? expected
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
        guard status != budget.status else { return .settled }
        budget.status = status
        substrate.updateStatus(budget, cluster: work.cluster)
        return .settled
    }
}

extension Substrate {
    /// How many pods the workloads under a budget should have: the sum of their replicas.
    func expectedScale(_ budget: PodDisruptionBudget, cluster: UInt8) -> Int64? {
        var total: Int64 = 0
        var isFound = false
        let namespace = budget.metadata.namespace
        for workload in stores[Int(cluster)].list(DeploymentSpec.kind) {
            let deployment = unsafeDowncast(workload, to: Stored<DeploymentSpec>.self).object
            guard deployment.metadata.namespace == namespace,
                budget.spec.covers(deployment.spec.template.metadata.labels)
            else { continue }
            total += deployment.spec.replicas
            isFound = true
        }
        for workload in stores[Int(cluster)].list(StatefulSetSpec.kind) {
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
