import Controllers
import Simulation
import Twin

/// Follows a run entry by entry for what its scenario expects.
struct PropertyWatch: Sendable {
    /// What is known of a property so far.
    private struct State {
        /// Whether entries count now, by `since` and `until`.
        var isOpen: Bool
        /// When `since` first came; nil when it has not, or there is none.
        var opened: SimTime?
        /// How many entries matched, or how often the condition came to hold.
        var count = 0
        /// The entry that decides: the first that matched, or the last when more are needed.
        var entry: EntryID?
        /// When that was.
        var time: SimTime?
        /// What the condition says; nil while there is no object.
        var value: Bool?
        /// Since when the span or condition lasts.
        var lastsSince: SimTime?
        /// When a condition held, until when; the last one may go on.
        var stretches: [(from: SimTime, until: SimTime)] = []
        /// How long it lasted in all, without what goes on.
        var total = SimDuration.zero
        /// Whether there was anything to look at.
        var wasSeen = false
    }

    private let properties: [Property]
    private var states: [State]

    init(_ properties: [Property]) {
        self.properties = properties
        states = properties.map { State(isOpen: $0.since == nil) }
    }

    /// Looks at the world before its first event.
    mutating func begin(_ world: borrowing World) {
        for index in properties.indices {
            guard case .condition(let condition) = properties[index].test else { continue }
            set(index, condition.holds(in: world), at: .zero, .none)
        }
    }

    /// Takes the next entry; answers the first `always` property that it breaks.
    mutating func take(_ id: EntryID, _ entry: Entry, _ world: borrowing World) -> Violation? {
        var broken: Violation?
        for index in properties.indices {
            let property = properties[index]
            let names = world.state.substrate.kernel.names
            if !states[index].isOpen, let since = property.since, since.matches(entry, names) {
                states[index].isOpen = true
                if states[index].opened == nil { states[index].opened = entry.time }
                if case .condition = property.test { open(index, at: entry.time, id) }
            } else if states[index].isOpen, let until = property.until, until.matches(entry, names) {
                close(index, at: entry.time)
            }
            switch property.test {
            case .entry(let pattern):
                if states[index].isOpen, pattern.matches(entry, names) { count(index, id, entry.time) }
            case .condition(let condition):
                if condition.concerns(entry, names) {
                    set(index, condition.holds(in: world), at: entry.time, id)
                }
            case .span(let from, let until):
                if states[index].lastsSince == nil, states[index].isOpen, from.matches(entry, names) {
                    states[index].lastsSince = entry.time
                    count(index, id, entry.time)
                } else if until.matches(entry, names) {
                    stop(index, at: entry.time)
                }
            }
            if broken == nil, let problem = problem(index) {
                broken = Violation(property: Self.plain(property.name), entry: id, problem: problem)
            }
        }
        return broken
    }

    /// What came of each property at the end of a run; `faultsEnd` is when the last fault was over.
    func results(at end: SimTime, faultsEnd: SimTime) -> [PropertyResult] {
        properties.indices.map { index in
            let (property, state) = (properties[index], states[index])
            let (isHeld, reason) = verdict(property, state, end: end, faultsEnd: faultsEnd)
            return PropertyResult(
                kind: property.kind, name: property.name, isHeld: isHeld, reason: reason, entry: state.entry)
        }
    }

