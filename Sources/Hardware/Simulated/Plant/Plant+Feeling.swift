import HardwareInterfaces
public import Simulation

/// A fault that is on and has not changed yet what happens.
struct UnfeltFault: Sendable {
    /// What it is.
    var fault: HardwareFault
    /// Tells the faults of a run apart; a fault of several hosts has several of these.
    var number: Int
    /// The entry by which it began here.
    var begin: EntryID
    /// What its kind is called.
    var name: NameID
}

/// Faults are journaled once they are felt: when they have changed what happens, not merely begun.
extension Plant {
    /// Lets a fault begin that is one of the run's, by its number and the name of its kind.
    public mutating func begin(
        _ fault: HardwareFault, number: Int, kind: String, _ kernel: inout Kernel
    ) {
        unfelt.append(
            UnfeltFault(
                fault: fault, number: number, begin: EntryID(number: kernel.journal.last.number + 1),
                name: kernel.names.intern(kind)))
        let (noticed, phases) = (notices.count, fault.host.map { hosts[Int($0)].phase })
        begin(fault, &kernel)
        let isFelt =
            notices[min(noticed, notices.count)...].contains { fault.isFelt(by: $0) }
            || phases != fault.host.map { hosts[Int($0)].phase }
        if isFelt { feel(&kernel) { $0 == fault } }
    }

    /// Lets a fault end that began by its number.
    public mutating func end(_ fault: HardwareFault, number: Int, _ kernel: inout Kernel) {
        unfelt.removeAll { $0.number == number && $0.fault == fault }
        end(fault, &kernel)
    }

    /// Journals that faults have done something: each once, with its begin as the cause.
    mutating func feel(_ kernel: inout Kernel, _ isMeant: (HardwareFault) -> Bool) {
        while let index = unfelt.firstIndex(where: { isMeant($0.fault) }) {
            let felt = unfelt[index]
            unfelt.removeAll { $0.number == felt.number }
            let before = kernel.journal.cause
            kernel.journal.cause = felt.begin
            let subject = subject(of: felt.fault, &kernel)
            kernel.record(
                EquipmentEntry.faultFelt.kind, subject, kernel.text(kernel.names[felt.name]),
                value: Int64(felt.number))
            kernel.journal.cause = before
        }
    }

    /// Ironic should have told of a host's power and does not answer: that it is down is felt.
    public mutating func feelIronicDown(_ kernel: inout Kernel) {
        guard !unfelt.isEmpty else { return }
        feel(&kernel) { $0 == .ironicDown }
    }

    /// The network lets a host reach less than before: the faults are felt that it may be by.
    mutating func feelNetwork(at host: UInt32, _ kernel: inout Kernel) {
        guard !unfelt.isEmpty else { return }
        let place = network.places[Int(host)]
        let rack = network.racks[Int(place.rack)]
        feel(&kernel) { fault in
            switch fault {
            case .network(let fault): return fault.concerns(host, rack: rack)
            default: return false
            }
        }
    }

    /// Something goes to a host's root disk, and takes longer, or was `refused`: what is wrong with the disk
    /// is felt.
    mutating func feelDisk(of host: Int, refused: Bool = false, _ kernel: inout Kernel) {
        guard !unfelt.isEmpty, !hosts[host].faults.disks.isEmpty else { return }
        let root = hosts[host].rootDisk
        let isSlow = hosts[host].diskSlowness > 1
        feel(&kernel) { fault in
            guard case .disk(UInt32(host), let disk, let what) = fault, disk == root else {
                return false
            }
            if case .slow = what { return isSlow }
            return refused
        }
    }
}

extension Plant {
    /// The etcd of an engine takes longer than before: what makes disks of its managers slow is felt.
    mutating func feelEtcd(of engine: Int, _ kernel: inout Kernel) {
        guard !unfelt.isEmpty else { return }
        let roots = engines[engine].quorumSide.map { ($0, hosts[Int($0)].rootDisk) }
        feel(&kernel) { fault in
            guard case .disk(let host, let disk, .slow) = fault else { return false }
            return roots.contains { $0.0 == host && $0.1 == disk }
        }
    }
}

extension HardwareFault {
    /// The host that it is a fault of, where it is one's.
    var host: UInt32? {
        switch self {
        case .powerLoss(let host), .hang(let host), .slowBoot(let host, _), .bootHang(let host),
            .itemFails(let host, _, _), .runtimeHang(let host), .bmcUnreachable(let host),
            .bmcUnauthorized(let host), .bmcSlow(let host, _), .powerStuck(let host), .bmcLies(let host),
            .netbootFails(let host), .wrongBootDevice(let host), .panic(let host),
            .kubeletStopped(let host), .agentStopped(let host), .slowPulls(let host, _),
            .managerLost(let host), .disk(let host, _, _), .bootLoop(let host, _), .clockSkew(let host, _),
            .memberKilled(let host), .memberPaused(let host), .dataLost(let host),
            .brokerKilled(let host, _), .brokerAlarm(let host, _, _):
            host
        case .originSlow, .network, .ironicDown, .originDown, .originCorrupt: nil
        }
    }

    /// Whether a notice that came with its begin shows that it did something. What a BMC would tell is not
    /// felt until somebody asks, nor is a clock or what is stopped.
    func isFelt(by notice: PlantNotice) -> Bool {
        switch notice {
        case .equipment(.host), .equipment(.containers), .equipment(.network), .equipment(.management),
            .quorum, .etcdSync:
            return true
        case .power:
            switch self {
            case .bmcUnreachable, .bmcUnauthorized, .bmcLies: return false
            default: return true
            }
        case .equipment(.clock), .equipment(.kubelet), .equipment(.agent), .equipment(.assigned),
            .equipment(.member), .equipment(.database), .equipment(.broker), .answer:
            return false
        }
    }
}

extension NetworkFault {
    /// Whether it may be by this that a host in a rack reaches less than before.
    func concerns(_ host: UInt32, rack: String) -> Bool {
        switch self {
        case .detached(let other), .interfaceDown(let other, _), .interfaceFlaps(let other, _, _),
            .interfaceLoses(let other, _, _):
            other == host
        case .smallMTU: false
        case .switchDown(.spine): true
        case .switchDown(.top(let other, _)), .rackDown(let other): other == rack
        case .switchDown(.management): false
        case .feedDown(let other, _): other == nil || other == rack
        case .partition(let cut): cut.from.contains(.host(host)) || cut.to.contains(.host(host))
        }
    }
}
