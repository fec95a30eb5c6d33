import HardwareInterfaces
import Kubernetes
public import Simulation

extension Substrate {
    /// Sends the next write of an item's list on its way to its cluster, within the client's rate limit;
    /// `after` is how much longer it took to get there.
    mutating func sendNextWrite(
        _ id: Int, _ number: UInt32, cluster: UInt8, after delay: SimDuration = .zero
    ) {
        var arrival = kernel.now + writeLatency
        if let rate = runtimes[id].spec.writesPerSecond {
            let interval = SimDuration(nanoseconds: 1_000_000_000 / rate)
            let tolerance = interval * (runtimes[id].spec.burst - 1)
            let start = max(runtimes[id].nextWrite, kernel.now)
            if start - tolerance > kernel.now { arrival = start - tolerance + writeLatency }
            runtimes[id].nextWrite = start + interval
        }
        if !apiFaults.isEmpty || estate.clusters[Int(cluster)].etcdSync != .sound {
            arrival = arrival + strikeNextWrite(id, number)
        }
        kernel.schedule(
            at: arrival + delay, code: RuntimeEvent.write.rawValue, target: WorkTarget(id, number).packed,
            detail: runtimes[id].epoch)
    }

    /// Applies the write that arrives at an API server, then sends the next one or ends the reconcile.
    public mutating func writeDue(_ event: Event) {
        let target = WorkTarget(packed: event.target)
        let (id, number) = (target.controller, target.item)
        guard runtimes[id].epoch == event.detail, var list = runtimes[id].takeList(of: number) else { return }
        kernel.journal.cause = event.cause
        let write = list.writes[list.next]
        list.next += 1
        let wrote = apply(write, of: &list, id, number)
        if wrote {
            runtimes[id].writesApplied += 1
            runtimes[id].items[Int(number)].blindUntil = kernel.now + cacheLag
        }
        let next = list.next < list.writes.count ? list.writes[list.next].cluster : nil
        switch list.refusal {
        case nil, .budget: if next != nil { runtimes[id].keep(list, of: number) }
        case .stale, .unavailable, .invalid, .failed: break
        }
        armCaches(cluster: Int(write.cluster))
        if wrote, crashIfPlanned(id) { return }
        switch list.refusal {
        case .stale: requeueWithBackoff(id, number)
        case .unavailable: blockOnQuorum(id, number, cluster: write.cluster)
        case .failed(let reason): retry(id, number, cluster: write.cluster, reason)
        case .invalid(let reason):
            let holder = write.key.subject(cluster: write.cluster)
            finish(id, number, .blocked(on: holder, rule: WaitRule(.message, reason), retry: .seconds(60)))
        case .budget(let budget):
            if let next { return sendNextWrite(id, number, cluster: next) }
            // Source: kubernetes kubectl/pkg/drain/drain.go: a refused eviction is tried again after 5 s.
            finish(id, number, .blocked(on: budget, rule: WaitRule(.disruptionBudget), retry: .seconds(5)))
        case nil:
            if let next { return sendNextWrite(id, number, cluster: next) }
            runtimes[id].items[Int(number)].failures = 0
            finish(id, number, list.result)
        }
    }

    /// Ends a reconcile whose API server does not answer.
    mutating func blockOnQuorum(_ id: Int, _ number: UInt32, cluster: UInt8) {
        let engine = estate.clusters[Int(cluster)].name
        let holder = Subject(
            kind: EquipmentKind.kubernetesEngine.subjectKind, name: engine, cluster: cluster)
        finish(id, number, .blocked(on: holder, rule: WaitRule(.quorum), retry: unavailableRetry(id, number)))
    }

    /// How long a write to an API server that does not answer waits for the next attempt: 5 s, doubling, at
    /// most 5 min, since a controller that can't renew its lease ends and starts again with that back-off.
    /// Source: Kubernetes documentation, "Pod Lifecycle" (CrashLoopBackOff); the first 5 s stand for the
    /// quick attempts of client-go's rate limiter.
    private mutating func unavailableRetry(_ id: Int, _ number: UInt32) -> SimDuration {
        let failures = runtimes[id].items[Int(number)].failures
        if failures < .max { runtimes[id].items[Int(number)].failures += 1 }
        return min(.seconds(5 << Int64(min(failures, 8))), .minutes(5))
    }

