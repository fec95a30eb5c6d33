import Kubernetes
import Simulation

/// What pods wait for before their containers start.
///
/// Source: airshipit/kubernetes-entrypoint entrypoint/entrypoint.go: an init container looks at all it waits
/// for, and again every 2 s (resolverSleepInterval). Here nobody looks: the write that brings what was
/// missing wakes who waits for it, at the moment at which the next look is due.
extension Substrate {
    /// How often an init container looks.
    private static let startPeriod = SimDuration.seconds(2)

    /// What a pod lacks to start, and lets it wait for that; nil when it lacks nothing. Where nothing is
    /// known of OpenStack nobody waits.
    mutating func startWait(of pod: Stored<PodSpec>, _ work: WorkKey) -> ReconcileResult? {
        guard let table = estate.startTable else { return nil }
        for need in table.needs(of: pod, cluster: work.cluster, kernel.names) {
            readReaches(work.cluster)
            guard !isMet(need, table) else { continue }
            startWaits.add(work, for: need, at: kernel.now)
            return .blocked(
                on: holder(of: need, table).subject(cluster: need.cluster), rule: need.rule, retry: nil)
        }
        return nil
    }

    /// Wakes the pods whose need a write to an object of a kind has met.
    mutating func wakeStarters(writing kind: KindID) {
        guard StartNeed.isMet(byWriting: kind), let table = estate.startTable else { return }
        let id = Int(ControllerID.kubelet.rawValue)
        var waits = startWaits
        let woken = waits.take { isMet($0, table) }
        guard !woken.isEmpty else { return }
        startWaits = waits
        let before = kernel.journal.cause
        kernel.journal.cause = kernel.journal.last
        for waiter in woken where runtimes[id].isUp {
            guard let number = runtimes[id].known(waiter.pod) else { continue }
            let looks = Beats(anchor: waiter.since, period: Self.startPeriod)
            wake(id, number, after: looks.next(from: kernel.now) - kernel.now)
        }
        kernel.journal.cause = before
    }

    private mutating func isMet(_ need: StartNeed, _ table: StartTable) -> Bool {
        switch need.kind {
        case .endpoint:
            return table.providers(of: need.name).contains { key in
                stores[Int(need.cluster)].stored(key).map(Self.hasReadyPod) ?? false
            }
        case .job:
            let key = ObjectKey(kind: JobSpec.kind, namespace: need.namespace, name: need.name)
            return stores[Int(need.cluster)].box(Job.self, key)?.object.status.isComplete ?? false
        }
    }

    /// Who is waited for: of several that may stand behind an endpoint, the first that is there.
    private mutating func holder(of need: StartNeed, _ table: StartTable) -> ObjectKey {
        let job = ObjectKey(kind: JobSpec.kind, namespace: need.namespace, name: need.name)
        guard need.kind == .endpoint else { return job }
        let keys = table.providers(of: need.name)
        return keys.first { stores[Int(need.cluster)].stored($0) != nil } ?? keys.first ?? job
    }

    private static func hasReadyPod(_ stored: StoredObject) -> Bool {
        switch stored.key.kind {
        case DeploymentSpec.kind:
            unsafeDowncast(stored, to: Stored<DeploymentSpec>.self).object.status.readyReplicas > 0
        case StatefulSetSpec.kind:
            unsafeDowncast(stored, to: Stored<StatefulSetSpec>.self).object.status.readyReplicas > 0
        default:
            unsafeDowncast(stored, to: Stored<DaemonSetSpec>.self).object.status.numberReady ?? 0 > 0
        }
    }
}
