// The kernel at its plainest: many timers that re-arm themselves at random later times, each firing
// journalled with its cause and taken into the fingerprint. First with full blocks of the journal drained and
// given up, as by a driver that has stored them, then with all of them kept in memory.
// Usage: bench-kernel [timers] [events]; prints "name value unit" lines.

internal import Simulation

let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
let timers = arguments.first ?? 10_000
let events = arguments.dropFirst().first ?? 5_000_000

func eventsPerSecond(keepsJournal: Bool) -> Int64 {
    var workload = TimerWorkload(timers: timers, seed: 42, keepsJournal: keepsJournal)
    let took = ContinuousClock().measure { workload.run(events: events) }
    print("kernel_fingerprint: \(workload.fingerprint)")
    let nanoseconds = took.components.seconds * 1_000_000_000 + took.components.attoseconds / 1_000_000_000
    return Int64(events) * 1_000_000_000 / nanoseconds
}

print("kernel_events_per_second \(eventsPerSecond(keepsJournal: false)) events/s")
print("kernel_keeping_events_per_second \(eventsPerSecond(keepsJournal: true)) events/s")
