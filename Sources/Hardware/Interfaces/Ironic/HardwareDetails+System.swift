extension HardwareDetails {
    /// What an inspection finds by way of the BMC alone. What that does not tell is 0 or empty; disks and
    /// interfaces have the names that they have there, since no Linux names them.
    ///
    /// Source: openstack/ironic ironic/drivers/modules/redfish/inspect.py.
    public init(_ system: BMCSystem) {
        self.init(
            processors: system.threads ?? system.processors ?? 0, memory: system.memory ?? 0,
            disks: system.drives.map { drive in
                Disk(
                    name: drive.name, bytes: drive.bytes ?? 0,
                    type: drive.bus == "NVMe" ? "NVME" : drive.media ?? "")
            },
            interfaces: system.interfaces.map {
                Interface(name: $0.name, mac: $0.mac, speed: ($0.speed ?? 0) / 1000)
            })
    }
}
