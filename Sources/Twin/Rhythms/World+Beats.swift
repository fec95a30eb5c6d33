import Controllers
import HardwareInterfaces
import HardwareSimulated
import Simulation

/// The beats of rhythms: those that may find something, or in ticking mode all.
///
/// A beat comes after all else of its instant, and leaves no entry. What it finds is caused by what it finds.
extension World.State {
    /// Lets the rhythms begin.
    mutating func beginRhythms(ticks: Bool) {
        if ticks { beginTicking() }
        substrate.beginTokens()
        substrate.noteSilentNodes()
        for host in substrate.owners(of: .hostPoll)
        where isPowerOtherThanKnown(host) || plant.isReal(bmcOf: host) { armPoll(host) }
    }

    /// Handles a beat that is due.
    mutating func beat(_ event: Event) {
        guard let rhythm = EstateRhythm(rawValue: event.detail) else {
            preconditionFailure("no rhythm has the number \(event.detail)")
        }
        guard ticking == nil else { return tick(rhythm, event) }
        switch rhythm {
        case .nodeMonitor: substrate.monitorRound(event)
        case .hostPoll: poll(event)
        case .agentHeartbeat: substrate.tokenExpires(event)
        case .databasePoll: databasePass(event)
        default: preconditionFailure("nothing is found by \(rhythm.rhythm.name)")
        }
    }

    /// Follows what starts and ends the rhythms of processes.
    mutating func reviewRhythms() {
        let started = substrate.reviewMonitors()
        reviewProcesses()
        guard ticking != nil else { return }
        for cluster in started {
            forgetLeases(cluster: cluster)
            tickFirst(.nodeMonitor, of: cluster, epoch: monitorEpoch(cluster), from: now)
        }
    }

    /// What a BMC tells of the power is other than before: the next poll looks at it.
    mutating func powerToldChanged(_ host: UInt32) {
        powerCauses[host] = substrate.kernel.journal.cause
        armPoll(host)
    }

    /// Whether a poll would find another power than the one that is known, or no answer. While Ironic does
    /// not answer, a poll finds nothing.
    func isPowerOtherThanKnown(_ host: UInt32) -> Bool { plant.isIronicUp && isPowerChanged(host) }

    /// Whether a host's BMC tells another power than the one that is known, or gives no answer.
    private func isPowerChanged(_ host: UInt32) -> Bool {
        substrate.knownPower(ofHost: host).map { plant.toldPower(host) != $0 } ?? false
    }

    /// A poll that may find something. As long as it may find more, the next one is due.
    private mutating func poll(_ event: Event) {
        let host = event.target
        guard polls[host] == event.time else { return }
        polls[host] = nil
        let mayFindMore = isPowerOtherThanKnown(host) || substrate.isBusy(host) || !plant.isIronicUp
        look(atPowerOf: host)
        // Only a real BMC itself says what a poll would find.
        let isReal = plant.isReal(bmcOf: host)
        if isReal, substrate.isPolled(host) {
            substrate.kernel.journal.cause = powerCauses[host] ?? EntryID(number: 1)
            plant.lookOutside(host, &substrate.kernel)
        }
        if mayFindMore || isReal { armPoll(host, after: event.time) }
    }

    /// A poll: tells the operator of a host what differs from what it knows. That Ironic is down is felt when
    /// it would have told something.
    mutating func look(atPowerOf host: UInt32) {
        if !plant.isIronicUp, isPowerChanged(host), substrate.isPolled(host) {
            plant.feelIronicDown(&substrate.kernel)
        }
        guard isPowerOtherThanKnown(host), substrate.isPolled(host) else { return }
        controllers.poll(host, cause: powerCauses[host] ?? EntryID(number: 1), &substrate)
    }

    private mutating func armPoll(_ host: UInt32, after time: SimTime? = nil) {
        guard ticking == nil else { return }
        let beats = substrate.beats(.hostPoll, of: host)
        let next = time.map { beats.next(after: $0) } ?? beats.next(from: now)
        guard polls[host] != next else { return }
        polls[host] = next
        substrate.schedule(.hostPoll, of: host, epoch: 0, at: next)
    }

    func monitorEpoch(_ cluster: UInt32) -> UInt32 { substrate.monitors.clusters[Int(cluster)].epoch }
}
