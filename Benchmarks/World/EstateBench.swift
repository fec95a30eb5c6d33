internal import Foundation
internal import Scenarios
internal import Simulation
internal import Twin

/// The figures of an estate of 10,000 nodes.
enum EstateBench {
    static let nodes = 10_000

    private static func template() throws -> WorldTemplate {
        try WorldBench.template(try GeneratedCloud.cloud(nodes: nodes, groupSize: 100))
    }

    /// A whole update in groups of 100.
    static func update() throws {
        let template = try template()
        var outcome: RunOutcome?
        var count = 0
        let took = WorldBench.seconds {
            let run = RunDriver.record(template, RunOptions(seed: 7))
            (outcome, count) = (run.outcome, run.count)
        }
        guard outcome == .completed else {
            fatalError("the update ended otherwise: \(String(describing: outcome))")
        }
        print("estate_update_seconds \(took) s")
        print("estate_entries_per_node \(Double(count) / Double(nodes)) entries")
    }

    /// A day without an update from rest, computed; and an hour of it with every beat as an event, times 24.
    ///
    /// At the beginning of a run every controller looks at everything once, and writes what an imported cloud
    /// lacks: that is no part of a quiet day, and a figure of its own.
    static func quietDay() throws {
        let template = try template()
        var options = RunOptions(seed: 7)
        options.operatorPlan.commencements = []
        let rest = SimDuration.hours(1)
        var (looks, times): ([Double], [Double]) = ([], [])
        for _ in 0..<5 {
            var driver = RunDriver(template, options, goal: Goal(after: rest), observers: [])
            var outcome: RunOutcome?
            looks.append(WorldBench.seconds { outcome = driver.run() })
            guard outcome == .completed else { fatalError("the cloud has not come to rest") }
            times.append(
                WorldBench.seconds {
                    var world = driver.world.fork()
                    while let next = world.nextTime, next <= .zero + rest + .hours(24) {
                        guard world.step() else { fatalError("the day ended otherwise") }
                    }
                })
        }
        let computed = times.sorted()[times.count / 2]
        options.ticks = true
        var driver = RunDriver(template, options, goal: Goal(after: rest + .hours(1)), observers: [])
        guard driver.run(until: .zero + rest) == nil else { fatalError("nothing ticks") }
        var outcome: RunOutcome?
        let ticking = 24 * WorldBench.seconds { outcome = driver.run() }
        guard outcome == .completed else { fatalError("the ticking hour ended otherwise") }
        let beats = driver.world.beats(until: .zero + .hours(24)).reduce(0) { $0 + $1.count }
        print("quiet_first_look_milliseconds \(looks.sorted()[looks.count / 2] * 1000) ms")
        print("quiet_day_milliseconds \(computed * 1000) ms")
        print("quiet_day_beats \(beats) beats")
        print("quiet_day_ticking_seconds \(ticking) s")
        print("quiet_day_ticking_over_computed \(ticking / computed) x")
    }

    /// A fork in the middle of an update, and 1,000 further events.
    static func fork() throws {
        var driver = RunDriver(try template(), RunOptions(seed: 7))
        guard driver.run(events: 1_000_000) == nil else { fatalError("the update ended too early") }
        var times: [Double] = []
        for _ in 0..<21 {
            times.append(
                WorldBench.seconds {
                    var world = driver.world.fork()
                    for _ in 0..<1000 where !world.step() { fatalError("nothing is due") }
                })
        }
        print("estate_fork_milliseconds \(times.sorted()[times.count / 2] * 1000) ms")
    }
}
