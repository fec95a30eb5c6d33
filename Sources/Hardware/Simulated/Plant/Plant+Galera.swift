public import HardwareInterfaces
public import Simulation

/// Galera clusters: what their hosts and the network do to them, and what comes of it.
extension Plant {
    /// Adds a Galera cluster whose members run; returns its index. Those without a host are stopped.
    public mutating func add(_ place: GaleraPlace, _ kernel: inout Kernel) -> Int {
        galeras.append(place)
        let index = galeras.count - 1
        for member in place.names.indices where place.hosts[member].map({ !areContainersRunning($0) }) ?? true
        {
            change(index, &kernel) { $0.loseHost(member, at: $1) }
        }
        return index
    }

    /// The member that a piece of equipment is: its cluster, and its place there.
    static func member(_ equipment: Int) -> (galera: Int, member: Int) {
        (equipment / GaleraPlace.most, equipment % GaleraPlace.most)
    }

    /// The equipment that a member is.
    public static func equipment(_ galera: Int, _ member: Int) -> UInt32 {
        UInt32(galera * GaleraPlace.most + member)
    }

    /// What a member's database says to a client who reaches its host; nil when it does not answer.
    public func databaseStatus(_ equipment: UInt32) -> GaleraMemberStatus? {
        let (galera, member) = Self.member(Int(equipment))
        guard let host = galeras[galera].hosts[member], doContainersAnswer(host) else { return nil }
        return galeras[galera].simulator.status(member)
    }

    /// Whether the process of a member runs, whatever it does.
    public func isDatabaseRunning(_ equipment: UInt32) -> Bool {
        let (galera, member) = Self.member(Int(equipment))
        return galeras[galera].simulator.members[member].process != .off
    }

    /// Whether a member passes its readiness probe.
    public func isDatabaseReady(_ equipment: UInt32) -> Bool {
        let (galera, member) = Self.member(Int(equipment))
        return galeras[galera].simulator.status(member)?.passesReadiness ?? false
    }

    /// How many acknowledged write-sets of a cluster are gone for good.
    public func lostWrites(_ galera: Int) -> Int64 { galeras[galera].simulator.lostWrites }

    /// Does what a start script asks of a member.
    mutating func perform(
        _ command: GaleraCommand, _ effect: Effect, _ kernel: inout Kernel
    ) {
        let (galera, member) = Self.member(Int(effect.target.index))
        guard let host = galeras[galera].hosts[member], areContainersRunning(host) else {
            return answer(effect.operation, .failure(.galera(.unreachable)))
        }
        if case .start = command {
            galeras[galera].starts += 1
            let name = kernel.names[galeras[galera].names[member]]
            let occurrence = Kernel.occurrence(name, galeras[galera].starts)
            galeras[galera].simulator.durations = GaleraDurations(
                kernel, node: hosts[Int(host)].name, occurrence: occurrence)
        }
        var result = Result<GaleraReply, GaleraError>.success(.done)
        change(galera, &kernel) { simulator, now in
            do throws(GaleraError) {
                result = .success(try simulator.perform(command, member: member, at: now))
            } catch {
                result = .failure(error)
            }
        }
        noteDatabase(UInt32(effect.target.index))
        answer(
            effect.operation, result.map(EquipmentReply.galera).mapError(EquipmentError.galera))
    }

    /// Something of a cluster is due.
    mutating func galeraDue(_ galera: UInt32, epoch: UInt16, _ kernel: inout Kernel) {
        guard galeras[Int(galera)].epoch == epoch else { return }
        change(Int(galera), &kernel) { $0.advance(to: $1) }
    }

    /// Changes a cluster now, journals what comes of it, and lets the next event be due.
    mutating func change(
        _ galera: Int, _ kernel: inout Kernel, _ body: (inout GaleraSimulator, SimTime) -> Void
    ) {
        body(&galeras[galera].simulator, kernel.now)
        for notice in galeras[galera].simulator.takeNotices() { tell(notice, of: galera, &kernel) }
        let next = galeras[galera].simulator.nextDue
        guard next != galeras[galera].due else { return }
        galeras[galera].due = next
        galeras[galera].epoch &+= 1
        guard next < .never else { return }
        kernel.schedule(
            at: next, code: PlantEvent.galeraDue.rawValue, target: UInt32(galera),
            detail: galeras[galera].epoch)
    }

    /// Journals what happened to a member, and tells the world.
    private mutating func tell(_ notice: GaleraNotice, of galera: Int, _ kernel: inout Kernel) {
        let subject = galeras[galera].subject(notice.member)
        let equipment = Self.equipment(galera, notice.member)
        func record(_ word: EquipmentEntry, _ text: String, value: Int64 = 0) {
            kernel.recordAsCause(word.kind, subject, kernel.text(text), value: value)
        }
        switch notice.change {
        case .readiness(let isReady):
            record(.phaseEntered, isReady ? "synced" : "not synced")
        case .processEnded(let reason): record(.memberEnded, reason.rawValue)
        case .component(let isPrimary, let size):
            record(.componentChanged, isPrimary ? "primary" : "non-primary", value: Int64(size))
        case .transfer(let donor, let isFull):
            let name = kernel.names[galeras[galera].names[donor]]
            record(isFull ? .fullTransferBegan : .incrementalTransferBegan, name)
        case .writesLost(let count): record(.writesLost, "", value: count)
        case .dataDiverges(let count): record(.dataDiverges, "", value: count)
        }
        noteDatabase(equipment)
    }

