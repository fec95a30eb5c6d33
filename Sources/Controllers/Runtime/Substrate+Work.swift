import Kubernetes
public import Simulation

extension Substrate {
    /// Sets up a controller: its caches see everything that is there already as new. One that is absent has
    /// no caches and takes no work.
    mutating func install(_ spec: ControllerSpec, isAbsent: Bool = false) {
        let id = Int(spec.id.rawValue)
        while runtimes.count <= id {
            runtimes.append(ControllerRuntime(spec: spec))
        }
        runtimes[id] = ControllerRuntime(spec: spec)
        guard !isAbsent else {
            runtimes[id].isUp = false
            areMonitorsChanged = true
            return
        }
        for watch in spec.watches {
            for cluster in stores.indices where (cluster == 0) == watch.inManagement {
                let informer = stores[cluster].addInformer(watch.kind)
                let cache = runtimes[id].caches.count
                runtimes[id].add(
                    ControllerRuntime.Cache(
                        cluster: UInt8(cluster), informer: informer, aspects: watch.aspects))
                let place = Self.watchPlace(cluster: cluster, watch.kind)
                while watchers.count <= place { watchers.append([]) }
                watchers[place].append(
                    Watcher(
                        controller: spec.id.rawValue, cache: UInt8(cache), informer: informer,
                        aspects: watch.aspects))
            }
        }
    }

    static func watchPlace(cluster: Int, _ kind: KindID) -> Int {
        // Only modelled kinds are watched.
        precondition(kind.isModelled, "kind \(kind.rawValue) can't be watched")
        return cluster * KindID.modelledPlaces + Int(kind.rawValue - KindID.firstModelled)
    }

    /// The kind of a cluster that is at a `watchPlace`.
    static func watched(at place: Int) -> (cluster: Int, kind: KindID) {
        let (cluster, kind) = place.quotientAndRemainder(dividingBy: KindID.modelledPlaces)
        return (cluster, KindID(rawValue: KindID.firstModelled + UInt16(kind)))
    }

    /// Puts work in a controller's line: at once, or behind the reconcile of the same key that is going on.
    public mutating func enqueue(_ controller: ControllerID, _ work: WorkKey, cause: EntryID) {
        let id = Int(controller.rawValue)
        guard runtimes[id].isUp else { return }
        let number = runtimes[id].number(work)
        guard runtimes[id].items[Int(number)].request(cause) else { return }
        if let workers = runtimes[id].spec.workers, runtimes[id].running >= workers {
            runtimes[id].line.append(number)
        } else {
            runtimes[id].running += 1
            dispatch(id, number)
        }
    }

    /// Lets the reconcile of an item be due, once its caches show its own last writes; it holds a worker from
    /// now on.
    private mutating func dispatch(_ id: Int, _ number: UInt32) {
        let time = max(kernel.now, runtimes[id].items[Int(number)].blindUntil)
        let before = kernel.journal.cause
        kernel.journal.cause = runtimes[id].items[Int(number)].cause
        kernel.schedule(
            at: time, code: RuntimeEvent.reconcile.rawValue, target: WorkTarget(id, number).packed,
            detail: runtimes[id].epoch)
        kernel.journal.cause = before
    }

    /// Begins the reconcile of an event; nil when it is of a time before a crash.
    public mutating func beginReconcile(_ event: Event) -> (controller: ControllerID, work: WorkKey)? {
        let target = WorkTarget(packed: event.target)
        let (id, number) = (target.controller, target.item)
        guard runtimes[id].epoch == event.detail, let controller = ControllerID(rawValue: UInt8(id)) else {
            return nil
        }
        let index = Int(number)
        // A newer cause may have come while the event was due.
        kernel.journal.cause = max(event.cause, runtimes[id].items[index].begin())
        current = (controller, number)
        writes.removeAll(keepingCapacity: true)
        reads = LiveReads()
        reads.isCounted = true
        return (controller, runtimes[id].items[index].key)
    }

    /// Ends a reconcile: its writes go on their way, or its result takes effect at once.
    public mutating func endReconcile(_ result: ReconcileResult) {
        let (id, number) = (Int(current.controller.rawValue), current.item)
        reads.isCounted = false
        if let (cluster, failure) = reads.failure { return endFailedReconcile(cluster, failure) }
        runtimes[id].forgetUnwanted(Int(number))
        guard let first = writes.first?.cluster else {
            finish(id, number, result)
            return
        }
        runtimes[id].keep(WriteList(writes: writes, result: result), of: number)
        writes = []
        sendNextWrite(id, number, cluster: first, after: reads.delay)
    }

