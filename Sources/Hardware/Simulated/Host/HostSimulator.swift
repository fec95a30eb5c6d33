public import HardwareInterfaces
public import Simulation

/// A simulated host: power-on self test, boot, kernel, packages, reboots, playbooks.
public struct HostSimulator: Sendable {
    /// The node's name.
    public let name: String
    /// The interned name.
    public let nameID: NameID
    /// The cluster that the host serves.
    public let cluster: UInt8
    /// The class of hardware, for timings.
    public let hardwareClass: String?
    /// The phase.
    public private(set) var phase = HostPhase.running
    /// What the operating system says of itself.
    public var facts: HostFacts
    /// Counts phases, so that what was due in an earlier one is told apart.
    private(set) var epoch: UInt16 = 0
    /// What faults do to this host now.
    var faults = HostFaults()

    /// A running host.
    public init(name: String, nameID: NameID, cluster: UInt8, hardwareClass: String?, facts: HostFacts) {
        self.name = name
        self.nameID = nameID
        self.cluster = cluster
        self.hardwareClass = hardwareClass
        self.facts = facts
    }

    /// The host as a journal's subject.
    public var subject: Subject {
        Subject(kind: EquipmentKind.host.subjectKind, name: nameID, cluster: cluster)
    }

    /// Whether the operating system runs.
    public var isRunning: Bool { phase == .running }

    /// How long a command takes that a running host accepts.
    func duration(of command: HostCommand, _ kernel: Kernel) -> SimDuration {
        switch command {
        case .readFacts, .reboot:
            sample("host.command", kernel, occurrence: Kernel.occurrence("command", Int64(facts.boots)))
        case .installPackages(_, let package):
            sample("host.packages", kernel, occurrence: Kernel.occurrence(package))
        case .run(let name, let version, let attempt):
            sample(
                kernel.timings.find("item.\(name)") == nil ? "item.other" : "item.\(name)", kernel,
                occurrence: Kernel.occurrence(name + version, Int64(attempt)))
        case .installAgent(let version):
            sample("agent.install", kernel, occurrence: Kernel.occurrence(version))
        }
    }

    /// Carries out a command whose time is over; the host still runs.
    mutating func finish(_ command: HostCommand, _ kernel: inout Kernel) -> HostReply {
        switch command {
        case .readFacts:
            return .facts(facts)
        case .installPackages(let distribution, let package):
            facts.distribution = distribution
            facts.installedKernel = package
            kernel.record(
                EquipmentEntry.packagesInstalled.kind, subject,
                Subject(kind: SubjectKind(rawValue: 0), name: kernel.names.intern(package)))
            return .packagesInstalled(facts)
        case .run(let name, _, _):
            return .exited(faults.exitCode(ofItem: name))
        case .installAgent(let version):
            return .agentInstalled(version: version)
        case .reboot:
            enter(.stopping, &kernel)
            return .rebooting
        }
    }

    /// Enters a phase, journals it and makes the next one due.
    mutating func enter(_ next: HostPhase, _ kernel: inout Kernel) {
        HostPhase.table.check(phase, next)
        phase = next
        epoch &+= 1
        let text = Subject(kind: SubjectKind(rawValue: 0), name: kernel.names.intern(next.rawValue))
        kernel.recordAsCause(EquipmentEntry.phaseEntered.kind, subject, text)
        let occurrence = Kernel.occurrence("boot", Int64(facts.boots))
        switch next {
        case .stopping: due(after: sample("host.shutdown", kernel, occurrence: occurrence), &kernel)
        case .posting:
            due(after: sample("host.post", kernel, occurrence: occurrence) + faults.extraPost, &kernel)
        case .booting: due(after: sample("host.boot", kernel, occurrence: occurrence), &kernel)
        case .running:
            facts.boots += 1
            facts.kernel = facts.installedKernel
        case .off, .hung: break
        }
    }

    /// The next phase is due, unless the host has left the phase `epoch` since.
    mutating func phaseDue(epoch due: UInt16, _ kernel: inout Kernel) -> Bool {
        guard due == epoch else { return false }
        switch phase {
        case .stopping: enter(.posting, &kernel)
        case .posting: enter(faults.bootHangs > 0 ? .hung : .booting, &kernel)
        case .booting: enter(.running, &kernel)
        case .off, .running, .hung: return false
        }
        return true
    }

    private func due(after duration: SimDuration, _ kernel: inout Kernel) {
        kernel.schedule(
            at: kernel.now + duration, code: PlantEvent.hostPhase.rawValue, target: index, detail: epoch)
    }

    private func sample(_ name: String, _ kernel: Kernel, occurrence: UInt64) -> SimDuration {
        kernel.duration(name, node: self.name, hardwareClass: hardwareClass, occurrence: occurrence)
    }

    /// The host's index in the plant.
    var index: UInt32 = 0
}
