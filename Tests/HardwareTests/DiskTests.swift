import Foundation
import HardwareInterfaces
import Simulation
import Testing

@testable import HardwareSimulated

@Suite struct DiskTests {
    private func fault(_ fault: DiskFault, _ disk: String = "sda", host: UInt32 = 3) -> HardwareFault {
        .disk(host: host, disk: disk, fault)
    }

    @Test func aHostWithoutItsRootDiskHangsAndBootsNoMore() {
        var fixture = PlantFixture()
        fixture.begin(fault(.failed))
        #expect(fixture.plant.hosts[3].phase == .hung)
        fixture.send(.bmc(.setPower(.off)), to: 3)
        fixture.run(.minutes(1))
        fixture.send(.bmc(.setPower(.on)), to: 3)
        fixture.run(.hours(1))
        #expect(fixture.plant.hosts[3].phase == .unbootable)
        fixture.end(fault(.failed))
        fixture.run(.hours(1))
        #expect(fixture.plant.hosts[3].phase == .running && fixture.plant.areContainersRunning(3))
    }

    @Test func theLastOfTwoFaultsOfARootDiskEndsTheHang() {
        var fixture = PlantFixture()
        fixture.begin(fault(.failed))
        fixture.begin(fault(.failed))
        fixture.end(fault(.failed))
        fixture.run(.hours(1))
        #expect(fixture.plant.hosts[3].phase == .hung)
        fixture.end(fault(.failed))
        fixture.run(.hours(1))
        #expect(fixture.plant.hosts[3].phase == .running)
    }

    @Test func theDiskThatAnImageGoesToIsTheRootDiskFromThenOn() {
        var fixture = PlantFixture()
        let host = fixture.addSpare("spare")
        func deploy(to device: String?) -> Result<EquipmentReply, EquipmentError>? {
            let image = SystemImage(
                url: "", distribution: "ubuntu/jammy", kernel: "5.15", node: "w1", cluster: 1,
                rootDevice: device)
            let operation = fixture.send(.ironic(.deploy(image)), to: host)
            fixture.run(.hours(1))
            return fixture.result(operation)
        }
        for command in [IronicCommand.register(credentials: "1"), .prepare(cleaning: false)] {
            fixture.send(.ironic(command), to: host)
            fixture.run(.hours(1))
        }
        let dead = fault(.failed, "sdb", host: UInt32(host))
        fixture.begin(dead)
        #expect(deploy(to: "/dev/sdb") == .failure(.ironic(.diskFailed)))
        #expect(fixture.plant.hosts[host].rootDisk == "sda", "nothing was written")
        fixture.end(dead)
        #expect(deploy(to: "/dev/sdb") == .success(.ironic(.state(.active))))
        #expect(fixture.plant.hosts[host].rootDisk == "sdb")
        fixture.begin(fault(.failed, host: UInt32(host)))
        #expect(fixture.plant.hosts[host].phase == .running, "it is no longer the disk of the system")
        fixture.begin(dead)
        #expect(fixture.plant.hosts[host].phase == .hung)
    }

    @Test func aDataDiskIsMissedInItsHealthOnly() throws {
        var fixture = PlantFixture()
        fixture.begin(fault(.failed, "sdb"))
        let operation = fixture.send(.host(.readDisks), to: 3)
        let item = fixture.send(.host(.run(name: "node-config", version: "1", attempt: 1)), to: 3)
        fixture.run(.minutes(10))
        guard case .success(.host(.disks(let reports)))? = fixture.result(operation) else {
            Issue.record("no health was told")
            return
        }
        #expect(reports.map(\.device.name) == ["/dev/sda", "/dev/sdb"])
        #expect(reports.map { $0.smartStatus?.passed } == [true, nil])
        #expect(fixture.result(item) == .success(.host(.exited(0))))
        #expect(fixture.timeline.isEmpty)
    }

    @Test func aSlowDiskMakesItemsBootsAndPullsLonger() {
        var fixture = PlantFixture()
        fixture.begin(fault(.slow(factor: 3)))
        let item = fixture.send(.host(.run(name: "node-config", version: "1", attempt: 1)), to: 3)
        let pull = fixture.send(.containerRuntime(.pull(release: "1", count: 2)), to: 3)
        fixture.run(.hours(1))
        #expect(fixture.answerTime(item) == .minutes(12))
        #expect(fixture.answerTime(pull) == .seconds(36))
        fixture.send(.host(.reboot), to: 3)
        fixture.run(.hours(1))
        // 90 s to stop, 300 s of self test, three times 150 s to boot, three times 45 s for containers.
        let up = 3_600 + 90 + 300 + 450
        #expect(fixture.timeline.suffix(2) == ["\(up) host 3 up", "\(up + 135) containers 3 up"])
    }

    /// The sync times of etcd that were noticed, in milliseconds: usual and now.
    private func syncs(_ fixture: PlantFixture) -> [[Int64]] {
        fixture.notices.compactMap {
            guard case .etcdSync(cluster: 1, let sync) = $0.notice else { return nil }
            return [sync.usual, sync.now].map { $0.nanoseconds / 1_000_000 }
        }
    }

    @Test func twoSlowManagersOfThreeSlowEtcd() {
        var fixture = PlantFixture()
        fixture.begin(fault(.slow(factor: 9), host: 0))
        #expect(syncs(fixture) == [], "the other two are a majority")
        fixture.begin(fault(.slow(factor: 4), host: 1))
        fixture.end(fault(.slow(factor: 9), host: 0))
        fixture.end(fault(.slow(factor: 4), host: 1))
        #expect(syncs(fixture) == [[1, 4], [0, 0]])
    }