    private mutating func crashIfPlanned(_ id: Int) -> Bool {
        guard !crashes.isEmpty, let controller = ControllerID(rawValue: UInt8(id)),
            let index = crashes.firstIndex(where: {
                $0.plan.controller == controller && $0.writes == runtimes[id].writesApplied
            })
        else { return false }
        crashes[index].writes = nil
        crash(controller, downtime: crashes[index].plan.downtime)
        return true
    }

    /// Applies one write; true when something was written.
    private mutating func apply(
        _ write: Write, of list: inout WriteList, _ id: Int, _ number: UInt32
    ) -> Bool {
        let cluster = Int(write.cluster)
        guard let controller = ControllerID(rawValue: UInt8(id)) else { return false }
        let writer = subject(controller)
        let subject = write.key.subject(cluster: write.cluster)
        let fate = list.fate
        list.fate = .regular
        switch fate {
        case .regular, .unanswered: break
        case .overtaken(let fault): overtake(write, by: fault)
        case .failed(let reason):
            fail(write, &list, reason, writer: writer)
            return false
        }
        // The entry comes before the write, so that the write can name it as its cause; a write that fails or
        // changes nothing leaves none. A write that is made ends the wait for it, which is an entry too,
        // unless it is that of an attempt that has failed again.
        let before = stores[cluster].revision
        let isWaiting = runtimes[id].items[Int(number)].wait != nil && !list.result.isBlocked
        let entry = EntryID(number: kernel.journal.last.number + (isWaiting ? 2 : 1))
        do throws(APIError) {
            let word: KubernetesEntry
            switch write.action {
            case .create(let object):
                try stores[cluster].create(object, at: kernel.now, now: timestamp, cause: entry)
                word = .created
            case .update(let object, let part, let expected):
                let own = list.own.last { $0.cluster == write.cluster && $0.key == object.key }
                _ = try stores[cluster].update(
                    object, part: part, expected: own?.revision ?? expected, at: kernel.now, cause: entry)
                word = part == .main ? .updated : .statusUpdated
            case .delete(let key, let uid, let grace):
                let gone = try stores[cluster].delete(
                    key, uid: uid, graceSeconds: grace, at: kernel.now, now: timestamp, cause: entry)
                word = gone ? .deleted : .deletionRequested
            case .evict(let key):
                try stores[cluster].evict(key, at: kernel.now, now: timestamp, cause: entry)
                word = .evicted
            }
            // Such as the eviction of a pod that is on its way out.
            guard stores[cluster].revision != before else {
                if case .unanswered(let reason) = fate { fail(write, &list, reason, writer: writer) }
                return false
            }
            let note = write.note ?? Write.Note(word.kind, writer)
            if isWaiting { endWait(id, number) }
            kernel.record(note.kind, subject, note.object, value: note.value)
            for detail in write.details {
                kernel.journal.cause = entry
                kernel.record(detail.kind, subject, detail.object, value: detail.value)
            }
            if list.next < list.writes.count {
                list.own.append((write.cluster, write.key, stores[cluster].revision))
            }
            if case .unanswered(let reason) = fate { fail(write, &list, reason, writer: writer) }
            return true
        } catch {
            refuse(write, error, &list, subject: subject, writer: writer)
            return false
        }
    }

    private mutating func refuse(
        _ write: Write, _ error: APIError, _ list: inout WriteList, subject: Subject, writer: Subject
    ) {
        switch error {
        case .notFound:
            // A deletion or an eviction of what is gone has done its work.
            switch write.action {
            case .delete, .evict: break
            case .create, .update: list.refusal = .stale
            }
        case .alreadyExists, .conflict, .gone:
            kernel.record(KubernetesEntry.conflicted.kind, subject, writer)
            list.refusal = .stale
        case .tooManyRequests(let budget):
            let holder = Subject(
                kind: PodDisruptionBudgetSpec.kind.subjectKind, name: budget, cluster: write.cluster)
            kernel.record(KubernetesEntry.evictionRefused.kind, subject, holder)
            list.refusal = .budget(holder)
        case .invalid(let reason), .internalError(let reason):
            let text = Int64(kernel.names.intern(reason).number)
            kernel.record(KubernetesEntry.refused.kind, subject, writer, value: text)
            list.refusal = .invalid(reason)
        case .unavailable:
            kernel.record(KubernetesEntry.apiUnavailable.kind, subject, writer)
            list.refusal = .unavailable
        }
    }
}
