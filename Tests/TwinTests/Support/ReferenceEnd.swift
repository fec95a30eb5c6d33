import Kubernetes
import Scenarios
import Simulation
import Testing
import Twin

@testable import Controllers

/// An update of a small cloud (three managers, one worker, ten pods) and how it ends when nothing is wrong:
/// what whatever was wrong for a while must lead to as well.
struct ReferenceEnd: Sendable {
    /// The cloud, ready to run.
    var template: WorldTemplate
    /// What it is like in the end.
    var state: [String: String]
    /// How often each controller wrote.
    var writes: [Int]

    /// Run once.
    static let made = Result {
        var builder = CloudBuilder()
        builder.extraMOSK = """
            ---
            apiVersion: lcm.mirantis.com/v1alpha1
            kind: MiraCeph
            metadata: {name: ceph, namespace: ceph-lcm-mirantis}
            spec: {nodes: [{name: cmp-01, roles: [mon], devices: [{name: sdb}]}]}

            """
        let template = try builder.template()
        let rested = RunToRest(template)
        return ReferenceEnd(
            template: template, state: NormalState.of(rested.world),
            writes: rested.world.state.substrate.runtimes.map(\.writesApplied))
    }

    /// The update with faults.
    func run(_ faults: [String], seed: UInt64 = 7, limit: SimDuration = .hours(240)) throws -> RunToRest {
        var options = RunOptions(seed: seed, limit: limit)
        options.faults = try template.faults(faults)
        return RunToRest(template, options)
    }

    /// How the end of a run differs.
    func differences(_ rested: borrowing RunToRest) -> [String] {
        NormalState.differences(state, NormalState.of(rested.world))
    }
}
