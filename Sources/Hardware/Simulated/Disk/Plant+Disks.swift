import HardwareInterfaces
public import Simulation

/// Disks: what their faults do to the rest of the plant.
extension Plant {
    /// Lets a fault of a disk begin.
    mutating func begin(_ fault: DiskFault, host: UInt32, disk: String, _ kernel: inout Kernel) {
        let place = Int(host)
        hosts[place].change(fault, of: disk, begins: true)
        reviewStores()
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
        reviewStores()
        guard fault == .failed, disk == hosts[place].rootDisk, !hosts[place].isRootDiskDead else { return }
        if hosts[place].phase == .unbootable, hosts[place].system != nil {
            hosts[place].enter(.posting, &kernel)
        } else {
            endHang(host, &kernel)
        }
    }

    /// Looks how slow each cluster's etcd is: a write is there once a majority of managers has it on disk, so
    /// the slowest of the fastest majority counts.
    /// Source: etcd documentation, "Disks" and "Tuning"; Raft, section 5.3 (an entry is committed once a
    /// majority has it).
    mutating func reviewStores() {
        for index in engines.indices {
            let managers = engines[index].managerHosts
            let slowness = managers.map { hosts[Int($0)].diskSlowness }.sorted()
            let new = slowness.isEmpty ? 1 : slowness[slowness.count / 2]
            guard new != engines[index].slowness else { continue }
            engines[index].slowness = new
            notices.append(.storeSlowness(cluster: engines[index].cluster, new))
        }
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
