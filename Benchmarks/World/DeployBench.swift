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
        let (took, count) = WorldBench.completed(template)
        print("deploy_seconds \(took) s")
        print("deploy_entries_per_host \(Double(count) / Double(nodes)) entries")
    }
}
