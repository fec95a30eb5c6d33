import Controllers
import HardwareSimulated
import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// Every state that a machine can be in is reached by some world.
@Suite struct ReachedStatesTests {
    /// What the journals of a few worlds say that their machines went through.
    private func reached() throws -> (states: Set<String>, phases: Set<String>) {
        var states: Set<String> = []
        var phases: Set<String> = []
        func take(_ fixture: borrowing BareMetalFixture) {
            let kernel = fixture.world.state.substrate.kernel
            kernel.journal.forEach(after: .none) { _, entry in
                let text = kernel.names[entry.object.name]
                switch entry.kind {
                case LCMEntry.machineState.kind: states.insert(text)
                case LCMEntry.deletionPhase.kind: phases.insert(text == "taken back" ? "" : text)
                case KubernetesEntry.created.kind where entry.subject.kind == LCMMachineSpec.kind.subjectKind:
                    // It has no state before it is given one.
                    states.insert(LCMMachineState.uninitialized.rawValue)
                default: break
                }
            }
        }
        var new = try BareMetalFixture.cloud()
        try new.put(BareMetalFixture.newMachine("cmp-03"))
        new.run(.hours(4))
        try new.changeMachine("cmp-03") { $0.disable = true }
        new.run(.hours(1))
        var request = GracefulRebootRequest(metadata: ObjectMeta(name: "lab", namespace: "lab"))
        request.spec.machines = ["cmp-01"]
        try new.put(request)
        new.run(.hours(2))
        try new.changeMachine("cmp-02") { $0.delete = true }
        new.run(.hours(3))
        take(new)
        var taken = try BareMetalFixture.cloud()
        try taken.changeMachine("cmp-01") { $0.delete = true }
        let isAsked = taken.run(atMost: .hours(1)) { fixture in
            fixture.world.objects(LCMClusterState.self).contains { $0.spec.type == .swarmDrain }
        }
        #expect(isAsked)
        for name in ["bm-ctl-02", "bm-ctl-03"] { try taken.begin({ .powerLoss(host: $0) }, name) }
        taken.run(.minutes(2))
        try taken.changeMachine("cmp-01") { $0.delete = false }
        taken.run(.minutes(5))
        for name in ["bm-ctl-02", "bm-ctl-03"] { try taken.end({ .powerLoss(host: $0) }, name) }
        taken.run(.hours(2))
        take(taken)
        return (states, phases)
    }

    @Test func everyStateOfMachinesIsReached() throws {
        let (states, phases) = try reached()
        let missing = LCMMachineState.allCases.map(\.rawValue).filter { !states.contains($0) }
        #expect(missing.isEmpty, "no world reaches \(missing)")
        let missed = PrepareDeletionPhase.allCases.map(\.rawValue).filter { !phases.contains($0) }
        #expect(missed.isEmpty, "no world reaches \(missed)")
    }
}
