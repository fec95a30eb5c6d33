import Controllers
import Kubernetes
import Simulation
import Twin

/// Lets the timeline and the operator act upon a run: says, entry by entry, what is to be asked of the world
/// and when. A value, as the watch that it is part of.
struct Director: Sendable {
    /// A blocker that the operator has noticed and not yet acted upon.
    private struct Notice {
        var reaction: Int
        var entry: Entry
        var due: SimTime
    }

    private let items: [TimelineItem]
    private let plan: OperatorPlan
    /// The release of the update plan; nil where there is none.
    private let target: String?
    private let calendar: Calendar
    /// When each item happens; nil while that is not known.
    private(set) var times: [SimTime?]
    /// Items that wait for an entry or a condition.
    private var waiting: [Int]
    private var notices: [Notice] = []
    private var reacted: [Int]
    private var requests: [(request: Request, time: SimTime)] = []
    /// When the last fault that has begun so far is over; `.never` when one is on until it is ended.
    private var ends: [SimTime?]
    /// Which faults are crashes that have come.
    private var hasCrashed: [Bool]

    /// For a run of `template`.
    init(_ template: WorldTemplate, _ options: RunOptions) {
        var items = options.timeline
        plan = options.operatorPlan
        for each in plan.commencements where !template.isDeployment {
            var item = each
            item.isOperators = true
            items.append(item)
        }
        items += options.faults.map { TimelineItem($0) }
        self.items = items
        target = template.target?.metadata.name
        calendar = template.calendar
        times = Array(repeating: nil, count: items.count)
        ends = Array(repeating: nil, count: items.count)
        hasCrashed = Array(repeating: false, count: items.count)
        reacted = Array(repeating: 0, count: plan.reactions.count)
        waiting = []
    }

    /// When all faults that have begun so far are over; `.never` when one has no end yet. A crash that was
    /// planned and has not come is none of them: nothing has happened.
    var faultsEnd: SimTime {
        let happened = items.indices.filter { items[$0].fault?.crash == nil || hasCrashed[$0] }
        return happened.compactMap { ends[$0] }.max() ?? .zero
    }

    /// The faults that were to happen, with when.
    var faultSpans: [FaultSpan] {
        items.indices.compactMap { place in
            guard !items[place].isLeftOut, let fault = items[place].fault else { return nil }
            let end = fault.kind.endsByItself ? nil : ends[place]
            return FaultSpan(fault: fault, begin: times[place], end: end == .never ? nil : end, number: place)
        }
    }

    /// Looks at the world before its first event.
    mutating func begin(_ world: borrowing World) {
        for (place, item) in items.enumerated() {
            guard case .trigger(let trigger) = item.start else { continue }
            switch trigger {
            case .at(let time): fire(place, at: .zero + time)
            case .after: waiting.append(place)
            case .when(let condition):
                if condition.holds(in: world) == true {
                    fire(place, at: .zero)
                } else {
                    waiting.append(place)
                }
            }
        }
    }

    /// Takes the next entry.
    mutating func take(_ entry: Entry, _ world: borrowing World) {
        var index = 0
        while index < waiting.count {
            let place = waiting[index]
            guard isTriggered(place, entry, world) else {
                index += 1
                continue
            }
            waiting.remove(at: index)
            fire(place, at: entry.time)
        }
        if entry.kind == KubernetesEntry.controllerCrashed.kind { noteCrash(entry.time, world) }
        guard !plan.reactions.isEmpty else { return }
        if entry.kind == SimulationEntry.waitEnded.kind {
            notices.removeAll {
                $0.entry.kind == SimulationEntry.waitBegan.kind && $0.entry.subject == entry.subject
                    && $0.entry.value == entry.value
            }
        }
        if entry.kind == SimulationEntry.inboxTaken.kind { react(at: entry.time) }
        for (number, reaction) in plan.reactions.enumerated()
        where reacted[number] < reaction.limit
            && reaction.pattern.matches(
                entry, world.state.substrate.kernel.names)
        {
            let due = working(entry.time + reaction.delay)
            notices.append(Notice(reaction: number, entry: entry, due: due))
            requests.append((.look, due))
        }
    }

    /// What is to be asked of the world since this was last called.
    mutating func takeRequests() -> [(request: Request, time: SimTime)] {
        guard !requests.isEmpty else { return [] }
        let taken = requests
        requests = []
        return taken
    }

    private func isTriggered(_ place: Int, _ entry: Entry, _ world: borrowing World) -> Bool {
        guard case .trigger(let trigger) = items[place].start else { return false }
        switch trigger {
        case .at: return false
        case .after(let pattern): return pattern.matches(entry, world.state.substrate.kernel.names)
        case .when(let condition):
            return condition.concerns(entry, world.state.substrate.kernel.names)
                && condition.holds(in: world) == true
        }
    }

    /// Notes which planned crash has come: its fault is over when the controller starts again.
    private mutating func noteCrash(_ time: SimTime, _ world: borrowing World) {
        for (place, item) in items.enumerated() where !hasCrashed[place] && ends[place] != nil {
            guard let crash = item.fault?.crash, world.state.substrate.hasCrashed(fault: place) else {
                continue
            }
            hasCrashed[place] = true
            ends[place] = time + crash.downtime
        }
    }

    private mutating func react(at now: SimTime) {
        let due = notices.filter { $0.due <= now }
        notices.removeAll { $0.due <= now }
        for notice in due where reacted[notice.reaction] < plan.reactions[notice.reaction].limit {
            reacted[notice.reaction] += 1
            post(plan.reactions[notice.reaction].action, place: nil, at: now)
        }
    }

    /// Lets an item happen, and those that come after it.
    private mutating func fire(_ place: Int, at time: SimTime) {
        guard times[place] == nil else { return }
        var time = time + items[place].delay
        if items[place].isOperators { time = working(time) }
        times[place] = time
        if !items[place].isLeftOut { post(items[place].action, place: place, at: time) }
        for (other, item) in items.enumerated() {
            if case .item(place) = item.start { fire(other, at: time) }
        }
    }

    private mutating func post(_ action: TimelineItem.Action, place: Int?, at time: SimTime) {
        switch action {
        case .fault(let fault):
            guard let place else { preconditionFailure("a reaction is no fault") }
            requests.append((.begin(fault, number: place), time))
            ends[place] = fault.kind.isMomentary ? time : .never
            guard let length = fault.length else { return }
            requests.append((.end(number: place), time + length))
            ends[place] = time + length
        case .end(let fault):
            requests.append((.end(number: fault), time))
            // A controller that is down starts again when it was to, whatever becomes of the plan.
            if !hasCrashed[fault], let end = ends[fault] {
                ends[fault] = min(end, max(time, times[fault] ?? time))
            }
        case .write(let write): requests.append((.write(write), time))
        case .apply(let objects): requests += objects.map { (.apply($0), time) }
        case .delete(let deletion): requests.append((.delete(deletion), time))
        case .commence(let steps):
            if let target { requests.append((.commence(target: target, steps: steps), time)) }
        }
    }

    private func working(_ time: SimTime) -> SimTime { plan.hours?.next(from: time, calendar) ?? time }
}
