public import HardwareInterfaces
public import Kubernetes
public import Simulation

/// What the assembled world does to a substrate.
extension Substrate {
    /// Takes the commands that controllers have asked for.
    public mutating func takeEffects() -> [Effect] {
        guard !outbox.isEmpty else { return [] }
        let effects = outbox
        outbox = []
        return effects
    }

    /// Lets the estate have an OpenStack, of which the controller has this built in.
    public mutating func setOpenStack(_ inventory: OpenStackInventory) {
        estate.openStack = inventory
        estate.startTable = StartTable(inventory, &kernel.names)
        notePresentImages()
    }

    /// The entry by which a command was asked for.
    public func cause(of operation: OperationID) -> EntryID { issued[operation.number]?.entry ?? .none }

    /// The API server of a cluster answers, or no longer does.
    public mutating func setAvailable(cluster: UInt8, _ isAvailable: Bool) {
        stores[Int(cluster)].isAvailable = isAvailable
        areMonitorsChanged = true
    }

    /// The etcd of a cluster takes another time than before to have a write on disk.
    public mutating func setEtcdSync(cluster: UInt8, _ sync: EtcdSync) {
        estate.clusters[Int(cluster)].etcdSync = sync
    }

    /// What happened at equipment becomes so for controllers that run there.
    mutating func take(_ notice: EquipmentNotice) {
        switch notice {
        case .host(let host, let isRunning):
            estate.nodes[Int(host)].isHostRunning = isRunning
            reviewToken(host)
        case .containers(let host, let areRunning):
            estate.nodes[Int(host)].areContainersRunning = areRunning
            if areRunning {
                estate.nodes[Int(host)].containersSince = kernel.now
                // A kubelet that comes up renews its lease at once.
                if estate.nodes[Int(host)].isTalking { monitors[host].renewed = kernel.now }
            }
            noteSilence(host)
        case .network(let host, let isConnected):
            estate.nodes[Int(host)].isConnected = isConnected
            noteSilence(host)
        case .kubelet(let host, let isRunning):
            estate.nodes[Int(host)].isKubeletRunning = isRunning
            noteSilence(host)
        case .agent(let host, let isRunning):
            estate.nodes[Int(host)].isAgentRunning = isRunning
            reviewToken(host)
        case .management(let host, let isReached):
            estate.nodes[Int(host)].reachesManagement = isReached
            reviewToken(host)
        case .clock(let host, let offset):
            estate.nodes[Int(host)].clockOffset = offset
            reviewToken(host)
        case .assigned(let host, let image):
            estate.bind(host, to: image.map { (kernel.names.intern($0.node), $0.cluster) })
            // What is new is given the grace from now on.
            monitors[host] = NodeMonitors.Lease(renewed: kernel.now)
            noteSilence(host)
            resetToken(host)
            reviewToken(host)
        case .member(let host, let isMember): estate.nodes[Int(host)].isMember = isMember
        case .database(let equipment, let isRunning, let isReady, let isAlive):
            guard let index = estate.members.firstIndex(where: { $0.equipment == equipment }) else { return }
            estate.members[index].take(
                isRunning: isRunning, isReady: isReady, isAlive: isAlive, at: kernel.now)
        case .broker(let equipment, let isRunning, let isAnswering):
            guard let index = estate.brokers.firstIndex(where: { $0.equipment == equipment }) else { return }
            estate.brokers[index].take(isRunning: isRunning, isAnswering: isAnswering, at: kernel.now)
        }
    }

    /// Lets a fault begin that is a crash to come; the number tells it apart when it ends.
    public mutating func beginCrash(_ plan: CrashPlan, fault: Int) {
        let writes = runtimes[Int(plan.controller.rawValue)].writesApplied + plan.afterWrite
        crashes.append(DueCrash(plan: plan, fault: fault, writes: writes))
        journal(plan, EquipmentEntry.faultBegan)
    }

    /// Lets the crash of a fault end, if it is one: a crash that has not come won't.
    public mutating func endCrash(fault: Int) {
        guard let index = crashes.firstIndex(where: { $0.fault == fault }) else { return }
        journal(crashes.remove(at: index).plan, EquipmentEntry.faultEnded)
    }

    /// Whether the crash of a fault has come; false once the fault was ended.
    public func hasCrashed(fault: Int) -> Bool {
        crashes.contains { $0.fault == fault && $0.writes == nil }
    }

    /// How many crashes were planned and have not come.
    public var crashesToCome: Int { crashes.count { $0.writes != nil } }

    /// Changes a part of an object from outside; answers whether that changed anything.
    public mutating func patch(
        _ key: ObjectKey, part: WritePart, with patch: Value, cluster: Int
    ) -> Result<Bool, APIError> {
        let entry = EntryID(number: kernel.journal.last.number + 1)
        return Result { () throws(APIError) in
            try stores[cluster].patch(key, part: part, with: patch, at: kernel.now, cause: entry)
        }
    }

    private mutating func journal(_ plan: CrashPlan, _ word: EquipmentEntry) {
        let subject = subject(plan.controller)
        let what = text("crash after write \(plan.afterWrite), down for \(plan.downtime)")
        kernel.recordAsCause(word.kind, subject, what)
    }

    /// Commences steps of the plan that leads the cluster to `target`; false while there is no such plan.
    public mutating func commence(target: String, steps: [String]?) -> Bool {
        let plans = stores[0].list(ClusterUpdatePlanSpec.kind).map {
            unsafeDowncast($0, to: Stored<ClusterUpdatePlanSpec>.self).object
        }
        guard var plan = plans.first(where: { $0.spec.target == target }) else { return false }
        for index in plan.spec.steps.indices where steps?.contains(plan.spec.steps[index].id) ?? true {
            plan.spec.steps[index].commence = true
        }
        let key = key(plan)
        let entry = EntryID(number: kernel.journal.last.number + 1)
        do throws(APIError) {
            let wrote = try stores[0].update(
                Stored(key: key, object: plan), part: .main, expected: nil, at: kernel.now, cause: entry)
            guard wrote else { return true }
        } catch {
            return false
        }
        let what = text(steps?.joined(separator: ", ") ?? "all steps")
        kernel.record(LCMEntry.stepCommenced.kind, key.subject(cluster: 0), what)
        return true
    }
}

extension Substrate {
    /// The plan that leads to the ClusterRelease called `target`, as the API server has it.
    public func plan(to target: String) -> ClusterUpdatePlan? {
        stores[0].list(ClusterUpdatePlanSpec.kind).map {
            unsafeDowncast($0, to: Stored<ClusterUpdatePlanSpec>.self).object
        }.first { $0.spec.target == target }
    }

    /// Takes the full blocks of the journal away.
    public mutating func drainJournal() -> [JournalBlock] { kernel.journal.drain() }

    /// Takes what is left of the journal away, at the end of a run.
    public mutating func closeJournal() -> [JournalBlock] { kernel.journal.close() }

    /// Journals the end of a run.
    public mutating func endRun(_ word: SimulationEntry) {
        kernel.journal.cause = kernel.journal.last
        kernel.record(word.kind, .none)
    }
}
