import Foundation
import HardwareAdapters
import HardwareInterfaces
import Testing

/// Whatever the programs and files of a machine say, what is read is a value or an error that names the
/// request.
@Suite(.timeLimit(.minutes(2))) struct HostileHostTests {
    /// A machine made of files, and of programs that write what a test says.
    private final class Machine: Sendable {
        let folder: String
        private let programs: [String: FakeProgram]

        init(_ files: [String: String] = [:], tools: [String: String] = [:]) throws {
            programs = try tools.mapValues { try FakeProgram($0) }
            folder = FileManager.default.temporaryDirectory.appending(path: "host-\(UUID().uuidString)").path
            for (path, text) in files { try make("\(folder)/\(path)", text) }
            try FileManager.default.createDirectory(
                atPath: "\(folder)/tools", withIntermediateDirectories: true)
            for (name, tool) in programs {
                try FileManager.default.createSymbolicLink(
                    atPath: "\(folder)/tools/\(name)", withDestinationPath: tool.path)
            }
        }

        private func make(_ path: String, _ text: String) throws {
            let parent = URL(filePath: path).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(filePath: path))
        }

        func answer(
            _ command: HostCommand, limit: Duration = .seconds(60)
        ) async throws(DeviceFailure<HostError>) -> HostReply {
            let host = LocalHost(name: "cmp-7", root: folder, tools: "\(folder)/tools")
            let client = LocalHostClient(hosts: [HostArm.host: host], limit: limit)
            return try await client.answer(command, of: HostArm.host)
        }

        deinit {
            do { try FileManager.default.removeItem(atPath: folder) } catch { print("left: \(folder)") }
        }
    }

    private static func says(_ text: String, _ status: Int = 0) -> String {
        "cat << 'END_OF_TEXT'\n\(text)\nEND_OF_TEXT\nexit \(status)"
    }

    private static let disks = """
        {"blockdevices": [
        {"name": "vg-a", "kname": "dm-0", "path": "/dev/mapper/vg-a", "type": "lvm", "size": 5, "pkname": "sda"},
        {"name": "vg-a", "kname": "dm-0", "path": "/dev/mapper/vg-a", "type": "lvm", "size": 5, "pkname": "sdb"},
        {"name": "sda", "kname": "sda", "path": "/dev/sda", "type": "disk", "size": 960197124096, "rota": false,
        "ro": false, "model": "M", "serial": "S", "wwn": "0x5", "tran": "sata", "mountpoints": [null]},
        {"name": "zram0", "kname": "zram0", "path": "/dev/zram0", "type": "disk", "size": 0}]}
        """

    @Test func aSystemIsReadOfItsFiles() async throws {
        let files = [
            "etc/os-release": "NAME=\"Ubuntu\"\nID=ubuntu\nVERSION_CODENAME='jammy'\n",
            "proc/sys/kernel/osrelease": "5.15.0-119-generic\n", "proc/stat": "cpu 1 2\nbtime 1795232591\n",
            "boot/vmlinuz-5.15.0-119-generic": "", "boot/vmlinuz-5.15.0-1019-generic": "",
            "boot/vmlinuz.old": "", "run/reboot-required": "",
        ]
        var facts = HostFacts(
            distribution: "ubuntu/jammy", kernel: "5.15.0-119-generic",
            installedKernel: "5.15.0-1019-generic", boots: 1_795_232_591)
        facts.hasRebootRequest = true
        #expect(try await Machine(files).answer(.readFacts) == .facts(facts))
        for missing in ["etc/os-release", "proc/sys/kernel/osrelease", "proc/stat"] {
            var rest = files
            rest[missing] = nil
            let machine = try Machine(rest)
            let error = await #expect(throws: DeviceFailure<HostError>.self) {
                try await machine.answer(.readFacts)
            }
            guard case .malformed? = error?.reason else {
                Issue.record("\(missing): \(String(describing: error))")
                return
            }
        }
    }

    @Test func disksAreReadOnceWithTheirTraffic() async throws {
        let machine = try Machine(
            ["sys/class/block/sda/stat": "  10 1 20 3 4 5 6 7 8 9 10 11 12\n"],
            tools: ["lsblk": Self.says(Self.disks)])
        guard case .blockDevices(let devices) = try await machine.answer(.readBlockDevices) else {
            Issue.record("another answer")
            return
        }
        #expect(devices.map(\.name) == ["dm-0", "sda", "zram0"])
        #expect(devices[0].path == "/dev/mapper/vg-a" && devices[0].parent == "sda")
        #expect(devices[1].bus == "sata" && devices[1].isRotating == false && devices[1].mounts == [])
        let traffic = BlockDevice.Traffic(
            reads: 10, readBytes: 10240, writes: 4, writtenBytes: 3072, inFlight: 8, busyMilliseconds: 9)
        #expect(devices[1].traffic == traffic && devices[2].traffic == nil)
    }

    /// Made up disks are not asked; one that fails says so by the exit code, and says the rest all the same.
    @Test func healthIsReadWhateverTheExitCode() async throws {
        let answer = """
            {"smartctl": {"exit_status": 24}, "device": {"name": "/dev/sda", "type": "sat", "protocol": "ATA"},
            "smart_status": {"passed": false}, "temperature": {"current": 41}, "power_on_time": {"hours": 7},
            "ata_smart_attributes": {"table": [{"id": 5, "name": "Reallocated_Sector_Ct", "value": 1,
            "worst": 1, "thresh": 10, "raw": {"value": 2048, "string": "2048"}}]}}
            """
        let machine = try Machine(
            ["sys/block/sda/device/model": "M"],
            tools: ["lsblk": Self.says(Self.disks), "smartctl": Self.says(answer, 24)])
        guard case .disks(let reports) = try await machine.answer(.readDisks) else {
            Issue.record("another answer")
            return
        }
        let report = try #require(reports.first)
        #expect(reports.count == 1 && report.device == SMARTReport.Device(name: "/dev/sda", type: "ata"))
        #expect(report.smartStatus?.passed == false && report.temperature?.current == 41)
        #expect(report.attributes?.raw(5) == 2048 && report.attributes?.table.first?.thresh == 10)
    }

    @Test func aDiskWithoutSMARTIsAValueAndOneThatMayNotBeOpenedIsNot() async throws {
        func answer(_ message: String) -> String {
            #"{"smartctl": {"messages": [{"string": "\#(message)", "severity": "error"}], "exit_status": 1}}"#
        }
        let without = try Machine(
            ["sys/block/sda/device/model": "M"],
            tools: [
                "lsblk": Self.says(Self.disks),
                "smartctl": Self.says(answer("/dev/sda: Unable to detect device type"), 1),
            ])
        let report = SMARTReport(device: SMARTReport.Device(name: "/dev/sda", type: ""))
        #expect(try await without.answer(.readDisks) == .disks([report]))
        let words = "Smartctl open device: /dev/sda failed: Permission denied"
        let closed = try Machine(
            ["sys/block/sda/device/model": "M"],
            tools: ["lsblk": Self.says(Self.disks), "smartctl": Self.says(answer(words), 2)])
        let error = await #expect(throws: DeviceFailure<HostError>.self) {
            try await closed.answer(.readDisks)
        }
        #expect(error?.reason == .unsupported(words))
        #expect(error?.description == "cmp-7: smartctl --json=c --all /dev/sda: \(words)")
    }

    @Test func anNVMeLogIsRead() async throws {
        let answer = """
            {"smartctl": {"exit_status": 0}, "device": {"name": "/dev/sda", "protocol": "NVMe"},
            "smart_status": {"passed": true}, "nvme_smart_health_information_log": {"critical_warning": 8,
            "temperature": 35, "available_spare": 90, "available_spare_threshold": 5, "percentage_used": 101,
            "power_on_hours": 9, "unsafe_shutdowns": 3, "media_errors": 2, "num_err_log_entries": 4}}
            """
        let machine = try Machine(
            ["sys/block/sda/device/model": "M"],
            tools: ["lsblk": Self.says(Self.disks), "smartctl": Self.says(answer)])
        guard case .disks(let reports) = try await machine.answer(.readDisks) else {
            Issue.record("another answer")
            return
        }
        let log = try #require(reports.first?.nvmeLog)
        #expect(log.criticalWarning == NVMeHealthLog.readOnly && log.percentageUsed == 101)
        #expect(log.availableSpare == 90 && log.mediaErrors == 2 && log.errorLogEntries == 4)
    }

    /// Where only `nvme` is installed, it is asked; its temperature is in kelvins.
    @Test func anNVMeDiskIsAskedByNVMeWhereThatIsAllThereIs() async throws {
        let answer = """
            {"critical_warning": 4, "temperature": 308, "avail_spare": 90, "spare_thresh": 5, "percent_used": 101,
            "endurance_grp_critical_warning_summary": 0, "data_units_read": 123456789.0, "power_on_hours": 9.0,
            "unsafe_shutdowns": 3, "media_errors": 2, "num_err_log_entries": 4}
            """
        let files = ["sys/block/sda/device/model": "M"]
        let disks = Self.disks.replacing(#""tran": "sata""#, with: #""tran": "nvme""#)
        let machine = try Machine(files, tools: ["lsblk": Self.says(disks), "nvme": Self.says(answer)])
        guard case .disks(let reports) = try await machine.answer(.readDisks) else {
            Issue.record("another answer")
            return
        }
        let report = try #require(reports.first)
        #expect(reports.count == 1 && report.device == SMARTReport.Device(name: "/dev/sda", type: "nvme"))
        #expect(report.smartStatus?.passed == false && report.temperature?.current == 35)
        let log = try #require(report.nvmeLog)
        #expect(log.criticalWarning == NVMeHealthLog.degraded && log.percentageUsed == 101)
        #expect(log.availableSpare == 90 && log.availableSpareThreshold == 5 && log.powerOnHours == 9)
        #expect(log.unsafeShutdowns == 3 && log.mediaErrors == 2 && log.errorLogEntries == 4)
        // Without either, and for a disk that is no NVMe one, it is smartctl that is wanting.
        for tools in [
            ["lsblk": Self.says(disks)], ["lsblk": Self.says(Self.disks), "nvme": Self.says(answer)],
        ] {
            let machine = try Machine(files, tools: tools)
            let error = await #expect(throws: DeviceFailure<HostError>.self) {
                try await machine.answer(.readDisks)
            }
            #expect(error?.description.hasSuffix("tools/smartctl is not installed") == true)
        }
        let odd = try Machine(files, tools: ["lsblk": Self.says(disks), "nvme": Self.says("[]")])
        let error = await #expect(throws: DeviceFailure<HostError>.self) { try await odd.answer(.readDisks) }
        #expect(error?.request == "nvme smart-log /dev/sda --output-format=json")
    }

    @Test(arguments: [
        ("exec sleep 60", HostError.timedOut), ("exit 3", .malformed("it ended with 3")),
        ("echo oops >&2; exit 1", .malformed("it ended with 1: oops")),
        (says("<html>"), .malformed("ip link is not JSON: a `<`, as of HTML at byte 0")),
        (says(#"{"a": 1}"#), .malformed("ip link is an object, not a list")),
        (says(#"[{"flags": []}]"#), .malformed("ip link: 0/ifname is not there")),
        (
            says(#"[{"ifname": "a", "flags": ["UP"], "stats64": {"rx": {"bytes": "many"}}}]"#),
            .malformed("ip link: 0/stats64/rx/bytes is a text, not a whole number")
        ),
        ("head -c 3000000 /dev/zero", .malformed("an answer of more than 1048576 bytes")),
    ])
    func aProgramThatMisbehavesIsNamed(_ lines: String, _ reason: HostError) async throws {
        let machine = try Machine(tools: ["ip": lines])
        let start = ContinuousClock.now
        let error = await #expect(throws: DeviceFailure<HostError>.self) {
            try await machine.answer(.readInterfaces, limit: .seconds(2))
        }
        #expect(error?.reason == reason && ContinuousClock.now - start < .seconds(30))
        #expect(error?.description.hasPrefix("cmp-7: ip -json -details -statistics link show: ") == true)
    }

    @Test func aProgramThatIsMissingIsSaid() async throws {
        let machine = try Machine()
        let error = await #expect(throws: DeviceFailure<HostError>.self) {
            try await machine.answer(.readBlockDevices)
        }
        #expect(
            error?.reason == .unsupported("the program \(machine.folder)/tools/lsblk is not installed"))
    }
}
