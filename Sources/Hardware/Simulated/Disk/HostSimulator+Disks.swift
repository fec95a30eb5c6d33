public import HardwareInterfaces
public import Simulation

extension HostSimulator {
    /// The disks.
    public var disks: [HardwareDetails.Disk] { Self.disks(of: hardware) }

    /// The disks of a host: those that an inspection finds, else two made up (guess: a small server has two
    /// SSDs).
    public static func disks(of hardware: HardwareDetails?) -> [HardwareDetails.Disk] {
        if let found = hardware?.disks, !found.isEmpty { return found }
        return ["/dev/sda", "/dev/sdb"].map {
            HardwareDetails.Disk(name: $0, bytes: 960_197_124_096, type: "SSD")
        }
    }

    /// The network interfaces of a host: those that an inspection finds, else two made up (guess: the ports
    /// of one adapter). All of them are one bond.
    public static func interfaces(of hardware: HardwareDetails?) -> [String] {
        if let found = hardware?.interfaces, !found.isEmpty { return found.prefix(255).map(\.name) }
        return ["eno1", "eno2"]
    }

    /// The disk that the operating system is on: the one that was asked for, else the first.
    public var rootDisk: String { rootDevice ?? disks[0].shortName }

    /// The disk that a hint means: `sda` for `/dev/sda`; nil when none of this name is known, as with hints
    /// by path.
    public static func disk(of hardware: HardwareDetails?, hint: String?) -> String? {
        guard let name = hint?.split(separator: "/").last.map({ String($0) }) else { return nil }
        return disks(of: hardware).first { $0.shortName == name }?.shortName
    }

    /// The disk that an image goes to: the one that it is meant for, else the first.
    func target(of image: SystemImage) -> String {
        Self.disk(of: hardware, hint: image.rootDevice) ?? disks[0].shortName
    }

    /// What is wrong with a disk, or nil.
    private func faults(of disk: @autoclosure () -> String) -> DiskFaults? {
        guard !faults.disks.isEmpty else { return nil }
        let name = disk()
        return faults.disks.first { $0.disk == name }
    }

    /// What is wrong with the root disk, or nil.
    private var rootFaults: DiskFaults? { faults(of: rootDisk) }

    /// Whether a disk does not answer.
    func isDead(disk: String) -> Bool { (faults(of: disk)?.failures ?? 0) > 0 }

    /// Whether the root disk does not answer.
    var isRootDiskDead: Bool { (rootFaults?.failures ?? 0) > 0 }

    /// How many times longer everything takes that goes to the root disk.
    var diskSlowness: Int64 { rootFaults?.slowness ?? 1 }

    /// How long the root disk takes for a sync when it is sound.
    func diskSync(_ kernel: Kernel) -> SimDuration {
        let type = disks.first { $0.shortName == rootDisk }?.type.uppercased()
        let timing = type == "HDD" ? "disk.sync.hdd" : "disk.sync.ssd"
        return kernel.duration(timing, node: name, hardwareClass: hardwareClass, occurrence: 0)
    }

    /// Why nothing can be written to the root disk, or nil.
    var writeRefusal: WriteRefusal? { rootFaults?.refusal }

    /// What a disk says of its health now; nil when the host has no such disk.
    ///
    /// Of those that failed, 77 of 100 had one of the five attributes 5, 187, 188, 197 or 198 above zero
    /// before. Source: Backblaze, "What SMART Stats Tell Us About Hard Drives" (2016: 76.7 % of failed drives
    /// and 4.2 % of the others). Counts, temperatures, wear and hours are made up (guess).
    public func report(disk name: String, _ kernel: Kernel) -> SMARTReport? {
        guard let disk = disks.first(where: { $0.shortName == name }) else { return nil }
        let isNVMe = disk.type.uppercased() == "NVME"
        var report = SMARTReport(
            device: SMARTReport.Device(name: disk.name, type: isNVMe ? "nvme" : "ata"))
        let faults = faults.disks.first { $0.disk == name } ?? DiskFaults(disk: name)
        // A dead disk answers nothing.
        guard faults.failures == 0 else { return report }
        let stream = kernel.random.derive("hardware.disk").derive(self.name).derive(name)
        let hours = Int64(stream.below(43_800, 0)) + kernel.now.nanoseconds / 3_600_000_000_000
        report.temperature = SMARTReport.Temperature(current: 30 + Int64(stream.below(12, 1)))
        report.powerOnTime = SMARTReport.PowerOnTime(hours: hours)
        let isWorn = faults.slowness > 1 && stream.chance(77, in: 100, 2)
        report.smartStatus = SMARTReport.Status(passed: faults.remounts == 0)
        if isNVMe {
            var log = NVMeHealthLog()
            log.temperature = report.temperature?.current ?? 0
            log.powerOnHours = hours
            log.percentageUsed = hours / 876
            if faults.remounts > 0 { log.criticalWarning |= NVMeHealthLog.readOnly }
            if isWorn { log.criticalWarning |= NVMeHealthLog.degraded }
            log.mediaErrors = isWorn || faults.remounts > 0 ? 1 + Int64(stream.below(40, 3)) : 0
            log.errorLogEntries = log.mediaErrors
            report.nvmeLog = log
        } else {
            let pending = isWorn ? 1 + Int64(stream.below(60, 3)) : 0
            let uncorrectable = faults.remounts > 0 ? 1 + Int64(stream.below(20, 4)) : 0
            report.attributes = ATAAttributes(table: [
                ATAAttributes.Attribute(id: 5, name: "Reallocated_Sector_Ct", thresh: 10, raw: pending / 2),
                ATAAttributes.Attribute(id: 9, name: "Power_On_Hours", raw: hours),
                ATAAttributes.Attribute(id: 187, name: "Reported_Uncorrect", raw: uncorrectable),
                ATAAttributes.Attribute(id: 188, name: "Command_Timeout", raw: pending),
                ATAAttributes.Attribute(
                    id: 194, name: "Temperature_Celsius", raw: report.temperature?.current ?? 0),
                ATAAttributes.Attribute(id: 197, name: "Current_Pending_Sector", raw: pending),
                ATAAttributes.Attribute(id: 198, name: "Offline_Uncorrectable", raw: uncorrectable),
            ])
        }
        return report
    }

    /// A fault of a disk begins or ends.
    mutating func change(_ fault: DiskFault, of disk: String, begins: Bool) {
        let place = faults.disks.firstIndex { $0.disk >= disk } ?? faults.disks.count
        if place == faults.disks.count || faults.disks[place].disk != disk {
            faults.disks.insert(DiskFaults(disk: disk), at: place)
        }
        faults.disks[place].change(fault, begins: begins)
        if faults.disks[place].isSound { faults.disks.remove(at: place) }
    }
}

extension HardwareDetails.Disk {
    /// The name without its folder: `sda`.
    public var shortName: String { String(name.split(separator: "/").last ?? "") }
}
