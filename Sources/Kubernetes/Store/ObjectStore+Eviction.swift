public import Simulation

extension ObjectStore {
    /// Asks for a pod's eviction (`POST pods/<name>/eviction`): a graceful deletion that its budget must
    /// allow.
    ///
    /// Source: Kubernetes documentation, "API-initiated Eviction"; `disruptionsAllowed` is taken from the
    /// budget's status, counted down here, and recomputed by the disruption controller.
    public mutating func evict(
        _ key: ObjectKey, at time: SimTime, now: Timestamp, cause: EntryID
    ) throws(APIError) {
        guard isAvailable else { throw .unavailable }
        guard let pod = get(Pod.self, key) else { throw .notFound }
        if pod.metadata.isDeleting { return }
        let budgets = budgets(over: pod)
        if budgets.count > 1 {
            throw .internalError(reason: "the pod matches more than one PodDisruptionBudget")
        }
        if let stored = budgets.first {
            var budget = unsafeDowncast(stored, to: Stored<PodDisruptionBudgetSpec>.self).object
            // An unhealthy pod may go when the policy says so, or while the budget is met without it.
            let isSpare =
                !pod.status.isReady
                && (budget.spec.unhealthyPodEvictionPolicy == .alwaysAllow
                    || budget.status.desiredHealthy > 0
                        && budget.status.currentHealthy >= budget.status.desiredHealthy)
            if !isSpare {
                guard budget.status.disruptionsAllowed > 0,
                    budget.status.observedGeneration >= budget.metadata.generation
                else { throw .tooManyRequests(budget: stored.key.name) }
                budget.status.disruptionsAllowed -= 1
                try update(
                    Stored(key: stored.key, object: budget), part: .status, expected: stored.revision,
                    at: time,
                    cause: cause)
            }
        }
        _ = try delete(
            key, uid: pod.metadata.uid, graceSeconds: pod.spec.terminationGracePeriodSeconds, at: time,
            now: now,
            cause: cause)
    }

    /// The budgets that guard a pod: none guards one that has ended or not begun.
    /// Source: kubernetes pkg/registry/core/pod/storage/eviction.go, canIgnorePDB.
    private func budgets(over pod: Pod) -> [StoredObject] {
        switch pod.status.phase {
        case .pending, .succeeded, .failed: return []
        case .running, .unknown: break
        }
        return list(PodDisruptionBudgetSpec.kind, by: IndexKey("namespace", pod.metadata.namespace)).filter {
            unsafeDowncast($0, to: Stored<PodDisruptionBudgetSpec>.self).object.spec.covers(
                pod.metadata.labels)
        }
    }
}
