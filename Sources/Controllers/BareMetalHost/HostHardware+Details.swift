public import HardwareInterfaces
public import Kubernetes

extension HostHardware {
    /// What an inspection reports, as objects say it.
    public init(_ details: HardwareDetails) {
        self.init()
        cpu.arch = "x86_64"
        cpu.count = details.processors
        ramMebibytes = details.memory
        storage = details.disks.map { disk in
            var storage = HostStorage()
            storage.name = disk.name
            storage.sizeBytes = disk.bytes
            storage.type = disk.type
            return storage
        }
        nics = details.interfaces.map { interface in
            var nic = HostInterface()
            nic.name = interface.name
            nic.mac = interface.mac
            nic.speedGbps = interface.speed
            return nic
        }
    }

    /// What equipment must have for an inspection to report this.
    public var details: HardwareDetails {
        HardwareDetails(
            processors: cpu.count, memory: ramMebibytes,
            disks: storage.map { HardwareDetails.Disk(name: $0.name, bytes: $0.sizeBytes, type: $0.type) },
            interfaces: nics.map {
                HardwareDetails.Interface(name: $0.name, mac: $0.mac, speed: $0.speedGbps)
            })
    }
}
