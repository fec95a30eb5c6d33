import HardwareInterfaces
import Simulation

extension GaleraSimulator {
    /// Whether peers that a member reaches drop what it says: they take its former life for a member.
    func isIgnored(_ member: Int) -> Bool {
        members.indices.contains { reaches(member, $0) && hasFormerLife(of: member, members[$0].group) }
    }

    /// Whether two members can't agree yet, since one of them is a newcomer.
    func areObstructed(_ first: Int, _ second: Int) -> Bool {
        obstructions.contains { obstruction in
            let (one, other) = (obstruction.side.contains(first), obstruction.side.contains(second))
            return one && obstruction.newcomer == node(second)
                || other && obstruction.newcomer == node(first)
        }
    }

    /// A primary component goes on without some of `old`, and knows itself after `exchange`. Those of them
    /// that are back already are heard before that, or shut out for a while first.
    mutating func meetNewcomers(_ side: [Int], without old: [GaleraNode], _ exchange: SimDuration) {
        guard let first = side.first, let group = members[first].group else { return }
        for lost in old where isFormerLife(lost, of: lost.member) && reaches(first, lost.member) {
            let isEarly = durations.newcomer < exchange
            let groupedAt = members[lost.member].group == nil ? nil : members[lost.member].groupedAt
            // Who has no group yet has told nobody anything.
            if groupedAt == nil || !isEarly { forget(lost.member, side) }
            guard let groupedAt else { continue }
            let obstruction = GaleraObstruction(
                number: nextNumber(), group: group.number, side: side, newcomer: node(lost.member),
                groupedAt: groupedAt, toldAt: now - durations.exclusion)
            obstructions.append(obstruction)
            schedule(
                .newcomerSpeaks(obstruction.number), after: isEarly ? durations.newcomer : exchange + ban)
        }
    }

    /// A primary component closes its connections to a process that is not in it, and takes none from it for
    /// a while. Source: gcomm/src/gmcast.cpp `handle_stable_view`, half of `gmcast.time_wait`.
    private mutating func forget(_ member: Int, _ side: [Int]) {
        for other in side where !cut[link(member, other)] {
            setCut(member, other, true)
            schedule(.linkCarries(member, other), after: ban)
        }
    }

    private var ban: SimDuration { options.timeWait / 2 + durations.reconnect }

    /// The newcomer is heard. If the component is not known yet, it never will be.
    mutating func hearNewcomer(_ number: Int) {
        guard let place = obstructions.firstIndex(where: { $0.number == number }) else { return }
        let obstruction = obstructions[place]
        guard isStanding(obstruction) else { return settle(place) }
        let decision = GaleraTimer.Kind.decide(group: obstruction.group, isForced: false)
        if timers.contains(where: { $0.kind == decision }) {
            timers.removeAll { $0.kind == decision }
            keepToThemselves(obstruction)
        }
        for member in obstruction.all { members[member].evs = .gather }
        // Whose timer has run out since then has begun anew, and knows of no former life.
        if timer(of: obstruction, after: obstruction.toldAt) <= now { return settle(place) }
        schedule(.obstructionEnds(number), at: end(of: obstruction))
    }

    /// The component protocol has agreed who is primary, and nobody above it was told.
    private mutating func keepToThemselves(_ obstruction: GaleraObstruction) {
        let number = nextNumber()
        for member in obstruction.side {
            guard let group = members[member].group, let component = members[member].component else {
                continue
            }
            members[member].lastPrimary = GaleraComponent(
                number: number, isPrimary: true, nodes: group.nodes,
                configurationID: component.configurationID)
        }
    }

    /// When those who wait for the former life have given it up once more, or lost patience. The newcomer
    /// begins anew each time that its own timer runs out, and costs them the time until they have followed.
    private func end(of obstruction: GaleraObstruction) -> SimTime {
        guard !losesPatience else { return now + options.installTimeout }
        let given = now + options.detectionTimeout + options.inactiveCheckPeriod / 2
        let timer = timer(of: obstruction, after: now)
        return timer < given + durations.rejoin ? timer + durations.regather : given
    }

    /// When the newcomer's timer runs out next, after `time`: it does again and again while it is alone.
    private func timer(of obstruction: GaleraObstruction, after time: SimTime) -> SimTime {
        var timer = obstruction.groupedAt + options.installTimeout
        while timer <= time { timer = timer + options.installTimeout }
        return timer
    }

    /// Whether the timer of an installation runs out before a silent peer is given up.
    private var losesPatience: Bool {
        options.installTimeout < options.detectionTimeout + options.inactiveCheckPeriod / 2
    }

    /// It is over: they agree with the newcomer, or each of them takes the others for lost first.
    ///
    /// Source: gcomm/src/evs_proto.cpp `handle_install_timer`: whoever has not said the same is declared
    /// inactive. Measured: each survivor is non-Primary and alone, and all meet again at once.
    mutating func endObstruction(_ number: Int) {
        guard let place = obstructions.firstIndex(where: { $0.number == number }) else { return }
        let obstruction = obstructions[place]
        guard isStanding(obstruction), losesPatience else { return settle(place) }
        obstructions.remove(at: place)
        for member in obstruction.all {
            form([member], GaleraGathering(number: nextNumber(), members: [member], exchange: .zero))
        }
    }

    /// Whoever of an obstruction is still there agrees.
    private mutating func settle(_ place: Int) {
        let obstruction = obstructions.remove(at: place)
        let present = obstruction.all.filter {
            members[$0].isTalking && members[$0].gathering == nil && members[$0].evs == .gather
        }
        guard !present.isEmpty else { return }
        gather(present, left: [], durations.rejoin)
    }

    /// Whether nothing has happened to any of them.
    private func isStanding(_ obstruction: GaleraObstruction) -> Bool {
        let newcomer = obstruction.newcomer
        return node(newcomer.member) == newcomer && members[newcomer.member].isTalking
            && obstruction.side.allSatisfy {
                members[$0].isTalking && members[$0].group?.number == obstruction.group
                    && members[$0].gathering == nil
            }
    }
}
