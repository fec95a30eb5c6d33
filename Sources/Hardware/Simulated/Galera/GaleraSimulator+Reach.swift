import Simulation

extension GaleraSimulator {
    func link(_ first: Int, _ second: Int) -> Int { first * members.count + second }

    mutating func setCut(_ first: Int, _ second: Int, _ isCut: Bool) {
        for place in [link(first, second), link(second, first)] {
            cut[place] = isCut
            if !isCut { givenUp[place] = false }
        }
    }

    /// Whether what one member says comes to the other: straight, or by way of others once the connection
    /// between them was given up. Source: gcomm/src/gmcast.cpp, message relaying.
    func reaches(_ first: Int, _ second: Int) -> Bool {
        guard members[first].isTalking, members[second].isTalking else { return false }
        if !cut[link(first, second)] { return true }
        return givenUp[link(first, second)] && around(first).contains(second)
    }

    /// The members that links connect, straight or by way of others, in order.
    func around(_ member: Int) -> [Int] {
        var found = [member]
        var next = 0
        while next < found.count {
            for other in members.indices
            where members[other].isTalking && !found.contains(other) && !cut[link(found[next], other)] {
                found.append(other)
            }
            next += 1
        }
        return found.sorted()
    }

    /// Whether a member hears a node of its group.
    func hears(_ member: Int, _ node: GaleraNode) -> Bool {
        let other = node.member
        guard self.node(other) == node, reaches(member, other),
            members[other].group?.number == members[member].group?.number
        else { return false }
        return !members[member].dropped.contains(node) && !members[other].dropped.contains(self.node(member))
    }

    /// Takes over who of their groups the members hear.
    mutating func reviewSilence() {
        for index in members.indices where members[index].isTalking {
            guard let group = members[index].group else { continue }
            var changed = false
            for node in group.nodes where node.member != index && !members[index].dropped.contains(node) {
                let place = members[index].silent.firstIndex { $0.node == node }
                if hears(index, node) {
                    guard let place else { continue }
                    members[index].silent.remove(at: place)
                    changed = true
                } else if place == nil {
                    members[index].silent.append(
                        GaleraSilence(node: node, since: now - meanGap(node.member)))
                    changed = true
                }
            }
            if changed { watch(index) }
        }
        let waiting = undecided
        for number in waiting { resumeDecision(number) }
    }

    /// How long ago, in the mean, a member said its last word when it falls silent: half of the time between
    /// two messages. Who has clients speaks at each write, others when keepalives are due.
    private func meanGap(_ member: Int) -> SimDuration {
        min(options.keepalivePeriod, members[member].writeInterval ?? options.keepalivePeriod) / 2
    }

    /// When a member has given up a peer that is silent since `since`: at the first check after the timeout,
    /// half of the time between checks later in the mean.
    func deadline(_ since: SimTime) -> SimTime {
        since + options.detectionTimeout + options.inactiveCheckPeriod / 2
    }

    /// Lets a member look again when the first of its silent peers may be given up.
    mutating func watch(_ member: Int) {
        timers.removeAll { $0.kind == .silence(member) }
        guard !members[member].isHeld else { return }
        var first = members[member].silent.map { deadline($0.since) }.min() ?? .never
        // After a hold it skips one check, so the next is a period away.
        if !members[member].stale.isEmpty, let released = members[member].releasedAt {
            first = min(first, released + options.inactiveCheckPeriod)
        }
        if first < .never { schedule(.silence(member), at: first) }
    }

    /// A member looks at its silent peers, and declares inactive those whose time is up. Once it gathers, it
    /// also gives up those that it sees in another group. Source: gcomm/src/evs_proto.cpp `handle_msg`.
    mutating func checkSilence(_ member: Int) {
        var due = members[member].silent.filter { deadline($0.since) <= now }.map(\.node)
        let released = members[member].releasedAt ?? .zero
        if !members[member].stale.isEmpty, released + options.inactiveCheckPeriod <= now {
            due += members[member].stale.filter { !due.contains($0) }
            members[member].stale = []
        }
        guard !due.isEmpty else { return watch(member) }
        for node in members[member].group?.nodes ?? [] where node.member != member && !due.contains(node) {
            let other = members[node.member].group
            if reaches(member, node.member), other != nil, other?.number != members[member].group?.number {
                due.append(node)
            }
        }
        members[member].silent.removeAll { due.contains($0.node) }
        members[member].dropped += due
        watch(member)
        if members[member].gathering == nil { gather([member], left: [], durations.exclusion) }
    }

    /// Lets those that reach each other and are strangers agree on a group.
    mutating func reviewMeetings() {
        for first in members.indices {
            for second in members.indices.dropFirst(first + 1) where areStrangers(first, second) {
                if let mine = members[first].gathering, mine == members[second].gathering { continue }
                gather([first, second], left: [], meetingTime(first, second))
            }
        }
    }

    /// Whether the messages of two members are news to each other: they have no group in common, and neither
    /// takes the other's for a group that it has left.
    private func areStrangers(_ first: Int, _ second: Int) -> Bool {
        guard reaches(first, second) else { return false }
        let (mine, theirs) = (members[first].group, members[second].group)
        if mine == nil && theirs == nil { return true }
        guard mine?.number != theirs?.number else { return false }
        // A process that is back while its former life still counts as a member must wait until that is over.
        if hasFormerLife(of: second, mine) || hasFormerLife(of: first, theirs) { return false }
        if areObstructed(first, second) { return false }
        return !hasLeft(second, mine) && !hasLeft(first, theirs)
    }

    /// Whether a former life of a member is in a group.
    func hasFormerLife(of member: Int, _ group: GaleraGroup?) -> Bool {
        group?.nodes.contains { isFormerLife($0, of: member) } ?? false
    }

    /// Whether a node is a former life of a member, and is taken for it.
    ///
    /// Source: gcomm/src/evs_proto.cpp `handle_foreign`, "new incarnation of already known node". A process
    /// without gvwstate.dat has a new identity: nobody takes it for another.
    func isFormerLife(_ node: GaleraNode, of member: Int) -> Bool {
        node.member == member && node.identity == members[member].identity
            && node.life != members[member].life
    }

    private func hasLeft(_ member: Int, _ group: GaleraGroup?) -> Bool {
        members[member].earlier.contains { $0.number == group?.number && $0.until > now }
    }

    private func meetingTime(_ first: Int, _ second: Int) -> SimDuration {
        guard let mine = members[first].group, let theirs = members[second].group else {
            let joiner = members[first].group == nil ? first : second
            let old = members[joiner == first ? second : first].group?.nodes ?? []
            let isKnown = old.count > 1 && old.contains { members[$0.member].lost.contains(joiner) }
            return isKnown ? durations.rejoin : durations.join
        }
        // A process that is still new has nobody to merge with: it joins.
        let isNew = [mine, theirs].contains { group in
            group.nodes.allSatisfy { members[$0.member].process == .starting }
        }
        // Two alone agree at once; with more, join messages cross and are repeated each second.
        return isNew || around(first).count == 2 ? durations.join : durations.merge
    }
}
