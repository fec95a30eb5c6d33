import HardwareInterfaces
import Simulation

extension GaleraSimulator {
    /// A member has lost its primary component: it refuses queries from now on.
    mutating func leavePrimary(_ member: Int, _ present: [GaleraNode]) {
        members[member].component = GaleraComponent(
            number: 0, isPrimary: false, nodes: present, configurationID: -1)
        if members[member].connection != .closed { members[member].shift(GaleraConnectionPhase.open) }
        cancelTransfers(of: member)
        notice(member, .component(isPrimary: false, size: present.count))
    }

    /// The members of a group have told each other where they come from: it is primary when some of them come
    /// from the primary component, or when all of the last one are there again.
    ///
    /// Source: gcomm/src/pc_proto.cpp `is_prim`.
    mutating func decide(_ number: Int, isForced: Bool) {
        let side = members.indices.filter {
            members[$0].group?.number == number && members[$0].gathering == nil
        }
        guard let first = side.first, let group = members[first].group else { return }
        guard side.count == group.nodes.count, side.allSatisfy({ members[$0].isTalking }) else {
            // Somebody fell silent in between: there will be another group, unless it goes on in time.
            undecided.removeAll { $0 == number }
            undecided.append(number)
            return
        }
        undecided.removeAll { $0 == number }
        let primaries = side.compactMap { members[$0].component }.filter(\.isPrimary)
        let latest = side.compactMap { members[$0].lastPrimary }.max { $0.number < $1.number }
        if let primary = primaries.first {
            guard primaries.allSatisfy({ $0.number == primary.number }) else {
                // "last prims not consistent": a fatal error in each of them.
                for member in side { endProcess(member, .splitBrain) }
                return
            }
            establish(side, group, primary.configurationID + 1)
        } else if isForced || latest.map({ isComplete($0, side) }) ?? false {
            establish(side, group, (latest?.configurationID ?? 0) + 1)
        } else {
            for member in side { leavePrimary(member, group.nodes) }
        }
    }

    private func isComplete(_ component: GaleraComponent, _ side: [Int]) -> Bool {
        component.nodes.allSatisfy { node in side.contains { members[$0].identity == node.identity } }
    }

    /// A decision that waited for somebody who was silent for a moment.
    mutating func resumeDecision(_ number: Int) {
        let side = members.indices.filter { members[$0].group?.number == number }
        guard let first = side.first, let group = members[first].group else {
            undecided.removeAll { $0 == number }
            return
        }
        guard side.count == group.nodes.count, side.allSatisfy({ members[$0].isTalking }) else { return }
        undecided.removeAll { $0 == number }
        schedule(.decide(group: number, isForced: false), after: durations.exclusion / 5)
    }

    /// A member that is to begin a cluster is a primary component of its own.
    mutating func begin(_ member: Int) {
        let group = GaleraGroup(number: nextNumber(), nodes: [node(member)])
        members[member].group = group
        members[member].evs = .operational
        establish([member], group, 1)
    }

    /// A group is a primary component: the members compare what data they have.
    private mutating func establish(_ side: [Int], _ group: GaleraGroup, _ configurationID: Int64) {
        let wasAttached = side.filter { members[$0].isAttached }
        var component = GaleraComponent(
            number: nextNumber(), isPrimary: true, nodes: group.nodes, configurationID: configurationID)
        let history: Int
        if let known = reference(side, wasAttached) {
            history = known
        } else {
            history = beginHistory(side)
            // Seen where nobody's position was known; a new cluster counts from 1.
            if side.count > 1 { component.configurationID = 0 }
        }
        for member in side {
            timers.removeAll { $0.kind == .primaryWaitEnds(member) || $0.kind == .announceEnds(member) }
            members[member].component = component
            notice(member, .component(isPrimary: true, size: component.nodes.count))
        }
        for member in side {
            if wasAttached.contains(member) {
                members[member].history = history
            } else if members[member].transfer == nil {
                compare(member, history)
            } else if let donor = members[member].transfer?.donor, !side.contains(donor) {
                endProcess(member, .transferFailed)
                continue
            }
            remember(member)
        }
    }

    /// The history that a component goes on with; nil when nobody knows a position. Write-sets that only
    /// others have are lost; where others write on, the two part ways.
    private mutating func reference(_ side: [Int], _ attached: [Int]) -> Int? {
        let knowing = side.filter { members[$0].history != nil && members[$0].seqno >= 0 }
        let candidates = attached.isEmpty ? knowing : Array(attached.prefix(1))
        guard let best = candidates.max(by: { members[$0].seqno < members[$1].seqno }),
            let history = members[best].history
        else { return nil }
        let seqno = members[best].seqno
        guard attached.isEmpty else { return history }
        let isContested = members.indices.contains {
            !side.contains($0) && members[$0].history == history && isWritable($0)
        }
        if isContested {
            histories.append(GaleraHistory(committed: seqno))
            for member in side where members[member].history == history && members[member].seqno == seqno {
                members[member].history = histories.count - 1
                members[member].dataHistory = histories.count - 1
            }
            return histories.count - 1
        }
        lose(histories[history].committed - seqno, best)
        histories[history].committed = seqno
        return history
    }

    /// Nobody knows what data it has: a new history begins, and each keeps what it has.
    private mutating func beginHistory(_ side: [Int]) -> Int {
        histories.append(GaleraHistory(committed: 0))
        let history = histories.count - 1
        let old = side.compactMap { members[$0].dataHistory }.max()
        let best = side.filter { members[$0].dataHistory == old }.map { members[$0].position }.max() ?? 0
        if let old, let first = side.first { lose(histories[old].committed - best, first) }
        for member in side {
            let behind = members[member].dataHistory == old ? best - members[member].position : best
            if behind > 0 { notice(member, .dataDiverges(behind)) }
            members[member].history = history
            members[member].dataHistory = history
            members[member].seqno = 0
            members[member].position = 0
            members[member].cachedFrom = nil
        }
        return history
    }

    private mutating func lose(_ count: Int64, _ member: Int) {
        guard count > 0 else { return }
        lostWrites += count
        notice(member, .writesLost(count))
    }

    /// A member that comes into a primary component has its data, or asks for it.
    private mutating func compare(_ member: Int, _ history: Int) {
        members[member].shift(GaleraConnectionPhase.primary)
        members[member].shift(GaleraConnectionPhase.joiner)
        let isCurrent =
            members[member].history == history && members[member].seqno == histories[history].committed
        guard isCurrent else { return request(member) }
        // With write-sets of its own from now on, it can be a donor for what follows.
        if members[member].cachedFrom == nil { members[member].cachedFrom = members[member].seqno + 1 }
        members[member].shift(GaleraConnectionPhase.joined)
        members[member].shift(GaleraConnectionPhase.synced)
        if members[member].process == .starting { schedule(.opened(member), after: durations.open) }
    }

    /// Writes what a member must know after a crash.
    mutating func remember(_ member: Int) {
        guard let component = members[member].component, component.isPrimary else { return }
        members[member].lastPrimary = component
        if options.recoversComponent {
            members[member].savedView = (members[member].identity, component)
        }
        // A joiner's files say what they said until it has its data.
        guard members[member].isAttached, let history = members[member].history else { return }
        members[member].saved = GaleraSavedState(
            cluster: UInt64(history) + 1, seqno: -1, isSafeToBootstrap: component.nodes.count == 1)
    }
}
