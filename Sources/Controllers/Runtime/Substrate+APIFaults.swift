import HardwareInterfaces
import Kubernetes
import Simulation

/// Faults of API servers and watches. Controllers know nothing of them: their writes fail or take longer,
/// their caches stand still.
extension Substrate {
    /// What is wrong with API servers and watches now, in the order in which it began.
    public var apiFaultsOn: [APIFault] { apiFaults.map(\.fault) }

    /// Lets a fault begin; the number tells it apart when it ends.
    public mutating func begin(_ fault: APIFault, number: Int) {
        let (subject, summary) = (subject(of: fault), text(fault.summary))
        let entry = kernel.recordAsCause(EquipmentEntry.faultBegan.kind, subject, summary)
        var active = ActiveAPIFault(fault: fault, number: number, entry: entry, since: kernel.now)
        if case .oldCache(let controller, let age, _) = fault {
            for cache in runtimes[Int(controller.rawValue)].caches {
                active.holds.append(stores[Int(cache.cluster)].hold(cache.informer))
            }
            kernel.schedule(
                at: kernel.now + age, code: RuntimeEvent.oldCache.rawValue,
                target: UInt32(controller.rawValue), operand: UInt32(number))
        }
        if fault.isOfWatches {
            showOneByOne()
            hasWatchFault = true
        }
        apiFaults.append(active)
        if case .errors(cluster: 0, _) = fault { reviewTokens() }
        if case .containersCrash(let cluster, let workload, _) = fault {
            lookAtPods(of: workload, cluster: cluster, cause: entry)
        }
    }

    /// Lets a fault end, if it is one of these: watches go on, and show how things stand now.
    public mutating func endAPIFault(number: Int) {
        guard let index = apiFaults.firstIndex(where: { $0.number == number }) else { return }
        let ended = apiFaults.remove(at: index)
        hasWatchFault = apiFaults.contains { $0.fault.isOfWatches }
        let (subject, summary) = (subject(of: ended.fault), text(ended.fault.summary))
        kernel.recordAsCause(EquipmentEntry.faultEnded.kind, subject, summary)
        switch ended.fault {
        case .errors(cluster: 0, _): reviewTokens()
        case .conflicts, .errors, .slow, .slowDisk, .helmReleaseStuck, .containersCrash: break
        case .watchesDown(let cluster):
            for id in runtimes.indices {
                for cache in runtimes[id].caches.indices where runtimes[id].caches[cache].cluster == cluster {
                    listAnew(id, cache)
                }
            }
        case .watchDown(let controller), .unseenStates(let controller, _):
            let id = Int(controller.rawValue)
            for cache in runtimes[id].caches.indices { listAnew(id, cache) }
        case .oldCache(let controller, _, _):
            release(ended.holds, of: controller)
            // What it missed was kept by the API server that it listens to, and comes write by write.
            let id = Int(controller.rawValue)
            for cache in runtimes[id].caches.indices { arm(id, cache) }
        }
    }

    /// Lets a cache see what it has missed: how things stand, not what came between.
    private mutating func listAnew(_ id: Int, _ cache: Int) {
        let (cluster, informer) = (
            Int(runtimes[id].caches[cache].cluster), runtimes[id].caches[cache].informer
        )
        runtimes[id].caches[cache].isBehind = stores[cluster].nextChange(informer) != nil
        arm(id, cache)
    }

    private mutating func subject(of fault: APIFault) -> Subject {
        switch fault {
        case .conflicts(let cluster, _), .errors(let cluster, _), .slow(let cluster, _),
            .slowDisk(let cluster, _), .helmReleaseStuck(let cluster, _),
            .containersCrash(let cluster, _, _), .watchesDown(let cluster):
            apiServer(cluster)
        case .watchDown(let controller), .unseenStates(let controller, _), .oldCache(let controller, _, _):
            subject(controller)
        }
    }

    /// The API server of a cluster as a journal's subject.
    func apiServer(_ cluster: UInt8) -> Subject {
        Subject(
            kind: SubjectLabels.apiServer, name: estate.clusters[Int(cluster)].name, cluster: cluster)
    }

    /// Whether a Helm release is stuck.
    mutating func isStuck(_ release: String, cluster: UInt8) -> Bool {
        guard
            let index = apiFaults.firstIndex(where: {
                $0.fault == .helmReleaseStuck(cluster: cluster, release: release)
            })
        else { return false }
        feel(index)
        return true
    }

    /// Journals that a fault has done something, once.
    mutating func feel(_ index: Int) {
        guard !apiFaults[index].isFelt else { return }
        apiFaults[index].isFelt = true
        let before = kernel.journal.cause
        kernel.journal.cause = apiFaults[index].entry
        let (subject, name) = (subject(of: apiFaults[index].fault), text(apiFaults[index].fault.name))
        kernel.record(
            EquipmentEntry.faultFelt.kind, subject, name, value: Int64(apiFaults[index].number))
        kernel.journal.cause = before
    }
}

extension Substrate {
    /// Says what comes to the next write of an item's list, and how much longer it takes.
    mutating func strikeNextWrite(_ id: Int, _ number: UInt32) -> SimDuration {
        guard let list = runtimes[id].list(of: number) else { return .zero }
        let write = list.writes[list.next]
        var isUpdate = false
        if case .update = write.action { isUpdate = true }
        let (extra, fate) = strike(
            write.cluster, isUpdate: isUpdate, by: runtimes[id].spec.name, write.key.name)
        runtimes[id].setFate(fate, of: number)
        return extra
    }

