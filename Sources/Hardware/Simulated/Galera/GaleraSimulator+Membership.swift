import HardwareInterfaces
import Simulation

extension GaleraSimulator {
    /// Members begin to agree on a group, with all that are in one with them and hear them.
    mutating func gather(_ seeds: [Int], left: [GaleraNode], _ length: SimDuration) {
        var joined = GaleraGathering(number: nextNumber(), members: [], left: left, exchange: length / 5)
        var due = now + (length - joined.exchange)
        for seed in seeds {
            for member in company(seed) where !joined.members.contains(member) {
                joined.members.append(member)
            }
        }
        joined.members.sort()
        // Whoever is agreeing already goes on with more.
        let older = gatherings.filter { old in old.members.contains { joined.members.contains($0) } }
        for old in older {
            joined.left += old.left
            joined.exchange = max(joined.exchange, old.exchange)
            joined.members += old.members.filter { !joined.members.contains($0) }
            let timer = timers.first { $0.kind == .install(gathering: old.number, revision: old.revision) }
            if let timer { due = max(due, timer.at) }
        }
        gatherings.removeAll { older.contains($0) }
        joined.members.sort()
        for member in joined.members {
            members[member].gathering = joined.number
            members[member].evs = .gather
        }
        gatherings.append(joined)
        schedule(.install(gathering: joined.number, revision: joined.revision), at: due)
    }

    /// A member with those of its group that it hears, and so on, in order.
    private func company(_ member: Int) -> [Int] {
        var found = [member]
        var next = 0
        while next < found.count {
            for node in members[found[next]].group?.nodes ?? []
            where !found.contains(node.member) && hears(found[next], node) { found.append(node.member) }
            next += 1
        }
        return found.sorted()
    }

    /// The time for agreement is up: those who still reach each other make a group, unless one of them waits
    /// for a peer that is silent and not given up yet.
    mutating func install(_ number: Int, _ revision: Int) {
        guard let place = gatherings.firstIndex(where: { $0.number == number && $0.revision == revision })
        else { return }
        // Whoever goes on again before it was given up takes part after all.
        var rest: [Int] = []
        for member in gatherings[place].members where members[member].isTalking {
            for other in company(member) where !rest.contains(other) { rest.append(other) }
        }
        rest.sort()
        var sides: [[Int]] = []
        while let first = rest.first {
            let side = around(first).filter { other in
                rest.contains(other) && (other == first || agrees(first, other))
            }
            sides.append(side)
            rest.removeAll { side.contains($0) }
        }
        let left = gatherings[place].left
        if let last = sides.compactMap({ waitsFor($0, left) }).max() {
            gatherings[place].revision += 1
            schedule(
                .install(gathering: number, revision: revision + 1),
                at: last + (durations.exclusion - gatherings[place].exchange))
            return
        }
        let gathering = gatherings.remove(at: place)
        for side in sides {
            let primary = side.first { members[$0].component?.isPrimary ?? false }
            let before = primary.flatMap { members[$0].group?.nodes } ?? []
            form(side, gathering)
            if let primary, members[primary].component?.isPrimary ?? false {
                meetNewcomers(side, without: before, gathering.exchange)
            }
        }
        // A held member finds itself in a gathering that is over: it will miss its peers.
        for member in gathering.members where members[member].gathering == number {
            members[member].gathering = nil
        }
    }

    private func agrees(_ first: Int, _ second: Int) -> Bool {
        !members[first].dropped.contains(node(second)) && !members[second].dropped.contains(node(first))
    }

    /// Until when the members of a side wait for somebody of their groups; nil when for nobody.
    private func waitsFor(_ side: [Int], _ left: [GaleraNode]) -> SimTime? {
        let present = side.map { node($0) }
        var last: SimTime?
        for member in side {
            for silence in members[member].silent
            where !present.contains(silence.node) && !left.contains(silence.node) {
                last = max(last ?? now, max(now, deadline(silence.since)))
            }
        }
        return last
    }

    /// A side becomes a group. Who came from a primary component and has no quorum says so at once.
    mutating func form(_ side: [Int], _ gathering: GaleraGathering) {
        let nodes = side.map { node($0) }.sorted { ($0.identity, $0.member) < ($1.identity, $1.member) }
        let group = GaleraGroup(number: nextNumber(), nodes: nodes)
        let before = side.map { members[$0].group }
        for (member, old) in zip(side, before) {
            let companions = side.indices.filter { before[$0] != nil && before[$0]?.number == old?.number }
                .map { node(side[$0]) }
            if let old {
                members[member].earlier.removeAll { $0.until <= now }
                members[member].earlier.append((old.number, now + options.viewForgetTimeout))
                for node in old.nodes
                where !nodes.contains(node) && !members[member].lost.contains(node.member) {
                    members[member].lost.append(node.member)
                }
            }
            members[member].groupedAt = members[member].process == .starting && side.count == 1 ? now : nil
            members[member].group = group
            members[member].silent = []
            members[member].dropped = []
            members[member].stale = []
            members[member].gathering = nil
            members[member].evs = .operational
            if let component = members[member].component, component.isPrimary,
                !hasQuorum(companions, gathering.left, component)
            {
                leavePrimary(member, companions)
            }
        }
        for member in side { watch(member) }
        schedule(.decide(group: group.number, isForced: false), after: gathering.exchange)
    }

    /// Whether those of a primary component that stay together are enough: 2M + L > total, where M weighs
    /// them and L those that left in an orderly way. Source: gcomm/src/pc_proto.cpp `have_quorum`,
    /// `have_split_brain`.
    private func hasQuorum(_ present: [GaleraNode], _ left: [GaleraNode], _ component: GaleraComponent)
        -> Bool
    {
        let weight = options.weight
        let stay = Int64(component.nodes.filter { present.contains($0) }.count) * weight
        let gone = Int64(component.nodes.filter { left.contains($0) }.count) * weight
        let total = Int64(component.nodes.count) * weight
        if 2 * stay + gone > total { return true }
        return options.ignoresQuorum || options.ignoresSplitBrain && 2 * stay + gone == total
    }
}
