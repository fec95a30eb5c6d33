public import HardwareInterfaces
public import Simulation

/// All simulated equipment of a world, and how its pieces depend on each other: a host without power runs no
/// containers, a manager without containers is missing from the quorum.
public struct Plant: Sendable {
    /// Hosts, by index; BMCs and container runtimes have the index of their host.
    public internal(set) var hosts = ChunkedArray<HostSimulator>()
    /// BMCs.
    public internal(set) var bmcs = ChunkedArray<BMCSimulator>()
    /// Container runtimes.
    public internal(set) var runtimes = ChunkedArray<ContainerRuntimeSimulator>()
    /// What Ironic knows of hosts.
    public internal(set) var ironic = ChunkedArray<IronicNode>()
    /// How many faults keep Ironic's API from answering.
    var ironicOutages = 0
    /// Kubernetes engines, by cluster.
    public internal(set) var engines: [KubernetesEngineSimulator] = []
    /// Galera clusters.
    public internal(set) var galeras: [GaleraPlace] = []
    /// Message brokers: a few.
    public internal(set) var brokers: [RabbitMQPlace] = []
    /// Calls of Nova that wait until messages are delivered again, in the order in which they were made.
    var heldCalls: [OperationID] = []
    /// The network.
    public internal(set) var network = Network()
    /// How many disks have failed of themselves.
    public internal(set) var deadDisks = 0
    /// The artifact mirror.
    public internal(set) var mirror: ArtifactMirrorSimulator
    /// Nova and its neighbours; nil where nobody knows of instances.
    public var compute: ComputeSimulator?
    /// What happened that the rest of the world must know, in order; a driver takes it after each call.
    public var notices: [PlantNotice] = []
    /// Faults that are on and not felt yet, in the order in which they began.
    var unfelt: [UnfeltFault] = []
    var operations: [UInt32: Effect] = [:]
    /// Open commands whose sender no longer waits.
    var abandoned: Set<UInt32> = []
    /// What departed for real BMCs and was not taken yet, in order.
    var departures: [Departure] = []
    /// How many commands departed so far, and those that were not answered yet, by number.
    var departed: UInt32 = 0
    var openDepartures: [UInt32: OpenDeparture] = [:]
    /// The hosts behind nodes, by name and cluster of the node.
    private var places: [UInt64: UInt32] = [:]

    /// A plant without hosts.
    public init(_ kernel: inout Kernel) {
        mirror = ArtifactMirrorSimulator(nameID: kernel.names.intern("mirror"), kernel)
    }

    /// Adds a host with its BMC, its container runtime and the state that its node has in Ironic, nil for one
    /// that is not enrolled; returns its index. It stands in `rack`, on these power feeds.
    public mutating func add(
        _ host: HostSimulator, runtimeVersion: String, ironic state: IronicNodeState?,
        rack: String = Plant.noRack, feeds: PowerFeeds = .both
    ) -> UInt32 {
        var host = host
        host.index = UInt32(hosts.count)
        if host.system != nil { host.node = Self.place(host.nameID, host.cluster) }
        hosts.append(host)
        if let node = host.node { places[node] = host.index }
        bmcs.append(BMCSimulator())
        ironic.append(IronicNode(state: state))
        bmcs[Int(host.index)].told = toldPower(host.index)
        runtimes.append(ContainerRuntimeSimulator(version: runtimeVersion))
        network.add(rack: rack, feeds: feeds, interfaces: host.interfaces.count)
        return host.index
    }

    /// The rack of hosts of which nobody says where they stand.
    public static let noRack = "no-rack"

    /// The index of the host called `name` in a cluster, or nil.
    func place(of name: NameID, cluster: UInt8) -> UInt32? { places[Self.place(name, cluster)] }

    /// The host called `name` in a cluster, or nil.
    public func host(named name: String, cluster: UInt8, _ kernel: Kernel) -> HostSimulator? {
        kernel.names.find(name).flatMap { places[Self.place($0, cluster)] }.map { hosts[Int($0)] }
    }

    private static func place(_ name: NameID, _ cluster: UInt8) -> UInt64 {
        UInt64(cluster) << 32 | UInt64(name.number)
    }

    /// Lets a host serve as the node that its image names, or as none.
    mutating func bind(_ host: UInt32, to image: SystemImage?, _ kernel: inout Kernel) {
        if let node = hosts[Int(host)].node { places[node] = nil }
        let node = image.map { Self.place(kernel.names.intern($0.node), $0.cluster) }
        hosts[Int(host)].node = node
        hosts[Int(host)].nodeName = image.map { kernel.names.intern($0.node) } ?? .empty
        if let node { places[node] = host }
        notices.append(.equipment(.assigned(host, image)))
        if !network.isQuiet { reviewLinks([host], &kernel) }
    }