    private func verdict(
        _ property: Property, _ state: State, end: SimTime, faultsEnd: SimTime
    ) -> (Bool, String) {
        func ago(_ time: SimTime?) -> String { time.map { "after \(($0 - .zero).readable)" } ?? "" }
        switch property.kind {
        case .always:
            if property.isNever {
                return state.count == 0 ? (true, "it never came") : (false, "it came \(ago(state.time))")
            }
            guard state.wasSeen else { return (false, "there was never anything to look at") }
            return state.count == 0 ? (true, "it always was so") : (false, "it was not so \(ago(state.time))")
        case .sometimes where property.bound != nil:
            let total = state.total + (state.lastsSince.map { end - $0 } ?? .zero)
            return (total >= property.bound ?? .zero, "it lasted \(total.readable)")
        case .sometimes:
            guard state.count >= property.count else {
                return (
                    false,
                    state.count == 0 ? "it never came" : "it came \(state.count) of \(property.count) times"
                )
            }
            guard state.count > 1 else { return (true, "it came once, \(ago(state.time))") }
            let isLast = property.count == state.count
            let which = property.count == 1 ? "first" : isLast ? "the last" : "number \(property.count)"
            return (true, "it came \(state.count) times, \(which) \(ago(state.time))")
        case .eventually:
            guard faultsEnd < .never else { return (false, "a fault was still on at the end") }
            if property.since != nil, state.opened == nil {
                return (false, "what it is to follow never came")
            }
            let base = max(faultsEnd, state.opened ?? .zero)
            var came = state.time
            if case .condition = property.test {
                // What held before the faults were over, and no longer then, does not count.
                let open = state.lastsSince.map { [(from: $0, until: SimTime.never)] } ?? []
                came = (state.stretches + open).first { $0.until > base }.map { max($0.from, base) }
            }
            guard let time = came else { return (false, "it never came") }
            guard let bound = property.bound, time > base + bound else {
                return (true, "it came \(ago(time))")
            }
            return (
                false,
                "it came \((time - base).readable) after \(base > faultsEnd ? "that" : "the faults"), "
                    + "\(bound.readable) were allowed"
            )
        case .budget:
            guard let bound = property.bound else {
                return (state.count <= property.count, "\(state.count) of at most \(property.count)")
            }
            let open = state.lastsSince.map { end - $0 } ?? .zero
            let total = state.total + open
            return (total <= bound, "\(total.readable) of at most \(bound.readable)")
        }
    }

    private mutating func count(_ index: Int, _ id: EntryID, _ time: SimTime) {
        states[index].count += 1
        states[index].wasSeen = true
        guard states[index].count <= properties[index].count else { return }
        states[index].entry = id
        states[index].time = time
    }

    /// Takes what the condition says now.
    private mutating func set(_ index: Int, _ value: Bool?, at time: SimTime, _ id: EntryID) {
        let before = states[index].value
        states[index].value = value
        if value != nil { states[index].wasSeen = true }
        // Of what must always hold, breaches are counted.
        let counted = properties[index].kind != .always
        if states[index].isOpen, let value, value == counted, before != value {
            states[index].count += 1
            if states[index].count <= properties[index].count {
                states[index].entry = id == .none ? nil : id
                states[index].time = time
            }
        }
        guard counted else { return }
        if value == true, states[index].isOpen, states[index].lastsSince == nil {
            states[index].lastsSince = time
        } else if value != true {
            stop(index, at: time)
        }
    }

    /// Begins to look at a condition that already says something.
    private mutating func open(_ index: Int, at time: SimTime, _ id: EntryID) {
        let value = states[index].value
        states[index].value = nil
        set(index, value, at: time, id)
    }

    private mutating func stop(_ index: Int, at time: SimTime) {
        guard let since = states[index].lastsSince else { return }
        states[index].total += time - since
        if properties[index].kind == .eventually { states[index].stretches.append((since, time)) }
        states[index].lastsSince = nil
    }

    private mutating func close(_ index: Int, at time: SimTime) {
        states[index].isOpen = false
        stop(index, at: time)
    }

    /// How an `always` property is broken by now.
    private func problem(_ index: Int) -> String? {
        let property = properties[index]
        guard property.kind == .always, states[index].count > 0 else { return nil }
        switch property.test {
        case .entry(let pattern): return "\(pattern.description) came"
        case .condition(let condition): return "\(condition.description) does not hold"
        case .span: return nil
        }
    }

    /// A name without the mark that ends it in an outcome's text.
    static func plain(_ name: String) -> String { name.split(separator: ": ").joined(separator: " - ") }
}
