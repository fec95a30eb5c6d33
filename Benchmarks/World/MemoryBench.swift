internal import Foundation
internal import Kubernetes
internal import Scenarios
internal import Simulation
internal import Twin

/// The memory of a world by its number of nodes.
enum MemoryBench {
    /// Builds a cloud of `nodes` workers in code, runs 50,000 events of its update, and prints what is
    /// resident.
    static func run(nodes: Int) throws {
        let template = try WorldBench.template(try GeneratedCloud.cloud(nodes: nodes))
        var driver = RunDriver(template, RunOptions(seed: 7))
        guard driver.run(events: 50_000) == nil else { fatalError("the update ended too early") }
        print("memory_\(nodes)_nodes_kilobytes \(try residentKilobytes()) kB")
        guard driver.run(events: 1) == nil else { fatalError("the update ended too early") }
    }

    /// What of this process is in memory.
    static func residentKilobytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        for line in status.split(separator: "\n") where line.hasPrefix("VmRSS:") {
            return Int(line.split(separator: " ")[1]) ?? 0
        }
        return 0
    }
}
