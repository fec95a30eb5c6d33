public import HardwareInterfaces
public import Simulation

/// A simulated Galera cluster: what its members do and what they agree on, by events.
///
/// It is a value without a clock: ask `nextDue`, and `advance` to it. While nothing changes nothing is due;
/// what clients write is counted from the length of the quiet times. Source of the protocols:
/// codership/galera (gcomm/src/evs_proto.cpp, pc_proto.cpp, pc.cpp; gcs/src/gcs_group.cpp).
///
///     var cluster = GaleraSimulator(members: 3, options: .mosk, isRunning: true)
///     try cluster.perform(.kill, member: 2, at: now)
///     cluster.advance(to: cluster.nextDue)
///     for notice in cluster.takeNotices() { ... }
public struct GaleraSimulator: Sendable {
    /// The options that all members have.
    public let options: GaleraOptions
    /// The durations of what comes next; whoever draws them may set them before each call.
    public var durations: GaleraDurations
    /// The members; their place here is what calls and notices name them by.
    public internal(set) var members: [GaleraMember]
    /// Acknowledged write-sets that are gone for good.
    public internal(set) var lostWrites: Int64 = 0
    /// The instant that it was last advanced to.
    public internal(set) var now: SimTime

    var histories: [GaleraHistory] = []
    var gatherings: [GaleraGathering] = []
    /// Groups whose component could not be agreed on since somebody was silent.
    var undecided: [Int] = []
    var obstructions: [GaleraObstruction] = []
    var timers: [GaleraTimer] = []
    var notices: [GaleraNotice] = []
    /// Links, row by row, that carry nothing.
    var cut: [Bool]
    /// Links that were given up: messages go by way of others.
    var givenUp: [Bool]
    var lastNumber = 0
    var lastIdentity: UInt64 = 0
    var lastTimer: UInt64 = 0

    /// A cluster of `count` members: all in one primary component and Synced, or all stopped and without
    /// data. `order` lists them in the order of their identities, which chance decides in a real one.
    public init(
        members count: Int, options: GaleraOptions = GaleraOptions(),
        durations: GaleraDurations = GaleraDurations(), isRunning: Bool, order: [Int]? = nil,
        at time: SimTime = .zero
    ) {
        precondition(count > 0 && (order ?? Array(0..<count)).sorted() == Array(0..<count))
        self.options = options
        self.durations = durations
        now = time
        members = Array(repeating: GaleraMember(), count: count)
        cut = Array(repeating: false, count: count * count)
        givenUp = cut
        if isRunning { settle(order ?? Array(0..<count)) }
    }

    /// When something is due; `.never` while all is quiet.
    public var nextDue: SimTime { timers.first?.at ?? .never }

    /// Lets everything happen that is due up to `time`, which must not lie in the past.
    public mutating func advance(to time: SimTime) {
        precondition(time >= now, "time goes on")
        while let timer = timers.first, timer.at <= time {
            timers.removeFirst()
            countWrites(to: timer.at)
            fire(timer.kind)
            review()
        }
        countWrites(to: time)
    }

    /// Does what is asked of a member, after all that is due until then.
    ///
    /// `start`, `stop`, `kill`, `pause`, `resume` concern its process and answer `.done` when they began:
    /// notices tell what comes of it. `recoverPosition`, `markSafeToBootstrap`, `wipe` need a stopped one.
    /// Throws what keeps it from doing so.
    @discardableResult
    public mutating func perform(_ command: GaleraCommand, member: Int, at time: SimTime) throws(GaleraError)
        -> GaleraReply
    {
        advance(to: time)
        let reply = try obey(command, member)
        review()
        return reply
    }

    /// What the database of a member says at the present; nil when it does not answer. A member that was
    /// held, or cut off, says what it last knew.
    public func status(_ member: Int) -> GaleraMemberStatus? {
        members[member].isServing ? members[member].status : nil
    }

    /// What a held member would say first if it went on now: what it last knew; nil when its database is not
    /// open.
    public func statusWhenReleased(_ member: Int) -> GaleraMemberStatus? {
        members[member].process == .running ? members[member].status : nil
    }

