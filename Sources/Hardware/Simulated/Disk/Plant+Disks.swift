import HardwareInterfaces
public import Simulation

/// Disks: what their faults do to the rest of the plant.
extension Plant {
    /// Lets a fault of a disk begin.
    mutating func begin(_ fault: DiskFault, host: UInt32, disk: String, _ kernel: inout Kernel) {
        let place = Int(host)
        hosts[place].change(fault, of: disk, begins: true)
        reviewEtcd(&kernel)
        guard fault == .failed, disk == hosts[place].rootDisk else { return }
        switch hosts[place].phase {
        case .running, .booting, .stopping:
            hosts[place].enter(.hung, &kernel)
            follow(host, &kernel)
        case .off, .posting, .loading, .ramdisk, .hung, .unbootable: break
        }
    }

    /// Lets a fault of a disk end. What was on it is there again, and a host that hung for it is reset.
    mutating func end(_ fault: DiskFault, host: UInt32, disk: String, _ kernel: inout Kernel) {
        let place = Int(host)
        hosts[place].change(fault, of: disk, begins: false)
        reviewEtcd(&kernel)
        guard fault == .failed, disk == hosts[place].rootDisk, !hosts[place].isRootDiskDead else { return }
        if hosts[place].phase == .unbootable, hosts[place].system != nil {
            hosts[place].enter(.posting, &kernel)
        } else {
            endHang(host, &kernel)
        }
    }

    /// Looks how long each cluster's etcd takes to have a write on disk. A write is there once a majority of
    /// all managers has it, so of those that serve the slowest of the fastest majority counts. Without a
    /// majority nothing is written at all.
    ///
    /// Source: etcd documentation, "Hardware recommendations" (Disks: "a majority of etcd cluster members must
    /// write every request down to disk"); Raft, section 5.3. That a leader waits for its own disk too,
    /// before it looks at the answers of the others, is left out (etcd-io/etcd server/etcdserver/raft.go).
    mutating func reviewEtcd(_ kernel: inout Kernel) {
        for index in engines.indices {
            guard let new = etcdSync(of: engines[index], kernel), new != engines[index].etcdSync else {
                continue
            }
            let isSlower = new.now > engines[index].etcdSync.now
            engines[index].etcdSync = new
            notices.append(.etcdSync(cluster: engines[index].cluster, new))
            if isSlower { feelEtcd(of: index, &kernel) }
        }
    }

    /// How long an etcd takes to have a write on disk; nil while no majority serves.
    private func etcdSync(of engine: KubernetesEngineSimulator, _ kernel: Kernel) -> EtcdSync? {
        let members = engine.quorumSide.map { hosts[Int($0)] }
        let needed = engine.managerHosts.count / 2
        guard members.count > needed else { return nil }
        guard members.contains(where: { $0.diskSlowness > 1 }) else { return .sound }
        func quorum(_ syncs: [SimDuration]) -> SimDuration { syncs.sorted()[needed] }
        let sync = EtcdSync(
            usual: quorum(members.map { $0.diskSync(kernel) }),
            now: quorum(members.map { $0.diskSync(kernel) * $0.diskSlowness }))
        return sync.now > sync.usual ? sync : .sound
    }

    /// Draws for each disk when it fails of itself; what comes until `horizon` is made due. Lives pass
    /// `speed` times faster than in reality. Call it once, before the first event.
    /// Complexity: O(disks).
    public mutating func drawLives(speed: Int64, until horizon: SimTime, _ kernel: inout Kernel) {
        let root = kernel.random.derive("hardware.disk.life")
        for host in hosts.indices {
            let stream = root.derive(hosts[host].name)
            for (number, disk) in hosts[host].disks.enumerated() {
                guard let timing = DiskLife.timing(of: disk.type) else { continue }
                let median = kernel.duration(
                    timing, hardwareClass: hosts[host].hardwareClass, occurrence: 0)
                let bits = stream.derive(disk.shortName).bits(0)
                let time = SimTime.zero + DiskLife.length(median: median / max(speed, 1), bits: bits)
                guard time <= horizon else { continue }
                kernel.schedule(
                    at: time, code: PlantEvent.diskDies.rawValue, target: UInt32(host),
                    operand: UInt32(number))
            }
        }
    }

    /// The life of a disk is over; nobody replaces it.
    mutating func diskDies(_ host: UInt32, number: Int, _ kernel: inout Kernel) {
        deadDisks += 1
        let disk = hosts[Int(host)].disks[number].shortName
        begin(HardwareFault.disk(host: host, disk: disk, .failed), &kernel)
    }
}
