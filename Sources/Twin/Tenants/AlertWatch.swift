import Simulation

/// Follows a world for alerts that somebody asks for, while it goes on: which of them fire at which instant.
///
/// Nothing ticks: conditions begin and end with entries, and the next alert to fire is due at a known time.
struct AlertWatch: Sendable {
    /// An alert that fires.
    struct Firing: Hashable, Sendable {
        /// The alert.
        var alert: String
        /// Of whom: the one that shows its condition for the longest time.
        var name: String
        /// The entry that began its condition; `.none` when that was so from the beginning.
        var entry: EntryID
    }

    private var reader: TenantReader
    private let rules: [AlertRow]
    private let scope: AlertScope
    /// The last entry that was looked at.
    private var last: EntryID
    /// What was looked at when it was last found out what fires.
    private var changes = -1
    private var names: [String] = []
    /// The alerts that fire, in the order in which they are asked for.
    private(set) var firing: [Firing] = []
    /// When the next one is due to fire; nil while none is.
    private(set) var due: SimTime?
    /// The event that will look at it.
    var armed: SimTime?

    /// A watch at the beginning of a world of a template.
    init(_ template: WorldTemplate, _ kernel: Kernel) {
        reader = TenantReader(template, kernel.names)
        rules = template.alerts
        scope = AlertScope(template.nodes, template.workloadFacts)
        last = kernel.journal.last
    }

    /// Looks at what was journaled since. Answers whether it has to be found out anew what fires.
    mutating func follow(_ kernel: Kernel, _ names: [String]) -> Bool {
        if kernel.journal.last > last {
            kernel.journal.forEach(after: last) { reader.take($0, $1, kernel.names) }
            last = kernel.journal.last
            reader.forgetPast()
        }
        return reader.changes != changes || names != self.names
    }

    /// Finds out which of the alerts called `names` fire. One whose time comes at this very instant does once
    /// all else of it has happened, which `isDue` says.
    mutating func evaluate(_ names: [String], at now: SimTime, isDue: Bool) {
        (changes, self.names) = (reader.changes, names)
        let before = firing
        (firing, due) = ([], nil)
        let spans = names.isEmpty ? [] : reader.open
        for name in names where !firing.contains(where: { $0.alert == name }) {
            var first: SignalSpan?
            for rule in rules where rule.alert == name {
                for span in spans where span.signal == rule.when.signal && scope.concerns(rule.when, span) {
                    let time = span.start + rule.delay
                    if time < now || time == now && (isDue || before.contains { $0.alert == name }) {
                        if span.start < first?.start ?? .never { first = span }
                    } else {
                        due = min(time, due ?? time)
                    }
                }
            }
            if let first { firing.append(Firing(alert: name, name: first.name, entry: first.entry)) }
        }
    }
}
