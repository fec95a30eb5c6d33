internal import Foundation
internal import Scenarios
internal import Simulation
internal import Twin

/// The figures of a deployment of 1,000 nodes, from bare hosts on.
enum DeployBench {
    static let nodes = 1_000

    /// Registers, inspects, provisions and joins all hosts, until the Cluster is Ready.
    static func run() throws {
        let cloud = try GeneratedCloud.cloud(nodes: nodes, isNew: true)
        let template = try WorldBench.template(cloud, to: nil)
        var outcome: RunOutcome?
        var count = 0
        let took = WorldBench.seconds {
            let run = RunDriver.record(template, RunOptions(seed: 7))
            (outcome, count) = (run.outcome, run.count)
        }
        guard outcome == .completed else {
            fatalError("the deployment ended otherwise: \(String(describing: outcome))")
        }
        print("deploy_seconds \(took) s")
        print("deploy_entries_per_host \(Double(count) / Double(nodes)) entries")
    }
}
