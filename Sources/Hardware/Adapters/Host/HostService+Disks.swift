import HardwareInterfaces
import JSON

extension HostService {
    private static let columns = [
        "NAME", "KNAME", "PATH", "TYPE", "SIZE", "ROTA", "RO", "MODEL", "SERIAL", "WWN", "TRAN", "FSTYPE",
        "MOUNTPOINTS", "PKNAME",
    ]

    /// The block devices, as the kernel has them. One that stands on several is listed once.
    func readBlockDevices() async throws(DeviceFailure<HostError>) -> [BlockDevice] {
        let words = [
            "lsblk", "--json", "--bytes", "--list", "--output", Self.columns.joined(separator: ","),
        ]
        var devices = try await ask(words) { bytes throws(AnswerError) in
            var devices: [BlockDevice] = []
            for object in try AnswerObject(bytes, "lsblk").objects("blockdevices") {
                let device = try BlockDevice(object)
                if !devices.contains(where: { $0.name == device.name }) { devices.append(device) }
            }
            return devices
        }
        for index in devices.indices {
            devices[index].traffic = text("sys/class/block/\(devices[index].name)/stat")
                .flatMap(BlockDevice.Traffic.init(stat:))
        }
        return devices
    }

    /// What each disk says of its health. A disk that has no SMART, as those of virtual machines, says
    /// nothing; made up ones, such as zram, are not asked.
    func readHealth() async throws(DeviceFailure<HostError>) -> [SMARTReport] {
        var reports: [SMARTReport] = []
        for disk in try await readBlockDevices()
        where disk.kind == "disk" && exists("sys/block/\(disk.name)/device") {
            reports.append(try await readHealth(of: disk))
        }
        return reports
    }

    /// What a disk says to `smartctl`; where that is not installed, an NVMe disk is asked by `nvme`.
    private func readHealth(of disk: BlockDevice) async throws(DeviceFailure<HostError>) -> SMARTReport {
        do { return try await askSMART(disk) } catch {
            guard error.reason == missing("smartctl"), disk.bus == "nvme" else { throw error }
            do { return try await askNVMe(disk) } catch let other {
                throw other.reason == missing("nvme") ? error : other
            }
        }
    }

    private func askNVMe(_ disk: BlockDevice) async throws(DeviceFailure<HostError>) -> SMARTReport {
        try await ask(["nvme", "smart-log", disk.path, "--output-format=json"]) {
            bytes throws(AnswerError) in try SMARTReport(nvme: bytes, disk: disk.path)
        }
    }

    private func askSMART(_ disk: BlockDevice) async throws(DeviceFailure<HostError>) -> SMARTReport {
        let words = ["smartctl", "--json=c", "--all", disk.path]
        // Its exit code is a set of bits: whatever it is, the answer says more.
        let answer = try await ask(words, ends: { $0 < 128 }) { bytes throws(AnswerError) in
            try SMARTAnswer(bytes, disk: disk.path)
        }
        if let message = answer.refusal {
            throw failure(words.joined(separator: " "), .unsupported(message))
        }
        return answer.report
    }
}

extension BlockDevice {
    /// A device of `lsblk --json --bytes`.
    fileprivate init(_ object: AnswerObject) throws(AnswerError) {
        self.init(
            name: try object.need(try object.text("kname"), "kname"),
            kind: try object.need(try object.text("type"), "type"),
            bytes: try object.need(try object.whole("size"), "size"))
        path = try object.text("path") ?? path
        parent = try object.text("pkname")
        isRotating = try object.truth("rota")
        isReadOnly = try object.truth("ro") ?? false
        model = try object.text("model")
        serial = try object.text("serial")
        wwn = try object.text("wwn")
        bus = try object.text("tran")
        fileSystem = try object.text("fstype")
        mounts = try object.texts("mountpoints")
    }
}

extension BlockDevice.Traffic {
    /// The traffic of a line of `/sys/class/block/*/stat`, whose sectors are of 512 bytes whatever the disk's
    /// are.
    fileprivate init?(stat line: String) {
        let numbers = line.split(separator: " ").compactMap { Int64($0) }
        guard numbers.count >= 11 else { return nil }
        self.init(
            reads: numbers[0], readBytes: numbers[2] * 512, writes: numbers[4],
            writtenBytes: numbers[6] * 512,
            inFlight: numbers[8], busyMilliseconds: numbers[9])
    }
}