    /// Lets a result take effect after the writes: frees the worker, sets timers, journals waits.
    mutating func finish(_ id: Int, _ number: UInt32, _ result: ReconcileResult) {
        let isDirty = runtimes[id].items[Int(number)].end(isBlocked: result.isBlocked)
        switch result {
        case .settled: endWait(id, number)
        case .waiting: break
        case .after(let duration):
            endWait(id, number)
            wake(id, number, after: duration)
        case .blocked(let holder, let rule, let retry):
            beginWait(id, number, holder: holder, rule: rule)
            if let retry { wake(id, number, after: retry) }
        }
        if isDirty { runtimes[id].line.append(number) }
        releaseWorker(id)
    }

    private mutating func releaseWorker(_ id: Int) {
        runtimes[id].running -= 1
        guard let next = runtimes[id].takeFirst() else { return }
        runtimes[id].running += 1
        dispatch(id, next)
    }

    /// Has an item reconciled after `duration` at the latest.
    mutating func wake(_ id: Int, _ number: UInt32, after duration: SimDuration) {
        let time = kernel.now + duration
        guard time < runtimes[id].items[Int(number)].wakeAt else { return }
        runtimes[id].items[Int(number)].wakeAt = time
        kernel.schedule(
            at: time, code: RuntimeEvent.timer.rawValue, target: WorkTarget(id, number).packed,
            detail: runtimes[id].epoch)
    }

    /// A timer is due, unless the item was reconciled or set otherwise since.
    public mutating func timerDue(_ event: Event) {
        let target = WorkTarget(packed: event.target)
        let (id, number) = (target.controller, target.item)
        guard runtimes[id].epoch == event.detail, runtimes[id].items[Int(number)].wakeAt == event.time,
            let controller = ControllerID(rawValue: UInt8(id))
        else { return }
        runtimes[id].items[Int(number)].wakeAt = .never
        if controller == .bareMetalHost, staysDelayed(number) {
            return wake(id, number, after: runtimes[id].items[Int(number)].roomPoll)
        }
        enqueue(controller, runtimes[id].items[Int(number)].key, cause: event.cause)
    }

    /// Does an item again after an exponential back-off: 5 ms, doubling, at most 1,000 s.
    /// Source: kubernetes client-go util/workqueue/default_rate_limiters.go.
    mutating func requeueWithBackoff(_ id: Int, _ number: UInt32) {
        let delay = backoff(id, number)
        runtimes[id].items[Int(number)].isRunning = false
        runtimes[id].items[Int(number)].isDirty = false
        if runtimes[id].items[Int(number)].failures < .max {
            runtimes[id].items[Int(number)].failures += 1
        }
        wake(id, number, after: delay)
        releaseWorker(id)
    }

    /// How long an item waits that has failed so often in a row.
    func backoff(_ id: Int, _ number: UInt32) -> SimDuration {
        let failures = runtimes[id].items[Int(number)].failures
        return min(.milliseconds(5 << Int64(min(failures, 24))), .seconds(1000))
    }

    private mutating func beginWait(_ id: Int, _ number: UInt32, holder: Subject, rule: WaitRule) {
        let wait = WorkItem.Wait(holder: holder, rule: kernel.names.intern(rule.text))
        guard runtimes[id].items[Int(number)].wait != wait else { return }
        endWait(id, number)
        runtimes[id].items[Int(number)].wait = wait
        let key = runtimes[id].items[Int(number)].key
        kernel.record(
            SimulationEntry.waitBegan.kind, key.object.subject(cluster: key.cluster), holder,
            value: Int64(wait.rule.number))
    }

    /// Ends the wait of an item, if it has one. A new attempt does not end it, only what comes of it.
    mutating func endWait(_ id: Int, _ number: UInt32) {
        guard let wait = runtimes[id].items[Int(number)].wait else { return }
        runtimes[id].items[Int(number)].wait = nil
        let key = runtimes[id].items[Int(number)].key
        kernel.recordAsCause(
            SimulationEntry.waitEnded.kind, key.object.subject(cluster: key.cluster), wait.holder,
            value: Int64(wait.rule.number))
    }
}
