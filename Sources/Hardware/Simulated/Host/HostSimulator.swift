public import HardwareInterfaces
public import Simulation

/// A simulated host: power-on self test, boot, kernel, packages, reboots, playbooks.
public struct HostSimulator: Sendable {
    /// The host's name: its node's at first, where it has one.
    public let name: String
    /// The interned name.
    public let nameID: NameID
    /// The cluster that the host is listed under in the journal.
    public let cluster: UInt8
    /// The class of hardware, for timings.
    public let hardwareClass: String?
    /// The phase.
    public private(set) var phase: HostPhase
    /// What the operating system on the disk says of itself; nil while there is none.
    var system: HostFacts?
    /// What an inspection finds.
    public var hardware: HardwareDetails?
    /// How often it was switched on or restarted.
    private var starts: Int64 = 0
    /// Whether it hangs for the few seconds that a panic waits before it restarts.
    private var isPanicking = false
    /// Whether it shuts down for good and not to start again.
    private var isShuttingDown = false
    /// Whether it was started from an image in its BMC's virtual drive.
    private(set) var isFromMedia = false
    /// Counts phases, so that what was due in an earlier one is told apart.
    private(set) var epoch: UInt16 = 0
    /// What faults do to this host now.
    var faults = HostFaults()

    /// A host that runs the operating system `facts`, or one without power and with a blank disk.
    public init(name: String, nameID: NameID, cluster: UInt8, hardwareClass: String?, facts: HostFacts?) {
        self.name = name
        self.nameID = nameID
        self.cluster = cluster
        self.hardwareClass = hardwareClass
        system = facts
        nodeName = facts == nil ? .empty : nameID
        phase = facts == nil ? .off : .running
    }

    /// What the operating system says of itself; empty while there is none.
    public var facts: HostFacts {
        system ?? HostFacts(distribution: "", kernel: "", installedKernel: "", boots: 0)
    }

    /// The host as a journal's subject.
    public var subject: Subject {
        Subject(kind: EquipmentKind.host.subjectKind, name: nameID, cluster: cluster)
    }

    /// Whether its kubelet reaches its API server; of a manager, whether it reaches a majority of managers.
    public var isConnected: Bool { links.contains(.cluster) }

    /// Whether the operating system runs.
    public var isRunning: Bool { phase == .running }

    /// How long a command takes that a running host accepts.
    func duration(of command: HostCommand, _ kernel: Kernel) -> SimDuration {
        switch command {
        case .readFacts, .readDisks, .readBlockDevices, .readInterfaces, .reboot:
            sample("host.command", kernel, occurrence: Kernel.occurrence("command", Int64(facts.boots)))
        case .installPackages(_, let package):
            sample("host.packages", kernel, occurrence: Kernel.occurrence(package)) * diskSlowness
        case .run(let name, let version, let attempt):
            sample(
                kernel.timings.find("item.\(name)") == nil ? "item.other" : "item.\(name)", kernel,
                occurrence: Kernel.occurrence(name + version, Int64(attempt))) * diskSlowness
        case .configure(let module, let version, let attempt, _):
            sample(
                "host.module", kernel, occurrence: Kernel.occurrence(module + version, Int64(attempt)))
                * diskSlowness
        case .installAgent(let version):
            sample("agent.install", kernel, occurrence: Kernel.occurrence(version)) * diskSlowness
        }
    }

