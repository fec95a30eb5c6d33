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
        do {
            return try await askSMART(disk)
        } catch {
            guard error.reason == missing("smartctl"), disk.bus == "nvme" else { throw error }
            let words = ["nvme", "smart-log", disk.path, "--output-format=json"]
            do {
                return try await ask(words) { bytes throws(AnswerError) in
                    try SMARTReport(log: AnswerObject(bytes, "nvme"), of: disk.path)
                }
            } catch let second {
                throw second.reason == missing("nvme") ? error : second
            }
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

extension SMARTReport {
    /// What `nvme smart-log` answers of a disk: temperatures in kelvins, and no verdict but the warnings.
    ///
    /// Source: linux-nvme/nvme-cli nvme-print-json.c (`json_smart_log`).
    fileprivate init(log object: AnswerObject, of disk: String) throws(AnswerError) {
        self.init(device: Device(name: disk, type: "nvme"))
        var log = NVMeHealthLog()
        log.criticalWarning = try object.need(try object.whole("critical_warning"), "critical_warning")
        log.temperature = try object.whole("temperature").map { $0 - 273 } ?? 0
        log.availableSpare = try object.whole("avail_spare") ?? 100
        log.availableSpareThreshold = try object.whole("spare_thresh") ?? 0
        log.percentageUsed = try object.whole("percent_used") ?? 0
        log.powerOnHours = try object.whole("power_on_hours") ?? 0
        log.unsafeShutdowns = try object.whole("unsafe_shutdowns") ?? 0
        log.mediaErrors = try object.whole("media_errors") ?? 0
        log.errorLogEntries = try object.whole("num_err_log_entries") ?? 0
        nvmeLog = log
        smartStatus = Status(passed: log.criticalWarning == 0)
        temperature = Temperature(current: log.temperature)
        powerOnTime = PowerOnTime(hours: log.powerOnHours)
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
