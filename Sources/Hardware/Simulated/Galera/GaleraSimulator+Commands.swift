import HardwareInterfaces
import Simulation

extension GaleraSimulator {
    /// Does what is asked of a member now.
    mutating func obey(_ command: GaleraCommand, _ member: Int) throws(GaleraError) -> GaleraReply {
        switch command {
        case .start(let isNewCluster): try start(member, isNewCluster)
        case .stop: try stop(member)
        case .kill:
            guard members[member].process != .off else { throw .wrongProcess }
            loseTail(member, options.processFlushLag)
            endProcess(member, .killed)
        case .pause:
            guard members[member].process != .off, !members[member].isHeld else { throw .wrongProcess }
            hold(member)
        case .resume:
            guard members[member].isHeld else { throw .wrongProcess }
            release(member)
        case .recoverPosition:
            try requireStopped(member)
            if let history = members[member].dataHistory {
                members[member].saved.cluster = UInt64(history) + 1
                members[member].saved.seqno = members[member].position
            }
        case .markSafeToBootstrap:
            try requireStopped(member)
            members[member].saved.isSafeToBootstrap = true
        case .wipe:
            try requireStopped(member)
            wipe(member)
        case .deleteState:
            try requireStopped(member)
            members[member].saved = GaleraSavedState(cluster: nil, seqno: -1, isSafeToBootstrap: true)
        case .bootstrapComponent:
            guard members[member].isServing, let group = members[member].group else { throw .unreachable }
            guard members[member].component?.isPrimary != true else { throw .alreadyPrimary }
            schedule(.decide(group: group.number, isForced: true), after: durations.bootstrap)
        case .readState: return .state(members[member].saved)
        case .status:
            guard let status = status(member) else { throw .unreachable }
            return .status(status)
        }
        return .done
    }

    private func requireStopped(_ member: Int) throws(GaleraError) {
        guard members[member].process == .off else { throw .wrongProcess }
    }

    private mutating func start(_ member: Int, _ isNewCluster: Bool) throws(GaleraError) {
        try requireStopped(member)
        let saved = members[member].saved
        // Source: galera/src/replicator_smm.cpp, "It may not be safe to bootstrap the cluster from this node".
        if isNewCluster, !saved.isSafeToBootstrap { throw .notSafeToBootstrap }
        members[member].shift(GaleraProcessPhase.starting)
        members[member].life += 1
        members[member].history = saved.cluster.map { Int($0) - 1 }
        members[member].seqno = saved.cluster == nil ? -1 : saved.seqno
        if !options.recoversCache { members[member].cachedFrom = nil }
        members[member].lost = []
        members[member].lastPrimary = nil
        if !options.recoversComponent { members[member].savedView = nil }
        // Who begins a cluster keeps its identity, but not what it remembers of the last component.
        members[member].identity = members[member].savedView?.identity ?? nextIdentity()
        if isNewCluster { members[member].savedView = nil }
        members[member].lastPrimary = members[member].savedView?.component
        schedule(.connected(member, isNewCluster: isNewCluster), after: durations.connect)
    }

    private mutating func stop(_ member: Int) throws(GaleraError) {
        switch members[member].process {
        case .off, .stopping: throw .wrongProcess
        case .starting, .running: break
        }
        // A held process gets the signal when it goes on.
        guard !members[member].isHeld else {
            members[member].isStopPending = true
            return
        }
        leave(member)
    }

    /// Leaves its group in an orderly way, writes its position, and goes.
    private mutating func leave(_ member: Int) {
        let node = node(member)
        let wasAlone = members[member].component.map { $0.isPrimary && $0.nodes.count == 1 } ?? false
        // Without a seqno it had not got its data yet, and grastate goes on saying so.
        if let history = members[member].history, members[member].seqno >= 0 {
            members[member].saved = GaleraSavedState(
                cluster: UInt64(history) + 1, seqno: members[member].seqno, isSafeToBootstrap: wasAlone)
        }
        members[member].savedView = nil
        let peers = members[member].group?.nodes.map(\.member).filter { $0 != member } ?? []
        let hearers = peers.filter { hears($0, node) }
        disconnect(member)
        dropTimers(of: member)
        abortTransfers(of: member)
        members[member].shift(GaleraProcessPhase.stopping)
        schedule(.ended(member), after: durations.stop)
        if let first = hearers.first { gather([first], left: [node], durations.leave) }
    }