    /// The containers of a host stop: the members there are killed, and what was not on disk yet is gone
    /// where the host itself has ended. A daemon that hangs holds them.
    mutating func stopMembers(
        on host: UInt32, _ phase: ContainerRuntimePhase, _ kernel: inout Kernel
    ) {
        forEachMember(on: host) { plant, galera, member in
            let isOff = plant.galeras[galera].simulator.members[member].process == .off
            guard !isOff else { return }
            plant.change(galera, &kernel) { simulator, now in
                switch phase {
                case .stopped: simulator.loseHost(member, at: now)
                case .hung: Self.obey(.pause, &simulator, member, now)
                case .starting, .running: Self.obey(.kill, &simulator, member, now)
                }
            }
        }
    }

    /// A daemon that hung goes on, and with it the members on its host.
    mutating func resumeMembers(on host: UInt32, _ kernel: inout Kernel) {
        forEachMember(on: host) { plant, galera, member in
            guard plant.galeras[galera].simulator.members[member].isHeld,
                !plant.isPaused(host)
            else { return }
            plant.change(galera, &kernel) { Self.obey(.resume, &$0, member, $1) }
        }
    }

    /// Lets the links between members follow the network.
    mutating func reviewMemberLinks(_ kernel: inout Kernel) {
        for galera in galeras.indices {
            let hosts = galeras[galera].hosts
            guard hosts.count > 1 else { continue }
            for first in 0..<(hosts.count - 1) {
                for second in (first + 1)..<hosts.count {
                    guard let one = hosts[first], let other = hosts[second] else { continue }
                    let passes = network.isQuiet || isJoined(one, other)
                    guard passes == galeras[galera].cuts.contains(first * hosts.count + second) else {
                        continue
                    }
                    if passes {
                        galeras[galera].cuts.remove(first * hosts.count + second)
                        change(galera, &kernel) { $0.heal(first, second, at: $1) }
                    } else {
                        galeras[galera].cuts.insert(first * hosts.count + second)
                        change(galera, &kernel) { $0.cut(first, second, at: $1) }
                    }
                }
            }
        }
    }

    /// The pod of a member is gone: its process leaves in order; one that is held is killed.
    public mutating func leaveMember(_ equipment: UInt32, _ kernel: inout Kernel) {
        let (galera, member) = Self.member(Int(equipment))
        let isHeld = galeras[galera].simulator.members[member].isHeld
        change(galera, &kernel) { Self.obey(isHeld ? .kill : .stop, &$0, member, $1) }
    }

    /// The pod of a member is on another host now, or gone: its process ends with its container, and data
    /// on another host's disk is lost to it.
    public mutating func moveMember(_ equipment: UInt32, to host: UInt32?, _ kernel: inout Kernel) {
        let (galera, member) = Self.member(Int(equipment))
        if galeras[galera].simulator.members[member].process != .off {
            change(galera, &kernel) { Self.obey(.kill, &$0, member, $1) }
        }
        guard let host, host != galeras[galera].hosts[member] else { return }
        if galeras[galera].hosts[member] != nil {
            change(galera, &kernel) { Self.obey(.wipe, &$0, member, $1) }
        }
        galeras[galera].hosts[member] = host
        reviewMemberLinks(&kernel)
    }

    /// The host that the data of a member lies on.
    public func memberHost(_ equipment: UInt32) -> UInt32? {
        let (galera, member) = Self.member(Int(equipment))
        return galeras[galera].hosts[member]
    }

    /// Clients write to this member from now on, of the cluster that another one belongs to; nil for none.
    public mutating func setWriter(
        _ equipment: UInt32?, ofClusterOf any: UInt32, _ kernel: inout Kernel
    ) {
        let galera = Self.member(Int(any)).galera
        let member = equipment.map { Self.member(Int($0)).member }
        guard member != galeras[galera].writer else { return }
        let old = galeras[galera].writer
        galeras[galera].writer = member
        let interval = kernel.duration("mariadb.write.interval", occurrence: 0)
        change(galera, &kernel) { simulator, now in
            if let old { simulator.setWrites(every: nil, member: old, at: now) }
            if let member { simulator.setWrites(every: interval, member: member, at: now) }
        }
    }

    /// Calls `body` with each member whose data lies on a host.
    mutating func forEachMember(on host: UInt32, _ body: (inout Plant, Int, Int) -> Void) {
        for galera in galeras.indices {
            for member in galeras[galera].hosts.indices where galeras[galera].hosts[member] == host {
                body(&self, galera, member)
            }
        }
    }

    /// Whether a fault holds the members on a host.
    private func isPaused(_ host: UInt32) -> Bool { hosts[Int(host)].faults.memberPauses > 0 }

    /// Does to a member what can be done to it at any time; in its present state it may mean nothing.
    static func obey(
        _ command: GaleraCommand, _ simulator: inout GaleraSimulator, _ member: Int, _ now: SimTime
    ) {
        do throws(GaleraError) {
            try simulator.perform(command, member: member, at: now)
        } catch {
            // Such as the kill of a process that has ended by itself: there is nothing left to do.
            return
        }
    }

    /// Tells the world what has become of a member.
    private mutating func noteDatabase(_ equipment: UInt32) {
        let (galera, member) = Self.member(Int(equipment))
        notices.append(
            .equipment(
                .database(
                    equipment, isRunning: isDatabaseRunning(equipment), isReady: isDatabaseReady(equipment),
                    isAlive: galeras[galera].simulator.passesLiveness(member))))
    }
}