    @Test func slowManagerCountsWhileAnotherIsDown() {
        var fixture = PlantFixture()
        fixture.begin(fault(.slow(factor: 9), host: 0))
        fixture.begin(.powerLoss(host: 1))
        fixture.run(.seconds(1))
        #expect(syncs(fixture) == [[1, 9]], "the slow one is part of every majority that is left")
        fixture.begin(.powerLoss(host: 2))
        fixture.run(.seconds(1))
        #expect(syncs(fixture).count == 1, "without a majority nothing is written")
    }

    @Test(arguments: [DiskFault.full, .readOnly])
    func nothingIsWrittenToADiskThatTakesNothing(kind: DiskFault) {
        var fixture = PlantFixture()
        fixture.begin(fault(kind))
        let refusal: WriteRefusal = kind == .full ? .noSpace : .readOnly
        let item = fixture.send(.host(.run(name: "node-config", version: "1", attempt: 1)), to: 3)
        let facts = fixture.send(.host(.readFacts), to: 3)
        let pull = fixture.send(.containerRuntime(.pull(release: "1", count: 2)), to: 3)
        let upgrade = fixture.send(.containerRuntime(.upgrade(version: "25.0")), to: 3)
        let fetch = fixture.send(
            .artifactMirror(.fetch(origin: .binaries, name: "a", megabytes: 10, node: "w0")))
        fixture.run(.hours(1))
        #expect(fixture.result(item) == .failure(.host(refusal.ofHost)))
        #expect(fixture.result(facts) == .success(.host(.facts(fixture.plant.hosts[3].facts))))
        #expect(fixture.result(pull) == .failure(.containerRuntime(refusal.ofRuntime)))
        #expect(fixture.result(upgrade) == .failure(.containerRuntime(refusal.ofRuntime)))
        #expect(fixture.plant.runtimes[3].version == "23.0")
        #expect(fixture.result(fetch) == .failure(.artifactMirror(refusal.ofTransfer)))
        fixture.end(fault(kind))
        let again = fixture.send(.host(.run(name: "node-config", version: "1", attempt: 2)), to: 3)
        fixture.run(.hours(1))
        #expect(fixture.result(again) == .success(.host(.exited(0))))
    }

    @Test func reportsReadAsThoseOfSmartctlDo() throws {
        var fixture = PlantFixture()
        fixture.plant.hosts[3].hardware = HardwareDetails(
            processors: 1, memory: 1,
            disks: [HardwareDetails.Disk(name: "/dev/nvme0n1", bytes: 1, type: "NVME")], interfaces: [])
        fixture.begin(fault(.readOnly, "nvme0n1"))
        let report = try #require(fixture.plant.hosts[3].report(disk: "nvme0n1", fixture.kernel))
        let json = try JSONSerialization.jsonObject(with: try JSONEncoder().encode(report))
        let fields = try #require(json as? [String: Any])
        let log = try #require(fields["nvme_smart_health_information_log"] as? [String: Any])
        #expect(log["critical_warning"] as? Int == 8, "bit 3: the media is read-only")
        #expect((fields["smart_status"] as? [String: Any])?["passed"] as? Bool == false)
        // As smartctl 7.3 prints it, shortened.
        let sample = """
            {"device": {"name": "/dev/sda", "info_name": "/dev/sda [SAT]", "type": "ata"},
             "smart_status": {"passed": true}, "power_on_time": {"hours": 4711}, "temperature": {"current": 31},
             "ata_smart_attributes": {"revision": 16, "table": [{"id": 187, "name": "Reported_Uncorrect",
               "value": 98, "worst": 98, "thresh": 0, "when_failed": "", "raw": {"value": 2, "string": "2"}}]}}
            """
        let read = try JSONDecoder().decode(SMARTReport.self, from: Data(sample.utf8))
        #expect(read.attributes?.raw(187) == 2 && read.powerOnTime?.hours == 4_711)
    }

    @Test func aHostThatPanicsAfterEachBootNeverStaysUp() {
        var fixture = PlantFixture()
        let loop = HardwareFault.bootLoop(host: 3, after: .minutes(1))
        fixture.begin(loop)
        fixture.run(.seconds(2_000))
        // A minute, 10 s until it restarts, 300 s of self test, 150 s to boot, and so on.
        let ups = fixture.timeline.filter { $0.hasSuffix("host 3 up") }
        #expect(ups == ["520 host 3 up", "1040 host 3 up", "1560 host 3 up"])
        fixture.end(loop)
        fixture.run(.hours(2))
        #expect(fixture.plant.hosts[3].phase == .running)
        #expect(fixture.timeline.count { $0.hasSuffix("host 3 down") } == 4)
    }

    @Test func aClockFarBehindKeepsANodeFromItsCertificate() {
        for (minutes, isRefused) in [(-59, false), (-61, true), (600, false)] as [(Int64, Bool)] {
            var fixture = PlantFixture()
            fixture.begin(.clockSkew(host: 3, offset: .minutes(minutes)))
            let operation = fixture.send(.kubernetesEngine(.upgrade(node: "w0", version: "3.8")))
            fixture.run(.hours(1))
            let refusal = Result<EquipmentReply, EquipmentError>.failure(.kubernetesEngine(.clockSkew))
            #expect((fixture.result(operation) == refusal) == isRefused, "\(minutes)")
        }
    }
}
