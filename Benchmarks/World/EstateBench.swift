internal import Foundation
internal import Kubernetes
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
        let (took, count) = WorldBench.completed(try template())
        print("estate_update_seconds \(took) s")
        print("estate_entries_per_node \(Double(count) / Double(nodes)) entries")
    }

    /// What a dump of the cloud is once it has come to rest: all objects, as its API servers hold them. The
    /// cloud that is made up lacks what controllers write when they first see it (service accounts, what
    /// machines say of themselves); in a dump of a real cloud it is there.
    private static func settledCloud(_ options: RunOptions) throws -> Cloud {
        var driver = RunDriver(try template(), options, goal: Goal(after: .hours(1)), observers: [])
        guard driver.run() == .completed else { fatalError("the cloud has not come to rest") }
        var cloud = Cloud()
        for kind in driver.world.exported() {
            let context = kind.home == .management ? "management" : "mosk"
            for item in kind.items { try cloud.add(item, file: "memory", context: context) }
        }
        return cloud
    }

    /// A day without an update, computed, from the moment of the import: every controller looks at all that
    /// it watches once, and finds nothing to write. Settling and importing are outside; setting up the world
    /// (equipment, caches, queues) is a figure of its own. So is a day from rest, which is compared with an
    /// hour from rest, times 24, in which every beat is an event.
    static func quietDay() throws {
        var options = RunOptions(seed: 7)
        options.operatorPlan.commencements = []
        let template = try WorldBench.template(try settledCloud(options))
        let rest = SimDuration.hours(1)
        var (begins, days, rests): ([Double], [Double], [Double]) = ([], [], [])
        for _ in 0..<7 {
            var world: World?
            begins.append(WorldBench.seconds { world = World(template, seed: 7) })
            guard var world else { fatalError("there is no world") }
            func run(until end: SimTime) {
                while let next = world.nextTime, next <= end {
                    guard world.step() else { fatalError("the day ended otherwise") }
                }
            }
            let entries = world.lastEntry
            days.append(WorldBench.seconds { run(until: .zero + .hours(24)) })
            guard world.eventCount > nodes, world.lastEntry == entries else {
                fatalError("the cloud was not looked at, or not at rest")
            }
            rests.append(WorldBench.seconds { run(until: .zero + .hours(48)) })
        }
        func median(_ times: [Double]) -> Double { times.sorted()[times.count / 2] }
        options.ticks = true
        var driver = RunDriver(template, options, goal: Goal(after: rest + .hours(1)), observers: [])
        guard driver.run(until: .zero + rest) == nil else { fatalError("nothing ticks") }
        var outcome: RunOutcome?
        let ticking = 24 * WorldBench.seconds { outcome = driver.run() }
        guard outcome == .completed else { fatalError("the ticking hour ended otherwise") }
        let beats = driver.world.beats(until: .zero + .hours(24)).reduce(0) { $0 + $1.count }
        print("quiet_begin_milliseconds \(median(begins) * 1000) ms")
        print("quiet_day_milliseconds \(median(days) * 1000) ms")
        print("quiet_day_beats \(beats) beats")
        print("quiet_rest_milliseconds \(median(rests) * 1000) ms")
        print("quiet_day_ticking_seconds \(ticking) s")
        print("quiet_day_ticking_over_computed \(ticking / median(rests)) x")
    }

    /// A fork in the middle of an update, and 1,000 further events, each cache's view counted as one.
    static func fork() throws {
        var driver = RunDriver(try template(), RunOptions(seed: 7))
        guard driver.run(events: 1_000_000) == nil else { fatalError("the update ended too early") }
        var times: [Double] = []
        for _ in 0..<21 {
            times.append(
                WorldBench.seconds {
                    var world = driver.world.fork()
                    let end = world.unsharedEventCount + 1000
                    while world.unsharedEventCount < end {
                        guard world.step() else { fatalError("nothing is due") }
                    }
                })
        }
        print("estate_fork_milliseconds \(times.sorted()[times.count / 2] * 1000) ms")
    }
}