    /// Adds a Kubernetes engine; returns its index.
    public mutating func add(_ engine: KubernetesEngineSimulator) -> Int {
        engines.append(engine)
        return engines.count - 1
    }

    /// Whether something happened since `takeNotices` was last called.
    public var hasNotices: Bool { mutating get { !notices.isEmpty } }

    /// Takes what happened since this was last called.
    public mutating func takeNotices() -> [PlantNotice] {
        guard !notices.isEmpty else { return [] }
        let taken = notices
        notices = []
        return taken
    }

    /// Whether containers run on a host.
    public func areContainersRunning(_ host: UInt32) -> Bool { runtimes[Int(host)].phase == .running }

    /// Whether the kubelet of a host runs and reaches its API server.
    public func doesKubeletTalk(_ host: UInt32) -> Bool {
        isReachable(host) && hosts[Int(host)].faults.kubeletStops == 0
    }

    /// Whether the LCM agent of a host runs and reaches the management cluster.
    public func doesAgentRun(_ host: UInt32) -> Bool {
        let host = hosts[Int(host)]
        return host.isRunning && host.faults.agentStops == 0 && host.links.contains(.management)
    }

    /// Whether clients get an answer from containers of a host.
    public func doContainersAnswer(_ host: UInt32) -> Bool {
        areContainersRunning(host) && network.isAttached(.host(host))
    }

    /// Whether others reach the containers of a host.
    func isReachable(_ host: UInt32) -> Bool {
        areContainersRunning(host) && hosts[Int(host)].isConnected
    }

    /// What the BMC of a host tells of the power; nil while it gives no good answer.
    public func toldPower(_ host: UInt32) -> PowerState? {
        if let real = ironic[Int(host)].real { return real.told }
        return bmcs[Int(host)].refusal == nil ? bmcs[Int(host)].power(of: hosts[Int(host)]) : nil
    }

    /// Whether Ironic's API answers.
    public var isIronicUp: Bool { ironicOutages == 0 }

    /// Tells the world when a BMC tells something else than before.
    mutating func noteToldPower(_ host: UInt32) {
        let told = toldPower(host)
        guard told != bmcs[Int(host)].told else { return }
        bmcs[Int(host)].told = told
        notices.append(.power(host))
    }

    /// Carries out what an event of the range of `PlantEvent` says.
    public mutating func handle(_ event: Event, _ kernel: inout Kernel) {
        guard let code = PlantEvent(rawValue: event.code) else {
            preconditionFailure("event code \(event.code) is not the plant's")
        }
        switch code {
        case .hostPhase: hostPhaseDue(event.target, epoch: event.detail, &kernel)
        case .runtimeStarted: runtimeStarted(event.target, epoch: event.detail, &kernel)
        case .transfer:
            for operation in mirror.transferDue(epoch: event.detail, &kernel) {
                if operations[operation.number].map({ failsItem($0) }) ?? false {
                    answer(operation, .success(.host(.exited(1))))
                } else {
                    delivered(operation, &kernel)
                }
            }
        case .commandDue: commandDue(OperationID(number: event.operand), epoch: event.detail, &kernel)
        case .managerServes: managerServes(OperationID(number: event.operand), attempt: event.detail, &kernel)
        case .upgradeRollback: upgradeRollback(OperationID(number: event.operand), &kernel)
        case .ironicStep: ironicStepDue(event.target, epoch: event.detail, &kernel)
        case .bootLoop: bootLoopDue(event.target, epoch: event.detail, &kernel)
        case .linkFlaps: linkFlaps(event.operand, &kernel)
        case .connectionsTried: connectionsTried(event.target, epoch: event.detail, &kernel)
        case .transferEnds: transferEnds(OperationID(number: event.operand), event.detail, &kernel)
        case .galeraDue: galeraDue(event.target, epoch: event.detail, &kernel)
        case .brokerDue: brokerDue(event.target, epoch: event.detail, &kernel)
        case .diskDies: diskDies(event.target, number: Int(event.operand), &kernel)
        case .migrationRound: migrationRound(Int(event.target), epoch: event.detail, &kernel)
        case .instanceResumes: instanceResumes(Int32(event.target), epoch: event.detail, &kernel)
        case .evacuationDue:
            evacuationDue(event.target, from: Int32(event.operand), epoch: event.detail, &kernel)
        case .recoveryDue: recover(Int32(event.target), &kernel)
        }
    }

