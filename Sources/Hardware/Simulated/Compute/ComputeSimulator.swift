public import HardwareInterfaces
public import Simulation

/// Nova as its users meet it: hypervisors, instances, the scheduler.
public struct ComputeSimulator: Sendable {
    /// The hypervisors.
    public internal(set) var hypervisors = ChunkedArray<Hypervisor>()
    /// Their memory that is not promised yet, in MiB: all that the scheduler looks at of most of them.
    private(set) var freeMemoryMiB = ContiguousArray<Int64>()
    /// The instances.
    public internal(set) var instances = ChunkedArray<Instance>()
    /// The flavors, by place.
    public var flavors: [Flavor] = []
    /// The policies of server groups; group 1 is the first.
    public private(set) var groups: [ServerGroupPolicy] = []
    /// The members of server groups, by the same place.
    private var members: [[UInt32]] = []
    /// The names of availability zones; zone 1 is the first.
    public var zones: [NameID] = []
    /// The cluster that it is in.
    public let cluster: UInt8
    /// Whether disks of instances are on their hosts, and have to move with them.
    public var hasLocalDisks = false
    /// Whether those are logical volumes, which can't.
    public var hasVolumeGroups = false
    /// Whether Masakari is deployed.
    public var hasInstanceHA = false
    /// After how long a silent agent counts as dead.
    public var agentDownTime = ComputeConstants.agentDownTime
    /// Moves that are under way; a place is used again.
    var migrations: [Migration?] = []
    /// Counts the uses of places of moves.
    var migrationEpochs: [UInt16] = []
    /// How many moves have begun.
    public internal(set) var migrationCount: UInt64 = 0
    private var places: [UInt32: Int32] = [:]
    private var hosts: [UInt32: Int32] = [:]

    /// Nova of a cluster, without hosts.
    public init(cluster: UInt8) { self.cluster = cluster }

    /// Adds a hypervisor; answers its place.
    @discardableResult
    public mutating func add(_ hypervisor: Hypervisor) -> Int32 {
        let place = Int32(hypervisors.count)
        hypervisors.append(hypervisor)
        freeMemoryMiB.append(hypervisor.freeMemoryMiB)
        places[hypervisor.name.number] = place
        hosts[hypervisor.host] = place
        return place
    }

    /// Adds a server group; answers its number.
    public mutating func add(_ policy: ServerGroupPolicy) -> UInt16 {
        groups.append(policy)
        members.append([])
        return UInt16(groups.count)
    }

    /// Adds an instance to a hypervisor; answers its number.
    @discardableResult
    public mutating func add(_ instance: Instance, on hypervisor: Int32) -> ServerID {
        let number = UInt32(instances.count)
        instances.append(instance)
        if instance.group > 0 { members[Int(instance.group) - 1].append(number) }
        claim(flavors[Int(instance.flavor)], 1, at: hypervisor)
        link(number, hypervisor)
        return ServerID(number: number)
    }

    /// Promises what a flavor takes of a hypervisor, or takes the promise back.
    mutating func claim(_ flavor: Flavor, _ sign: Int64, at hypervisor: Int32) {
        hypervisors[Int(hypervisor)].claim(flavor, sign)
        freeMemoryMiB[Int(hypervisor)] = hypervisors[Int(hypervisor)].freeMemoryMiB
    }

    /// Says in which zone a hypervisor is.
    public mutating func setZone(_ zone: UInt8, of hypervisor: Int32) {
        hypervisors[Int(hypervisor)].zone = zone
    }

    /// Says how many processors of a hypervisor are for pinned instances.
    public mutating func setPinned(_ processors: Int32, of hypervisor: Int32) {
        hypervisors[Int(hypervisor)].pinnedProcessors = processors
    }

    /// The place of the hypervisor of a node; nil when there is none.
    public func place(of name: NameID) -> Int32? { places[name.number] }

    /// The place of the hypervisor on a host of the plant; nil when there is none.
    func place(host: UInt32) -> Int32? { hosts[host] }

    /// The numbers of the instances of a hypervisor, in the order in which they came there, the last first.
    public func servers(on hypervisor: Int32) -> [UInt32] {
        var found: [UInt32] = []
        var next = hypervisors[Int(hypervisor)].first
        while next >= 0 {
            found.append(UInt32(next))
            next = instances[Int(next)].next
        }
        return found
    }

    /// An instance as a subject of the journal.
    public func subject(_ instance: UInt32) -> Subject {
        Subject(
            kind: PartKind.instance.subjectKind, name: instances[Int(instance)].name, cluster: cluster)
    }

    /// The service of a hypervisor as a subject of the journal.
    func service(_ hypervisor: Int32) -> Subject {
        Subject(
            kind: PartKind.computeService.subjectKind, name: hypervisors[Int(hypervisor)].name,
            cluster: cluster)
    }

    /// Puts an instance at the head of a hypervisor's list.
    mutating func link(_ instance: UInt32, _ hypervisor: Int32) {
        let (own, place) = (Int(instance), Int(hypervisor))
        let first = hypervisors[place].first
        instances[own].hypervisor = hypervisor
        instances[own].previous = -1
        instances[own].next = first
        if first >= 0 { instances[Int(first)].previous = Int32(instance) }
        hypervisors[place].first = Int32(instance)
        hypervisors[place].count += 1
    }

    /// Takes an instance out of its hypervisor's list.
    mutating func unlink(_ instance: UInt32) {
        let (next, previous) = (instances[Int(instance)].next, instances[Int(instance)].previous)
        let place = Int(instances[Int(instance)].hypervisor)
        if next >= 0 { instances[Int(next)].previous = previous }
        if previous >= 0 {
            instances[Int(previous)].next = next
        } else {
            hypervisors[place].first = next
        }
        hypervisors[place].count -= 1
    }

    /// The members of an instance's group; none without a group.
    func companions(of instance: Instance) -> [UInt32] {
        instance.group > 0 ? members[Int(instance.group) - 1] : []
    }
}

extension Hypervisor {
    /// Whether its service counts as up, when messages of Nova were not delivered last in `outage`.
    func isServiceUp(outage: MessageOutage?, _ kernel: Kernel) -> Bool {
        guard !isRemoved else { return false }
        // What has run since ever needs no while any more.
        let start = startedAt == Self.ever ? .zero : serviceStart(kernel)
        return hasReported(within: ComputeConstants.serviceDownTime, at: kernel.now, start: start)
            && Plant.hasReportArrived(
                from: host, within: ComputeConstants.serviceDownTime, outage: outage, kernel)
    }

    /// How long nova-compute needs until it reports, once the containers of its host run.
    func serviceStart(_ kernel: Kernel) -> SimDuration {
        kernel.duration("nova.compute.start", node: kernel.names[name], occurrence: UInt64(epoch))
    }

    /// Whether what runs here and needs `start` to start has reported within a time.
    func hasReported(within limit: SimDuration, at now: SimTime, start: SimDuration) -> Bool {
        if isReporting, now >= startedAt + start { return true }
        return now < lastReport + limit
    }
}
