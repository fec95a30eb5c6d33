import Kubernetes
public import Simulation

extension Substrate {
    /// Makes the caches over what was just written in `cluster` due to see it.
    public mutating func armCaches(cluster: Int) {
        if stores[cluster].takeProcessChange() { areProcessesChanged = true }
        while let kind = stores[cluster].takeChangedKind() {
            guard kind.isModelled else { continue }
            if !startWaits.isEmpty { wakeStarters(writing: kind) }
            let place = Self.watchPlace(cluster: cluster, kind)
            guard place < watchers.count else { continue }
            for (controller, cache) in watchers[place] { arm(Int(controller), cache) }
        }
    }

    mutating func arm(_ id: Int, _ cache: Int) {
        guard runtimes[id].isUp, !runtimes[id].caches[cache].isArmed else { return }
        if !apiFaults.isEmpty, isHeld(id, cache) { return }
        let (cluster, informer) = (
            Int(runtimes[id].caches[cache].cluster), runtimes[id].caches[cache].informer
        )
        guard let change = stores[cluster].nextChange(informer) else { return }
        runtimes[id].caches[cache].isArmed = true
        var time = change.time + cacheLag
        if !apiFaults.isEmpty { time = showing(id, cache, at: time) }
        let before = kernel.journal.cause
        kernel.journal.cause = change.cause
        kernel.schedule(
            at: time, code: RuntimeEvent.deliver.rawValue, target: UInt32(id),
            operand: UInt32(cache), detail: runtimes[id].epoch, priority: 4)
        kernel.journal.cause = before
    }

    /// The next change that a cache of an event may see by now; nil when there is none or the event is of a
    /// time before a crash. To be called until it answers nil.
    public mutating func nextDelivery(_ event: Event) -> (change: ObjectChange, cause: EntryID)? {
        let (id, cache) = (Int(event.target), Int(event.operand))
        guard runtimes[id].epoch == event.detail else { return nil }
        let (cluster, informer) = (
            runtimes[id].caches[cache].cluster, runtimes[id].caches[cache].informer
        )
        // Asked before it is changed: mostly there is nothing to change, and a change looks first whether
        // anybody shares what is changed.
        if !runtimes[id].caches[cache].batch.isEmpty, let next = runtimes[id].caches[cache].batch.popLast() {
            return (ObjectChange(cluster: cluster, old: next.old, new: next.new), next.cause)
        }
        if runtimes[id].caches[cache].isArmed { runtimes[id].caches[cache].isArmed = false }
        if !apiFaults.isEmpty, isHeld(id, cache) { return nil }
        if runtimes[id].caches[cache].isBehind {
            catchUp(id, cache)
            return nextDelivery(event)
        }
        guard let next = stores[Int(cluster)].nextChange(informer) else { return nil }
        guard next.time + cacheLag <= kernel.now else {
            arm(id, cache)
            return nil
        }
        let versions = stores[Int(cluster)].advance(informer)
        return (ObjectChange(cluster: cluster, old: versions.old, new: versions.new), next.cause)
    }

    /// Takes a controller down: queue, caches and commands under way are lost.
    public mutating func crash(_ controller: ControllerID, downtime: SimDuration) {
        let id = Int(controller.rawValue)
        let subject = subject(controller)
        kernel.recordAsCause(
            KubernetesEntry.controllerCrashed.kind, subject, value: Int64(runtimes[id].writesApplied))
        runtimes[id].crash()
        areMonitorsChanged = true
        for cache in runtimes[id].caches.indices {
            runtimes[id].caches[cache].isArmed = false
            runtimes[id].caches[cache].isBehind = false
        }
        kernel.schedule(at: kernel.now + downtime, code: RuntimeEvent.restart.rawValue, target: UInt32(id))
    }

    /// Brings a crashed controller up again: its caches jump to the present without having seen what lay
    /// between. Answers what it finds: every object that it watches.
    public mutating func restart(_ controller: ControllerID) -> [ObjectChange] {
        let id = Int(controller.rawValue)
        runtimes[id].isUp = true
        areMonitorsChanged = true
        let subject = subject(controller)
        kernel.recordAsCause(KubernetesEntry.controllerStarted.kind, subject)
        relist(controller)
        return present(controller)
    }

    /// Every object that a controller's caches see.
    public func present(_ controller: ControllerID) -> [ObjectChange] {
        runtimes[Int(controller.rawValue)].caches.flatMap { cache in
            stores[Int(cache.cluster)].list(cache.informer.kind, informer: cache.informer).map {
                ObjectChange(cluster: cache.cluster, old: nil, new: $0)
            }
        }
    }
}