    private mutating func hold(_ member: Int) {
        members[member].isHeld = true
        members[member].heldAt = now
        members[member].frozen = timers.filter { $0.kind.member == member }
            .map { (left: $0.at - now, kind: $0.kind) }
        dropTimers(of: member)
    }

    /// A process that goes on finds in its buffers what others sent meanwhile: for it, nobody was silent.
    /// Those that gave it up drop what it says, since it comes from an earlier group; it notices only when
    /// it misses them. Source: gcomm/src/evs_proto.cpp `is_msg_from_previous_view`.
    private mutating func release(_ member: Int) {
        members[member].isHeld = false
        members[member].releasedAt = now
        for (left, kind) in members[member].frozen { schedule(kind, after: left) }
        members[member].frozen = []
        for index in members[member].silent.indices { members[member].silent[index].since = now }
        for node in members[member].group?.nodes ?? [] where node.member != member {
            let peer = members[node.member]
            // Two that were held together have nothing of each other in their buffers.
            let isQuiet =
                peer.isHeld || peer.releasedAt.map { now - $0 < options.inactiveCheckPeriod } ?? false
            guard isQuiet, self.node(node.member) == node else { continue }
            let apart = peer.heldAt - members[member].heldAt
            let longEnough = now - max(peer.heldAt, members[member].heldAt) > options.detectionTimeout
            guard longEnough, apart < options.inactiveCheckPeriod else { continue }
            members[member].stale.append(node)
            if !peer.isHeld { members[node.member].stale.append(self.node(member)) }
        }
        for index in members.indices where !members[index].isHeld { watch(index) }
        if members[member].isStopPending {
            members[member].isStopPending = false
            if members[member].process != .stopping { leave(member) }
        }
    }

    private mutating func wipe(_ member: Int) {
        members[member].saved = GaleraSavedState(cluster: nil, seqno: -1, isSafeToBootstrap: true)
        members[member].savedView = nil
        members[member].dataHistory = nil
        members[member].cachedFrom = nil
        members[member].position = 0
        members[member].history = nil
        members[member].seqno = -1
    }

    /// The process of a member is gone, with all that it knew.
    mutating func endProcess(_ member: Int, _ reason: GaleraNotice.EndReason) {
        disconnect(member)
        dropTimers(of: member)
        abortTransfers(of: member)
        members[member].frozen = []
        members[member].isHeld = false
        members[member].isStopPending = false
        members[member].shift(GaleraProcessPhase.off)
        notice(member, .processEnded(reason))
    }

    /// It takes part in nothing any more.
    private mutating func disconnect(_ member: Int) {
        members[member].shift(GaleraConnectionPhase.closed)
        members[member].evs = .closed
        members[member].group = nil
        members[member].groupedAt = nil
        members[member].earlier = []
        members[member].silent = []
        members[member].dropped = []
        members[member].stale = []
        members[member].component = nil
        members[member].receiveQueue = 0
        members[member].gathering = nil
        for index in gatherings.indices { gatherings[index].members.removeAll { $0 == member } }
        gatherings.removeAll(where: \.members.isEmpty)
    }

    private mutating func dropTimers(of member: Int) { timers.removeAll { $0.kind.member == member } }

    /// What a member has of the last moments before a crash is not on disk.
    mutating func loseTail(_ member: Int, _ lag: SimDuration) {
        guard members[member].isAttached, lag > .zero else { return }
        // Somewhere between two flushes: half of the time between them is the mean.
        let tail = writeSets(in: lag / 2)
        members[member].position = max(0, members[member].position - tail)
    }
}