    /// Carries out a command whose time is over; the host still runs.
    mutating func finish(_ command: HostCommand, _ kernel: inout Kernel) -> HostReply {
        switch command {
        case .readFacts:
            return .facts(facts)
        case .readDisks:
            return .disks(disks.compactMap { report(disk: $0.shortName, kernel) })
        case .readBlockDevices: return .blockDevices(blockDevices)
        case .readInterfaces: return .interfaces(networkInterfaces)
        case .installPackages(let distribution, let package):
            system?.distribution = distribution
            system?.installedKernel = package
            kernel.record(
                EquipmentEntry.packagesInstalled.kind, subject,
                kernel.text(package))
            return .packagesInstalled(facts)
        case .run:
            // Whether the item fails is decided before: a failure is one of the whole item.
            return .exited(0)
        case .configure(_, _, _, let requestsReboot):
            if requestsReboot { system?.hasRebootRequest = true }
            return .exited(0)
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
        isPanicking = false
        isShuttingDown = false
        epoch &+= 1
        let text = kernel.text(next.rawValue)
        kernel.recordAsCause(EquipmentEntry.phaseEntered.kind, subject, text)
        if next == .posting { starts += 1 }
        let occurrence = Kernel.occurrence("boot", starts)
        switch next {
        case .stopping: due(after: sample("host.shutdown", kernel, occurrence: occurrence), &kernel)
        case .posting:
            due(after: sample("host.post", kernel, occurrence: occurrence) + faults.extraPost, &kernel)
        case .loading: due(after: sample("host.netboot", kernel, occurrence: occurrence), &kernel)
        case .booting:
            due(after: sample("host.boot", kernel, occurrence: occurrence) * diskSlowness, &kernel)
        case .running:
            let installed = facts.installedKernel
            system?.boots += 1
            system?.kernel = installed
            system?.hasRebootRequest = false
            scheduleBootLoop(&kernel)
        case .off, .hung, .ramdisk, .unbootable: break
        }
    }

    /// The next phase is due, unless the host has left the phase `epoch` since. `bootDevice` is what the
    /// firmware was told to start from.
    mutating func phaseDue(
        epoch due: UInt16, bootDevice: BootDevice, _ kernel: inout Kernel
    ) -> Bool {
        guard due == epoch else { return false }
        switch phase {
        case .stopping: enter(isShuttingDown ? .off : .posting, &kernel)
        case .posting where faults.bootHangs > 0: enter(.hung, &kernel)
        case .posting:
            isFromMedia = bootDevice == .virtualMedia
            enter(bootDevice == .disk ? bootFromDisk : .loading, &kernel)
        // Without an answer on the network the firmware goes on to the disk.
        case .loading:
            let isAnswered = isFromMedia || faults.netbootFailures == 0 && links.contains(.ironic)
            enter(isAnswered ? .ramdisk : bootFromDisk, &kernel)
        case .booting: enter(.running, &kernel)
        case .hung where isPanicking: enter(.posting, &kernel)
        case .off, .running, .hung, .ramdisk, .unbootable: return false
        }
        return true
    }

    /// Asks the operating system to shut down; where none runs, nobody hears it. A ramdisk has nothing to
    /// save.
    mutating func shutDown(restarts: Bool, _ kernel: inout Kernel) {
        switch phase {
        case .running:
            enter(.stopping, &kernel)
            isShuttingDown = !restarts
        case .ramdisk:
            enter(.off, &kernel)
            if restarts { enter(.posting, &kernel) }
        case .off, .posting, .loading, .booting, .stopping, .hung, .unbootable: break
        }
    }

    /// Lets the kernel panic and start again; false when none runs.
    /// Source: MOSK sets `kernel.panic` to 10 s or so on its hosts (guess).
    mutating func panic(_ kernel: inout Kernel) -> Bool {
        guard phase == .running else { return false }
        enter(.hung, &kernel)
        isPanicking = true
        due(after: .seconds(10), &kernel)
        return true
    }

    /// Lets the kernel panic a while later, if a fault says so.
    func scheduleBootLoop(_ kernel: inout Kernel) {
        guard phase == .running, let after = faults.bootLoops.min() else { return }
        kernel.schedule(
            at: kernel.now + after, code: PlantEvent.bootLoop.rawValue, target: index, detail: epoch)
    }

    private var bootFromDisk: HostPhase { system == nil || isRootDiskDead ? .unbootable : .booting }

    /// Erases what boots from the disk.
    mutating func wipe() { system = nil }

    /// Writes an operating system to the disk.
    mutating func install(_ image: SystemImage) {
        system = HostFacts(
            distribution: image.distribution, kernel: image.kernel, installedKernel: image.kernel, boots: 0)
    }

    private func due(after duration: SimDuration, _ kernel: inout Kernel) {
        kernel.schedule(
            at: kernel.now + duration, code: PlantEvent.hostPhase.rawValue, target: index, detail: epoch)
    }

    private func sample(_ name: String, _ kernel: Kernel, occurrence: UInt64) -> SimDuration {
        kernel.duration(name, node: self.name, hardwareClass: hardwareClass, occurrence: occurrence)
    }

    /// The node that it serves as, as a place of the plant.
    var node: UInt64?
    /// The name of that node.
    var nodeName: NameID

    /// The host's index in the plant.
    var index: UInt32 = 0

    /// What the network lets it reach.
    public internal(set) var links = HostLinks.all
    /// What of it lapses at present because packets get lost.
    var lapses: HostLinks = []
    /// The disk that the operating system was last written to: `sda`; nil for the first one.
    public var rootDevice: String?

    /// The network interfaces.
    public var interfaces: [String] { Self.interfaces(of: hardware) }

    /// The cluster of the node that it serves as, or that it is listed under.
    var nodeCluster: UInt8 { node.map { UInt8($0 >> 32) } ?? cluster }
}
