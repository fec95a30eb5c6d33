import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Simulation

@testable import Controllers
@testable import Twin

/// The states that machines, clusters, hosts and the rest went through in some worlds, by the name of the
/// state machine.
struct ReachedStates {
    private(set) var words: [String: Set<String>] = [:]

    /// Notes that a state was reached.
    mutating func note(_ machine: String, _ state: String) { words[machine, default: []].insert(state) }

    /// Lets everything happen in a world that is due within `duration`, and notes what its objects come to
    /// say.
    mutating func watch(_ fixture: inout BareMetalFixture, _ duration: SimDuration) {
        let end = fixture.world.now + duration
        look(fixture.world)
        var seen = fixture.world.state.substrate.kernel.journal.last
        while let next = fixture.world.nextTime, next <= end, fixture.world.step() {
            var isChanged = false
            fixture.world.state.substrate.kernel.journal.forEach(after: seen) { id, entry in
                seen = id
                isChanged = isChanged || Self.objects.contains(entry.subject.kind)
            }
            if isChanged { look(fixture.world) }
        }
        fixture.world.state.substrate.kernel.now = max(fixture.world.now, end)
    }

    /// The kinds whose objects say states in their status.
    private static let objects: Set<SubjectKind> = [
        ClusterSpec.kind.subjectKind, MachineSpec.kind.subjectKind, ClusterUpdatePlanSpec.kind.subjectKind,
        BareMetalHostSpec.kind.subjectKind, BareMetalHostCredentialSpec.kind.subjectKind,
        HostOSConfigurationSpec.kind.subjectKind, HostOSConfigurationModulesSpec.kind.subjectKind,
        LCMMachineSpec.kind.subjectKind,
    ]

    /// Notes what objects and equipment say now.
    private mutating func look(_ world: borrowing World) {
        for machine in world.objects(Machine.self) {
            let status = machine.status.providerStatus
            if !status.status.isEmpty { note("Machine", status.status) }
            for condition in status.conditions {
                note("Machine condition", "\(condition.type) \(condition.ready)")
            }
        }
        for cluster in world.objects(Cluster.self) {
            for condition in cluster.status.providerStatus.conditions {
                note("Cluster condition", "\(condition.type) \(condition.ready)")
            }
        }
        for plan in world.objects(ClusterUpdatePlan.self) {
            for step in plan.status.steps { note("UpdateStepState", step.status.rawValue) }
            note("UpdateStepState", plan.status.status.rawValue)
        }
        for host in world.objects(BareMetalHost.self) {
            note("BareMetalHostState", host.status.provisioning.state.rawValue)
        }
        for machine in world.objects(LCMMachine.self) {
            note("LCMMachineState", machine.status.state.rawValue)
            note("PrepareDeletionPhase", machine.status.prepareDeletionPhase.rawValue)
        }
        for credential in world.objects(BareMetalHostCredential.self) {
            let (isValid, message) = (credential.status.valid, credential.status.message)
            note("BareMetalHostCredential", isValid ? "valid" : message.isEmpty ? "untried" : "refused")
        }
        for object in world.objects(HostOSConfiguration.self) {
            note("HostOSConfiguration", "isValid \(object.status.isValid)")
            let machines = object.status.machinesStates.values
            for items in machines.flatMap(\.configStateItemsStatuses.values) {
                for item in items.values { note("HostOSItemState", item.state) }
            }
        }
        for object in world.objects(HostOSConfigurationModules.self) {
            for module in object.status.modules { note("HostOSModuleState", module.state) }
        }
        for host in world.plant.hosts.indices { note("HostPhase", world.plant.hosts[host].phase.rawValue) }
        for host in world.plant.runtimes.indices {
            note("ContainerRuntimePhase", world.plant.runtimes[host].phase.rawValue)
        }
    }

    /// Notes the phases of equipment that a world's journal tells of: they may be over within an event.
    mutating func take(_ fixture: borrowing BareMetalFixture) {
        let kernel = fixture.world.state.substrate.kernel
        kernel.journal.forEach(after: .none) { _, entry in
            guard entry.kind == EquipmentEntry.phaseEntered.kind else { return }
            let text = kernel.names[entry.object.name]
            switch entry.subject.kind {
            case EquipmentKind.host.subjectKind: note("HostPhase", text)
            case EquipmentKind.containerRuntime.subjectKind: note("ContainerRuntimePhase", text)
            default: break
            }
        }
    }
}
