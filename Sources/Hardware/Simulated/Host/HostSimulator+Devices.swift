import HardwareInterfaces

extension HostSimulator {
    /// The disks as the kernel lists them; one that is dead is listed as long as the host runs. Parts of
    /// disks are not simulated: the root file system is on a whole one.
    var blockDevices: [BlockDevice] {
        disks.map { disk in
            var device = BlockDevice(name: disk.shortName, kind: "disk", bytes: disk.bytes)
            let type = disk.type.uppercased()
            device.isRotating = type == "HDD"
            device.bus = type == "NVME" ? "nvme" : "sata"
            if disk.shortName == rootDisk {
                device.mounts = ["/"]
                device.isReadOnly = writeRefusal == .readOnly
            }
            return device
        }
    }

    /// The network interfaces as the kernel lists them. Links of single ports are not simulated.
    var networkInterfaces: [NetworkInterface] {
        interfaces.map { name in
            var interface = NetworkInterface(name: name, kind: "ether", isEnabled: true)
            let found = hardware?.interfaces.first { $0.name == name }
            interface.mac = found?.mac.lowercased()
            interface.speed = found.flatMap { $0.speed > 0 ? $0.speed * 1000 : nil }
            return interface
        }
    }
}