    private mutating func hostPhaseDue(_ index: UInt32, epoch: UInt16, _ kernel: inout Kernel) {
        let place = Int(index)
        let isAtChoice = hosts[place].phase == .posting && hosts[place].epoch == epoch
        let device = isAtChoice ? bmcs[place].takeBootDevice() : .disk
        let isIgnored = hosts[place].faults.wrongBootDevices > 0
        let before = hosts[place].phase
        guard hosts[place].phaseDue(epoch: epoch, bootDevice: isIgnored ? .disk : device, &kernel) else {
            return
        }
        if !unfelt.isEmpty { feelBoot(of: index, from: before, told: device, &kernel) }
        follow(index, &kernel)
    }

    /// A host has gone on in its boot: what is wrong with that is felt.
    private mutating func feelBoot(
        of index: UInt32, from before: HostPhase, told device: BootDevice, _ kernel: inout Kernel
    ) {
        let now = hosts[Int(index)].phase
        feel(&kernel) { fault in
            switch fault {
            case .slowBoot(index, let extra): before == .posting && extra > .zero
            case .bootHang(index): before == .posting && now == .hung
            case .netbootFails(index): before == .loading && now != .ramdisk
            case .wrongBootDevice(index): before == .posting && device != .disk && now != .hung
            default: false
            }
        }
        if now == .booting || now == .unbootable {
            feelDisk(of: Int(index), refused: now == .unbootable, &kernel)
        }
    }

    /// Lets everything on a host follow the host's phase.
    mutating func follow(_ index: UInt32, _ kernel: inout Kernel) {
        let host = hosts[Int(index)]
        let runtime = runtimes[Int(index)].phase
        noteToldPower(index)
        if host.phase == .ramdisk, !host.isFromMedia { ironicAgentStarted(index, &kernel) }
        if host.isRunning {
            notices.append(.equipment(.host(index, isRunning: true)))
            if runtime == .stopped, runtimes[Int(index)].isInstalled {
                runtimes[Int(index)].enter(.starting, host: host, &kernel)
            }
        } else if runtime != .stopped {
            notices.append(.equipment(.host(index, isRunning: false)))
            stopContainers(index, entering: .stopped, &kernel)
        }
    }

    /// Takes the containers of a host down, into `phase`.
    mutating func stopContainers(
        _ index: UInt32, entering phase: ContainerRuntimePhase, _ kernel: inout Kernel
    ) {
        let wasRunning = areContainersRunning(index)
        if phase == .stopped, let operation = runtimes[Int(index)].upgrade {
            runtimes[Int(index)].upgrade = nil
            lose(operation)
        }
        runtimes[Int(index)].enter(phase, host: hosts[Int(index)], &kernel)
        if wasRunning { notices.append(.equipment(.containers(index, areRunning: false))) }
        stopMembers(on: index, phase, &kernel)
        stopBrokers(on: index, phase, &kernel)
        reviewLinks([index], &kernel)
    }

    private mutating func runtimeStarted(_ index: UInt32, epoch: UInt16, _ kernel: inout Kernel) {
        guard runtimes[Int(index)].epoch == epoch else { return }
        startContainers(index, &kernel)
        if let operation = runtimes[Int(index)].upgrade {
            runtimes[Int(index)].upgrade = nil
            let version = runtimes[Int(index)].version
            answer(operation, .success(.containerRuntime(.version(version))))
        }
    }

    /// Containers of a host run again.
    mutating func startContainers(_ index: UInt32, _ kernel: inout Kernel) {
        runtimes[Int(index)].enter(.running, host: hosts[Int(index)], &kernel)
        notices.append(.equipment(.containers(index, areRunning: true)))
        resumeMembers(on: index, &kernel)
        reviewBrokers(&kernel)
        reviewLinks([index], &kernel)
    }

    /// How the managers of an engine are, or would be without the one on a host.
    func health(of engine: Int, without host: UInt32? = nil) -> EngineHealth {
        let left = engines[engine].managerHosts.count { $0 != host }
        return EngineHealth(managers: left, reachable: quorumSide(of: engine, without: host).count)
    }

    /// The hosts of the managers of an engine that reach each other.
    func quorumSide(of engine: Int, without host: UInt32? = nil) -> [UInt32] {
        let isWhole = network.isQuiet && network.tried.isEmpty
        return engines[engine].quorumSide(
            { $0 != host && servesAsManager($0) }, isWhole ? nil : { isJoined($0, $1) })
    }

    /// Drops a command that will never be answered.
    mutating func lose(_ operation: OperationID) {
        operations[operation.number] = nil
        abandoned.remove(operation.number)
    }

    /// Answers a command, unless it is no longer open.
    mutating func answer(_ operation: OperationID, _ result: Result<EquipmentReply, EquipmentError>) {
        guard operations.removeValue(forKey: operation.number) != nil,
            abandoned.remove(operation.number) == nil
        else { return }
        notices.append(.answer(operation, result))
    }
}
