import HardwareInterfaces
import Simulation

/// A simulated container runtime (MCR): an upgrade restarts the daemon and with it every container of the
/// host, because live restore is refused in Swarm mode.
///
/// Source: Docker documentation, "Live restore" (incompatible with Swarm mode).
public struct ContainerRuntimeSimulator: Sendable {
    /// The phase.
    public private(set) var phase: ContainerRuntimePhase
    /// The version that is installed.
    public var version: String
    private(set) var epoch: UInt16 = 0
    /// Counts how often the daemon was stopped or restarted: a hang keeps what it was told, these don't.
    private(set) var starts: UInt16 = 0
    /// The operation that ends when the daemon runs again.
    var upgrade: OperationID?

    /// A running container runtime, or one that is still to be installed when `version` is empty.
    public init(version: String) {
        self.version = version
        phase = version.isEmpty ? .stopped : .running
    }

    /// Whether there is something that a running host could start.
    var isInstalled: Bool { !version.isEmpty }

    /// Whether it takes a command: what is not installed can be installed.
    func takes(_ command: ContainerRuntimeCommand, isHostRunning: Bool) -> Bool {
        guard case .upgrade = command, !isInstalled else { return phase == .running }
        return isHostRunning
    }

    /// The disk with all of it is overwritten.
    mutating func wipe() { version = "" }

    /// Enters a phase and journals it.
    mutating func enter(_ next: ContainerRuntimePhase, host: HostSimulator, _ kernel: inout Kernel) {
        ContainerRuntimePhase.table.check(phase, next)
        phase = next
        epoch &+= 1
        if next == .starting || next == .stopped { starts &+= 1 }
        let subject = Subject(
            kind: EquipmentKind.containerRuntime.subjectKind, name: host.nameID, cluster: host.cluster)
        let text = kernel.text(next.rawValue)
        kernel.recordAsCause(EquipmentEntry.phaseEntered.kind, subject, text)
        if next == .starting {
            let duration =
                kernel.duration(
                    "mcr.start", node: host.name, hardwareClass: host.hardwareClass,
                    occurrence: Kernel.occurrence(version, Int64(host.facts.boots))) * host.diskSlowness
            kernel.schedule(
                at: kernel.now + duration, code: PlantEvent.runtimeStarted.rawValue, target: host.index,
                detail: epoch)
        }
    }

    /// How long a command takes before it has its effect.
    func duration(
        of command: ContainerRuntimeCommand, host: HostSimulator, _ kernel: Kernel
    ) -> SimDuration {
        switch command {
        case .readVersion, .readFacts, .listContainers:
            kernel.duration("host.command", node: host.name, occurrence: Kernel.occurrence("mcr"))
        case .upgrade(let version):
            kernel.duration(
                "mcr.upgrade", node: host.name, hardwareClass: host.hardwareClass,
                occurrence: Kernel.occurrence(version)) * host.diskSlowness
        case .pull(let release, let count):
            kernel.duration(
                "mcr.pull.image", node: host.name, hardwareClass: host.hardwareClass,
                occurrence: Kernel.occurrence(release)) * (Int64(count) * host.diskSlowness)
        }
    }
}
