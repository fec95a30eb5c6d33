import HardwareInterfaces
import Simulation

extension GaleraSimulator {
    /// Does what is due.
    mutating func fire(_ kind: GaleraTimer.Kind) {
        switch kind {
        case .connected(let member, let isNewCluster):
            members[member].shift(GaleraConnectionPhase.open)
            members[member].evs = .joining
            if isNewCluster { return begin(member) }
            // Source: gcomm/src/evs_proto.cpp `handle_retrans_timer`: it hears nobody but itself, and agrees.
            let isIgnored = isIgnored(member)
            schedule(
                .announceEnds(member), after: isIgnored ? options.joinRetransPeriod : options.announceTimeout)
            // Source: gcomm/src/pc.cpp: who restores a primary component from gvwstate.dat waits for none.
            if options.waitsForPrimary, members[member].savedView == nil {
                schedule(.primaryWaitEnds(member), after: options.waitPrimaryTimeout)
            }
        case .announceEnds(let member):
            if members[member].group == nil, members[member].gathering == nil {
                let isIgnored = isIgnored(member)
                gather([member], left: [], isIgnored ? .zero : durations.join)
            }
        case .primaryWaitEnds(let member):
            if members[member].lastPrimary == nil { endProcess(member, .noPrimaryComponent) }
        case .opened(let member):
            if members[member].process == .starting { members[member].shift(GaleraProcessPhase.running) }
        case .ended(let member):
            members[member].shift(GaleraProcessPhase.off)
            notice(member, .processEnded(.stopped))
        case .transferStep(let member): stepTransfer(member)
        case .silence(let member): checkSilence(member)
        case .install(let gathering, let revision): install(gathering, revision)
        case .decide(let group, let isForced): decide(group, isForced: isForced)
        case .newcomerSpeaks(let number): hearNewcomer(number)
        case .obstructionEnds(let number): endObstruction(number)
        case .linkCarries(let first, let second): setCut(first, second, false)
        case .linkGivenUp(let first, let second):
            guard cut[link(first, second)] else { return }
            givenUp[link(first, second)] = true
            givenUp[link(second, first)] = true
        }
    }

    /// Whether a member takes a write: it is in a whole primary component that has agreed on who is in it,
    /// and all of its group are heard. Otherwise a write waits, or is refused.
    func isWritable(_ member: Int) -> Bool {
        let state = members[member]
        guard state.isServing, state.isAttached, state.evs == .operational, state.gathering == nil,
            state.silent.isEmpty, let group = state.group, let component = state.component
        else { return false }
        return component.nodes == group.nodes
    }

    /// Lets time pass until `time` while nothing else happens: clients write.
    mutating func countWrites(to time: SimTime) {
        let elapsed = time - now
        now = time
        guard elapsed > .zero else { return }
        for history in histories.indices {
            let writers = members.indices.filter {
                members[$0].history == history && members[$0].writeInterval != nil && isWritable($0)
            }
            guard !writers.isEmpty else { continue }
            let followers = members.indices.filter { members[$0].history == history && isWritable($0) }
            let counts = admitted(writers.map { counted($0, elapsed) }, writers, followers, elapsed)
            for (member, count) in zip(writers, counts) {
                members[member].acknowledged += count
                histories[history].committed += count
            }
            for member in followers {
                members[member].seqno = histories[history].committed
                members[member].position = histories[history].committed
            }
        }
    }

    private mutating func counted(_ member: Int, _ elapsed: SimDuration) -> Int64 {
        guard let interval = members[member].writeInterval else { return 0 }
        let time = members[member].writeCarry.nanoseconds + elapsed.nanoseconds
        members[member].writeCarry = SimDuration(nanoseconds: time % interval.nanoseconds)
        return time / interval.nanoseconds
    }

    /// What flow control lets through: no more than the slowest of those that must keep up applies. A donor
    /// need not. How its queue fills is left out: it is at its limit as soon as it is too slow.
    ///
    /// Source: gcs/src/gcs.cpp: the limit is fc_limit times the root of the members, rounded.
    private mutating func admitted(
        _ counts: [Int64], _ writers: [Int], _ followers: [Int], _ elapsed: SimDuration
    ) -> [Int64] {
        let total = counts.reduce(0, +)
        var admitted = counts
        for member in followers {
            members[member].receiveQueue = 0
            let one = durations.apply.nanoseconds
            let demand = writers.reduce(Int64(0)) { sum, writer in
                sum + one * 1000 / (members[writer].writeInterval?.nanoseconds ?? .max)
            }
            guard demand > 1000, members[member].connection != .donor, total > 0 else { continue }
            members[member].receiveQueue = flowControlUpper(followers.count)
            let room = elapsed.nanoseconds / one
            for index in admitted.indices {
                admitted[index] = min(admitted[index], counts[index] * room / total)
            }
        }
        return admitted
    }

    private func flowControlUpper(_ count: Int) -> Int64 {
        // limit * sqrt(count) + 0.5, rounded down, without floating point.
        let square = options.flowControlLimit * options.flowControlLimit * Int64(count) * 4
        var root: Int64 = 0
        while (root + 1) * (root + 1) <= square { root += 1 }
        return (root + 1) / 2
    }

    /// How many write-sets clients write in a time, as things are.
    func writeSets(in length: SimDuration) -> Int64 {
        members.indices.filter { isWritable($0) }.reduce(0) { sum, member in
            sum + (members[member].writeInterval.map { length.nanoseconds / $0.nanoseconds } ?? 0)
        }
    }
}
