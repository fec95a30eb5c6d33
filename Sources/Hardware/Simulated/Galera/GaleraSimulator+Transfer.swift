import HardwareInterfaces
import Simulation

extension GaleraSimulator {
    /// A joiner prepares to get its data, then asks for a donor.
    mutating func request(_ member: Int) {
        members[member].transfer = GaleraTransfer()
        // A new process starts the scripts of a transfer first.
        let delay = members[member].process == .running ? SimDuration.zero : durations.request
        schedule(.transferStep(member), after: delay)
    }

    /// The next step of a joiner's transfer.
    mutating func stepTransfer(_ member: Int) {
        guard let transfer = members[member].transfer else { return }
        switch transfer.step {
        case .requested: chooseDonor(member)
        case .donating: endDonation(member)
        case .loading: load(member)
        case .applying: synchronise(member)
        }
    }

    /// Source: gcs/src/gcs_group.cpp `group_find_ist_donor_by_state`, `gcs_group_find_donor`: of those that
    /// have the write-sets, the one that caches the least; else the first that is Synced.
    private mutating func chooseDonor(_ member: Int) {
        guard let component = members[member].component, component.isPrimary else {
            members[member].transfer = nil
            return
        }
        let synced = component.nodes.map(\.member).filter {
            $0 != member && members[$0].connection == .synced && members[$0].isTalking
        }
        guard let first = synced.first, let history = members[first].history else {
            // Source: galera/src/replicator_str.cpp: it asks again each second.
            schedule(.transferStep(member), after: .seconds(1))
            return
        }
        let seqno = members[member].seqno
        var donor: Int?
        if members[member].history == history, seqno >= 0, seqno <= histories[history].committed {
            for other in synced {
                guard let cached = cachedFrom(other), cached <= seqno + 1 else { continue }
                if donor.flatMap({ cachedFrom($0) }).map({ cached >= $0 }) ?? true { donor = other }
            }
        }
        let isFull = donor == nil
        let isOpen = members[member].process == .running
        // A running database can't take all of its data anew (wsrep_sst_method rsync and mariabackup).
        if isFull, isOpen { return endProcess(member, .mustRestart) }
        let chosen = donor ?? first
        members[member].transfer = GaleraTransfer(step: .donating, donor: chosen, isFull: isFull)
        members[chosen].shift(GaleraConnectionPhase.donor)
        notice(member, .transfer(donor: chosen, isFull: isFull))
        schedule(.transferStep(member), after: transferTime(chosen, isFull: isFull, isOpen: isOpen))
    }

    private func transferTime(_ donor: Int, isFull: Bool, isOpen: Bool) -> SimDuration {
        guard isFull else { return isOpen ? durations.catchUp : durations.incrementalTransfer }
        let perGigabyte = durations.fullTransferGigabyte.nanoseconds
        let (high, low) = perGigabyte.multipliedFullWidth(by: members[donor].dataBytes)
        guard high < 500_000_000 else { return durations.fullTransfer + .hours(24 * 365) }
        let extra = Int64(1_000_000_000).dividingFullWidth((high, low)).quotient
        return durations.fullTransfer + SimDuration(nanoseconds: extra)
    }

    /// The first write-set that a member still has in its cache.
    private func cachedFrom(_ member: Int) -> Int64? {
        guard let first = members[member].cachedFrom else { return nil }
        return max(first, members[member].seqno - options.cacheBytes / max(1, options.writeSetBytes) + 1)
    }

    private mutating func endDonation(_ member: Int) {
        guard let transfer = members[member].transfer, let donor = transfer.donor else { return }
        releaseDonor(donor)
        if transfer.isFull {
            members[member].history = members[donor].history
            members[member].dataHistory = members[donor].history
            members[member].dataBytes = members[donor].dataBytes
            members[member].seqno = members[donor].seqno
            members[member].position = members[donor].seqno
            members[member].cachedFrom = members[donor].seqno + 1
        }
        members[member].transfer?.step = .loading
        let isOpen = members[member].process == .running
        schedule(.transferStep(member), after: isOpen ? .zero : durations.load)
    }

    private mutating func load(_ member: Int) {
        guard let transfer = members[member].transfer, let history = members[member].history else { return }
        if members[member].process == .starting { members[member].shift(GaleraProcessPhase.running) }
        if transfer.isFull { members[member].shift(GaleraConnectionPhase.joined) }
        if members[member].cachedFrom == nil { members[member].cachedFrom = members[member].seqno + 1 }
        members[member].transfer?.step = .applying
        let backlog = max(0, histories[history].committed - members[member].seqno)
        members[member].receiveQueue = backlog
        schedule(.transferStep(member), after: durations.apply * min(backlog, 1_000_000_000))
    }

    private mutating func synchronise(_ member: Int) {
        members[member].transfer = nil
        members[member].receiveQueue = 0
        members[member].shift(GaleraConnectionPhase.joined)
        members[member].shift(GaleraConnectionPhase.synced)
        guard let history = members[member].history else { return }
        members[member].seqno = histories[history].committed
        members[member].position = histories[history].committed
        members[member].dataHistory = history
        remember(member)
    }

    private mutating func releaseDonor(_ donor: Int) {
        guard members[donor].connection == .donor else { return }
        members[donor].shift(GaleraConnectionPhase.joined)
        members[donor].shift(GaleraConnectionPhase.synced)
    }

    /// A member is out of its component: what it gets or gives ends, for now.
    mutating func cancelTransfers(of member: Int) {
        if let donor = members[member].transfer?.donor { releaseDonor(donor) }
        members[member].transfer = nil
        timers.removeAll { $0.kind == .transferStep(member) }
        for other in members.indices where members[other].transfer?.donor == member {
            guard members[other].transfer?.step == .donating else { continue }
            members[other].transfer = nil
            timers.removeAll { $0.kind == .transferStep(other) }
            // Whoever stays in the component fails; the others will ask again when there is one.
            if members[other].component?.isPrimary == true { endProcess(other, .transferFailed) }
        }
    }

    /// A process is gone: its donor is free again, its joiner fails.
    mutating func abortTransfers(of member: Int) {
        if members[member].transfer?.step == .donating, let donor = members[member].transfer?.donor {
            releaseDonor(donor)
        }
        members[member].transfer = nil
        for other in members.indices where members[other].transfer?.donor == member {
            guard members[other].transfer?.step == .donating else { continue }
            endProcess(other, .transferFailed)
        }
    }
}
