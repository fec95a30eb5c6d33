import HardwareInterfaces
import Kubernetes
import Simulation

/// Faults of watches: what caches are shown, and when.
extension Substrate {
    /// Whether a cache is shown nothing; the fault that holds it is felt when there is something to show.
    mutating func isHeld(_ id: Int, _ cache: Int) -> Bool {
        let held = runtimes[id].caches[cache]
        guard
            let index = apiFaults.firstIndex(where: {
                $0.fault.holdsWatches(of: id, cluster: held.cluster, hasStarted: $0.hasStarted)
            })
        else { return false }
        if stores[Int(held.cluster)].nextChange(held.informer) != nil { feel(index) }
        return true
    }

    /// When a cache is shown the next change, which it may see at `time`: at once, or when it looks next.
    mutating func showing(_ id: Int, _ cache: Int, at time: SimTime) -> SimTime {
        var time = time
        for index in apiFaults.indices {
            guard case .unseenStates(let controller, let gap) = apiFaults[index].fault,
                controller.rawValue == id, gap > .zero
            else { continue }
            runtimes[id].caches[cache].isBehind = true
            let since = apiFaults[index].since
            let rounds = ((time - since).nanoseconds + gap.nanoseconds - 1) / gap.nanoseconds
            time = max(time, since + gap * rounds)
        }
        return time
    }

    /// Lets a cache that is behind see at once all that it may see by now.
    mutating func catchUp(_ id: Int, _ cache: Int) {
        let (cluster, informer) = (
            Int(runtimes[id].caches[cache].cluster), runtimes[id].caches[cache].informer
        )
        let visible = kernel.now - cacheLag
        let writes = stores[cluster].unseen(informer, to: visible)
        let batch = stores[cluster].catchUp(informer, to: visible)
        if batch.count < writes {
            for index in apiFaults.indices {
                if case .unseenStates(let own, _) = apiFaults[index].fault, own.rawValue == id { feel(index) }
            }
        }
        runtimes[id].caches[cache].isBehind = false
        runtimes[id].caches[cache].batch = batch.reversed()
    }

    /// A controller is to start again on an old cache.
    mutating func oldCacheDue(fault number: Int) {
        guard let index = apiFaults.firstIndex(where: { $0.number == number }),
            case .oldCache(let controller, _, let downtime) = apiFaults[index].fault
        else { return }
        apiFaults[index].hasStarted = true
        kernel.journal.cause = apiFaults[index].entry
        if runtimes[Int(controller.rawValue)].isUp { crash(controller, downtime: downtime) }
    }

    /// Lets a controller that starts list what there is: of an API server that is up to date, or of one that
    /// is not.
    mutating func relist(_ controller: ControllerID) {
        let id = Int(controller.rawValue)
        guard
            let index = apiFaults.firstIndex(where: {
                if case .oldCache(controller, _, _) = $0.fault { $0.hasStarted } else { false }
            })
        else {
            for cache in runtimes[id].caches {
                stores[Int(cache.cluster)].relist(cache.informer)
            }
            return
        }
        let holds = apiFaults[index].holds
        // A second start goes on where the first one stood.
        guard !holds.isEmpty else { return }
        apiFaults[index].holds = []
        var writes = 0
        for (cache, hold) in zip(runtimes[id].caches, holds) {
            stores[Int(cache.cluster)].rewind(cache.informer, to: hold)
            writes += stores[Int(cache.cluster)].unseen(cache.informer, to: kernel.now)
        }
        release(holds, of: controller)
        let subject = subject(controller)
        kernel.recordAsCause(KubernetesEntry.startedOnOldCache.kind, subject, value: Int64(writes))
    }

    mutating func release(_ holds: [InformerID], of controller: ControllerID) {
        for (cache, hold) in zip(runtimes[Int(controller.rawValue)].caches, holds) {
            stores[Int(cache.cluster)].release(hold)
        }
    }
}
