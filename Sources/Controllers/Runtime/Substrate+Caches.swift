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
            guard place < watchers.count, !watchers[place].isEmpty else { continue }
            if showsOneByOne { armWatchers(place) }
            while let time = stores[cluster].takeUntold(kind) {
                if !showsOneByOne { show(place, at: time + cacheLag) }
            }
        }
    }

    /// Whether each cache has an event of its own for what it sees next: while a fault of watches is on, and
    /// until all have seen what was written meanwhile.
    private var showsOneByOne: Bool { hasWatchFault || armedCaches > 0 }

    /// Gives each cache that has something to see an event of its own.
    mutating func showOneByOne() {
        guard !showsOneByOne else { return }
        for show in shows.all { armWatchers(show.place) }
    }

    private mutating func armWatchers(_ place: Int) {
        for watcher in watchers[place] { arm(Int(watcher.controller), Int(watcher.cache)) }
    }

    /// Lets the caches at a place see at `time` what was written there: one event for all of an instant.
    private mutating func show(_ place: Int, at time: SimTime) {
        guard watchers[place].contains(where: { runtimes[Int($0.controller)].isUp }) else { return }
        let due = max(time, kernel.now)
        guard shows.add(place, at: due, now: kernel.now) else { return }
        kernel.schedule(at: due, code: RuntimeEvent.show.rawValue, target: 0, priority: 4)
    }

    /// How many caches got what was shown last.
    public var viewersOfLastShow: Int {
        // Mutating, as what an optimised build (Swift 6.3) reads otherwise is a copy of the whole.
        mutating get { shows.viewers.count + shows.passed }
    }

    /// Begins to show caches what they may see by now.
    mutating func beginShow() {
        shows.begin(by: kernel.now)
        if showsOneByOne { return }
        // Where several kinds are shown, a controller that looks at one may read another in its cache.
        let visible = kernel.now - cacheLag
        let isAlone = shows.shown.count == 1
        for show in shows.shown {
            let (cluster, _) = Self.watched(at: show.place)
            for watcher in watchers[show.place] {
                let id = Int(watcher.controller)
                guard runtimes[id].isUp else { continue }
                if isAlone, stores[cluster].pass(watcher.informer, to: visible, unless: watcher.aspects) {
                    shows.passed += 1
                    continue
                }
                shows.add(
                    DueShows.Viewer(
                        controller: watcher.controller, cluster: UInt8(cluster), informer: watcher.informer,
                        aspects: watcher.aspects))
            }
        }
        guard shows.viewers.count > 1 else { return }
        // Controllers come in the order in which events of their own would.
        for place in shows.viewers.indices {
            let id = shows.viewers[place].controller
            let tie = kernel.queue.tie(
                of: Event(
                    at: kernel.now, code: RuntimeEvent.deliver.rawValue, target: UInt32(id),
                    detail: runtimes[Int(id)].epoch, cause: .none))
            shows.order(place, by: UInt32(truncatingIfNeeded: tie))
        }
    }

    /// The next change that a cache sees in the show that has begun, and whose; nil at its end.
    mutating func nextShown() -> (controller: ControllerID, change: ObjectChange, cause: EntryID)? {
        let visible = kernel.now - cacheLag
        while shows.next < shows.viewers.count {
            let viewer = shows.viewers[shows.next]
            guard
                let (seen, isLast) = stores[Int(viewer.cluster)].see(
                    viewer.informer, to: visible, of: viewer.aspects),
                let controller = ControllerID(rawValue: viewer.controller)
            else {
                shows.turn()
                continue
            }
            if !shows.hasSeen {
                kernel.journal.cause = seen.cause
                shows.hasSeen = true
            }
            if isLast { shows.turn() }
            let change = ObjectChange(cluster: viewer.cluster, old: seen.old, new: seen.new)
            return (controller, change, seen.cause)
        }
        for show in shows.shown {
            let (cluster, kind) = Self.watched(at: show.place)
            stores[cluster].trim(kind)
        }
        return nil
    }

    mutating func arm(_ id: Int, _ cache: Int) {
        guard runtimes[id].isUp, !runtimes[id].caches[cache].isArmed else { return }
        if !apiFaults.isEmpty, isHeld(id, cache) { return }
        let (cluster, informer) = (
            Int(runtimes[id].caches[cache].cluster), runtimes[id].caches[cache].informer
        )
        guard let change = stores[cluster].nextChange(informer) else { return }
        runtimes[id].caches[cache].isArmed = true
        armedCaches += 1
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
        disarm(id, cache)
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

    private mutating func disarm(_ id: Int, _ cache: Int) {
        guard runtimes[id].caches[cache].isArmed else { return }
        runtimes[id].caches[cache].isArmed = false
        armedCaches -= 1
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
            disarm(id, cache)
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

    /// Every object that a controller's caches see, of the kinds whose creation matters to it.
    public func present(_ controller: ControllerID) -> [ObjectChange] {
        runtimes[Int(controller.rawValue)].caches.filter { $0.aspects.mayBe(.creation) }.flatMap { cache in
            stores[Int(cache.cluster)].list(cache.informer.kind, informer: cache.informer).map {
                ObjectChange(cluster: cache.cluster, old: nil, new: $0)
            }
        }
    }
}
