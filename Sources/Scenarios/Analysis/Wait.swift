public import Controllers
public import Simulation

/// Somebody waited for somebody else.
public struct Wait: Hashable, Sendable {
    /// Who waited.
    public var waiter: Subject
    /// Who held it.
    public var holder: Subject
    /// By which rule.
    public var rule: WaitRule
    /// When it began.
    public var start: SimTime
    /// When it ended; nil when it never did.
    public var end: SimTime?
    /// The entry of its begin.
    public var entry: EntryID

    /// All waits of a run, in order of their begin.
    public static func all(_ run: RecordedRun) -> [Wait] {
        struct Key: Hashable {
            var waiter: Subject
            var holder: Subject
            var rule: Int64
        }
        var waits: [Wait] = []
        var open: [Key: Int] = [:]
        var rules: [Int64: WaitRule] = [:]
        run.forEach { id, entry in
            let key = Key(waiter: entry.subject, holder: entry.object, rule: entry.value)
            if entry.kind == SimulationEntry.waitBegan.kind {
                open[key] = waits.count
                let rule =
                    rules[entry.value]
                    ?? WaitRule(reading: run.names[NameID(number: UInt32(entry.value))])
                rules[entry.value] = rule
                waits.append(
                    Wait(
                        waiter: entry.subject, holder: entry.object, rule: rule, start: entry.time, end: nil,
                        entry: id))
            } else if entry.kind == SimulationEntry.waitEnded.kind, let index = open.removeValue(forKey: key)
            {
                waits[index].end = entry.time
            }
        }
        return waits
    }
}