    /// Whether the liveness probe of MOSK's chart passes: it asks no further while a full transfer goes on.
    ///
    /// Source: Mirantis/rockoon charts/infra/mariadb/templates/bin/_health.sh.tpl (check_liveness).
    public func passesLiveness(_ member: Int) -> Bool {
        guard members[member].process != .off else { return false }
        if members[member].transfer?.isFull ?? false { return true }
        return status(member).map { $0.isReady && $0.isConnected } ?? false
    }

    /// Lets nothing pass between two members, in either direction.
    public mutating func cut(_ first: Int, _ second: Int, at time: SimTime) {
        advance(to: time)
        // A link that was about to carry messages again does not.
        let count = timers.count
        timers.removeAll { $0.kind == .linkCarries(first, second) || $0.kind == .linkCarries(second, first) }
        guard first != second, !cut[link(first, second)] || timers.count < count else { return }
        setCut(first, second, true)
        schedule(.linkGivenUp(first, second), after: options.peerTimeout + options.inactiveCheckPeriod / 2)
        review()
    }

    /// Lets messages pass between two members again; it takes a moment until there is a connection.
    public mutating func heal(_ first: Int, _ second: Int, at time: SimTime) {
        advance(to: time)
        guard first != second, cut[link(first, second)] else { return }
        schedule(.linkCarries(first, second), after: durations.reconnect)
    }

    /// The host of a member loses power or panics: its process is gone, and what was not on disk yet.
    public mutating func loseHost(_ member: Int, at time: SimTime) {
        advance(to: time)
        guard members[member].process != .off else { return }
        loseTail(member, options.hostFlushLag)
        endProcess(member, .hostLost)
        review()
    }

    /// Lets the clients of a member write every `interval`; nil for never.
    public mutating func setWrites(every interval: SimDuration?, member: Int, at time: SimTime) {
        advance(to: time)
        precondition(interval.map { $0 > .zero } ?? true, "an interval is positive")
        members[member].writeInterval = interval
        members[member].writeCarry = .zero
    }

    /// What happened since it was last asked, in order.
    public mutating func takeNotices() -> [GaleraNotice] {
        defer { notices.removeAll() }
        return notices
    }

    /// What follows from any change: who hears whom, who meets whom, who is ready.
    mutating func review() {
        reviewSilence()
        reviewMeetings()
        for index in members.indices {
            let isReady = members[index].isServing && members[index].status.passesReadiness
            if isReady != members[index].wasReady {
                members[index].wasReady = isReady
                notice(index, .readiness(isReady))
            }
        }
    }

    mutating func notice(_ member: Int, _ change: GaleraNotice.Change) {
        notices.append(GaleraNotice(at: now, member: member, change: change))
    }

    mutating func schedule(_ kind: GaleraTimer.Kind, after delay: SimDuration) {
        schedule(kind, at: now + max(delay, .zero))
    }

    mutating func schedule(_ kind: GaleraTimer.Kind, at time: SimTime) {
        lastTimer += 1
        let timer = GaleraTimer(at: max(time, now), number: lastTimer, kind: kind)
        let place = timers.firstIndex { $0.at > timer.at } ?? timers.endIndex
        timers.insert(timer, at: place)
    }

    mutating func nextNumber() -> Int {
        lastNumber += 1
        return lastNumber
    }

    mutating func nextIdentity() -> UInt64 {
        lastIdentity += 1
        return lastIdentity
    }

    func node(_ member: Int) -> GaleraNode {
        GaleraNode(member: member, identity: members[member].identity, life: members[member].life)
    }

    /// All members Synced in one primary component, with one write-set.
    private mutating func settle(_ order: [Int]) {
        histories = [GaleraHistory(committed: 1)]
        for index in order {
            members[index].identity = nextIdentity()
            members[index].life = 1
        }
        let nodes = order.map { node($0) }
        let group = GaleraGroup(number: nextNumber(), nodes: nodes)
        let component = GaleraComponent(
            number: nextNumber(), isPrimary: true, nodes: nodes, configurationID: 1)
        for index in members.indices {
            members[index].process = .running
            members[index].connection = .synced
            members[index].evs = .operational
            members[index].group = group
            members[index].history = 0
            members[index].dataHistory = 0
            members[index].seqno = 1
            members[index].position = 1
            members[index].cachedFrom = 1
            members[index].component = component
            members[index].wasReady = true
            remember(index)
        }
    }
}