    /// Says what comes to a write to an API server, and how much longer it takes.
    mutating func strike(
        _ cluster: UInt8, isUpdate: Bool, by writer: String, _ name: NameID
    ) -> (SimDuration, WriteFate) {
        var (extra, fate) = (SimDuration.zero, WriteFate.regular)
        for index in apiFaults.indices {
            switch apiFaults[index].fault {
            case .conflicts(cluster, let percent):
                guard fate == .regular, isUpdate,
                    draw(index, writer, name).chance(UInt64(percent), in: 100, instant)
                else { continue }
                fate = .overtaken(apiFaults[index].entry)
            case .errors(cluster, let percent):
                guard draw(index, writer, name).chance(UInt64(percent), in: 100, instant) else { continue }
                fate = .failed(APIFault.serverError)
            case .slow(cluster, let longer): extra += longer
            case .slowDisk(cluster, _): break
            case .conflicts, .errors, .slow, .slowDisk, .helmReleaseStuck, .containersCrash, .watchesDown,
                .watchDown, .unseenStates, .oldCache:
                continue
            }
            feel(index)
        }
        let sync = syncOfEtcd(cluster)
        if sync > estate.clusters[Int(cluster)].etcdSync.usual {
            extra += strike(cluster, by: sync, &fate, writer, name)
        }
        return (extra, fate)
    }

    /// How long the etcd of a cluster takes for a sync at present: its disks, and the faults that are on.
    /// Zero while nothing is slow.
    private func syncOfEtcd(_ cluster: UInt8) -> SimDuration {
        var sync = estate.clusters[Int(cluster)].etcdSync.now
        for active in apiFaults {
            if case .slowDisk(cluster, let longer) = active.fault { sync += longer }
        }
        return sync
    }

    /// Lets a write wait for a sync of etcd; answers how much longer it takes than usual. A sync takes from
    /// half to one and a half times as long as it does on average: guess.
    private mutating func strike(
        _ cluster: UInt8, by sync: SimDuration, _ fate: inout WriteFate, _ writer: String, _ name: NameID
    ) -> SimDuration {
        let stream = kernel.random.derive("etcd.sync").derive(UInt64(cluster))
            .derive(writer).derive(kernel.names[name])
        let drawn =
            sync / 2
            + SimDuration(nanoseconds: Int64(stream.below(UInt64(max(sync.nanoseconds, 1)), instant)))
        var reachesEtcd = true
        if case .failed = fate { reachesEtcd = false }
        if reachesEtcd, drawn >= electionTimeout {
            // A proposal may be committed by the next leader though its sender is told otherwise; that it is
            // so every other time: guess. Source: etcd documentation, "KV API guarantees".
            let reason = "etcd has lost its leader"
            let isWritten = stream.derive("written").chance(1, in: 2, instant)
            fate = isWritten ? .unanswered(reason) : .failed(reason)
        }
        return max(drawn - estate.clusters[Int(cluster)].etcdSync.usual, .zero)
    }

    var instant: UInt64 { UInt64(bitPattern: kernel.now.nanoseconds) }

    /// After how long without a word of its leader etcd elects another one.
    private var electionTimeout: SimDuration { kernel.duration("etcd.election.timeout", occurrence: 0) }

    /// The draws of a fault for the requests of somebody for an object.
    func draw(_ index: Int, _ writer: String, _ name: NameID) -> RandomStream {
        kernel.random.derive(apiFaults[index].fault.name)
            .derive(UInt64(bitPattern: apiFaults[index].since.nanoseconds))
            .derive(writer).derive(kernel.names[name])
    }

    /// Lets somebody else write an object just before a controller does.
    mutating func overtake(_ write: Write, by fault: EntryID) {
        let cluster = Int(write.cluster)
        let entry = EntryID(number: kernel.journal.last.number + 1)
        guard stores[cluster].touch(write.key, at: kernel.now, cause: entry) else { return }
        let before = kernel.journal.cause
        kernel.journal.cause = fault
        kernel.record(KubernetesEntry.writtenByOther.kind, write.key.subject(cluster: write.cluster))
        kernel.journal.cause = before
    }

    /// Journals that a request failed; the rest of the list is dropped.
    mutating func fail(_ write: Write, _ list: inout WriteList, _ reason: String, writer: Subject) {
        let value = Int64(kernel.names.intern(reason).number)
        kernel.record(
            KubernetesEntry.apiFailed.kind, write.key.subject(cluster: write.cluster), writer, value: value)
        list.refusal = .failed(reason)
    }

    /// Does an item again whose write failed, after the back-off. It is a wait from the moment at which it
    /// takes a second or more.
    mutating func retry(_ id: Int, _ number: UInt32, cluster: UInt8, _ reason: String) {
        let delay = backoff(id, number)
        guard delay >= .seconds(1) else { return requeueWithBackoff(id, number) }
        if runtimes[id].items[Int(number)].failures < .max { runtimes[id].items[Int(number)].failures += 1 }
        finish(id, number, .blocked(on: apiServer(cluster), rule: WaitRule(.message, reason), retry: delay))
    }
}
