import HardwareInterfaces
import Simulation
import Testing

@testable import HardwareSimulated

/// What BMCs answer, and what servers do of it. Host 0 is a manager that runs, `spare` is off and blank.
@Suite struct BMCCommandTests {
    private func answer(
        _ command: BMCCommand, _ fixture: inout PlantFixture, _ host: Int = 0
    ) -> Result<EquipmentReply, EquipmentError>? {
        let operation = fixture.send(.bmc(command), to: host)
        fixture.run(.seconds(2))
        return fixture.result(operation)
    }

    private func system(_ fixture: inout PlantFixture, _ host: Int = 0) -> BMCSystem? {
        guard case .success(.bmc(.system(let system))) = answer(.readSystem, &fixture, host) else {
            return nil
        }
        return system
    }

    @Test func theSystemTellsWhatTheHostIs() throws {
        var fixture = PlantFixture()
        fixture.plant.hosts[0].hardware = HardwareDetails(
            processors: 96, memory: 393_216,
            disks: [
                .init(name: "/dev/sda", bytes: 480_000_000_000, type: "SSD"),
                .init(name: "/dev/nvme0n1", bytes: 3_840_000_000_000, type: "NVME"),
            ],
            interfaces: [.init(name: "ens1f0", mac: "0c:c4:7a:00:00:01", speed: 25)])
        let system = try #require(self.system(&fixture))
        #expect(system.name == "m0" && system.power == .on && system.health == .ok)
        #expect(system.threads == 96 && system.processors == 2 && system.memory == 393_216)
        #expect(
            system.interfaces == [
                .init(name: "ens1f0", mac: "0c:c4:7a:00:00:01", speed: 25_000, hasLink: true)
            ])
        #expect(system.drives.map(\.name) == ["sda", "nvme0n1"])
        #expect(system.drives.map(\.bytes) == [480_000_000_000, 3_840_000_000_000])
        #expect(system.drives.map(\.bus) == ["SATA", "NVMe"])
        #expect(system.boot == .none && system.media == nil)
        #expect(system.resets == ResetType.allCases)
    }

    @Test func identitiesAreAlwaysThoseOfTheName() throws {
        var (first, second) = (PlantFixture(), PlantFixture(managers: 1))
        let system = try #require(self.system(&first))
        #expect(self.system(&second) == system)
        let other = try #require(self.system(&first, 1))
        #expect(other.uuid != system.uuid && other.serial != system.serial)
        #expect(other.interfaces.map(\.mac) != system.interfaces.map(\.mac))
        let uuid = try #require(system.uuid)
        #expect(uuid.split(separator: "-").map(\.count) == [8, 4, 4, 4, 12])
        let variant = try #require(uuid.split(separator: "-")[3].first)
        #expect(uuid.split(separator: "-")[2].hasPrefix("4") && "89ab".contains(variant))
        #expect(uuid == uuid.lowercased())
    }

    @Test func aDeadDiskIsCriticalAndAnOffServerHasNoLink() throws {
        var fixture = PlantFixture()
        fixture.begin(.disk(host: 0, disk: "sdb", .failed))
        let system = try #require(self.system(&fixture))
        #expect(system.drives.map(\.health) == [.ok, .critical] && system.health == .warning)
        _ = answer(.reset(.forceOff), &fixture)
        #expect(self.system(&fixture)?.interfaces.map(\.hasLink) == [false, false])
    }

    @Test func sensorsFollowThePower() throws {
        func readings(_ fixture: inout PlantFixture) throws -> [String: Int64?] {
            guard case .success(.bmc(.sensors(let sensors))) = answer(.readSensors, &fixture) else {
                return [:]
            }
            return Dictionary(uniqueKeysWithValues: sensors.map { ($0.name, $0.thousandths) })
        }
        var fixture = PlantFixture()
        let on = try readings(&fixture)
        #expect(on.count == 9)
        #expect((180_000..<300_000).contains(try #require(on["Power"] ?? nil)))
        #expect((11_900..<12_200).contains(try #require(on["12V"] ?? nil)))
        #expect(try #require(on["Fan1"] ?? nil) >= 5_000_000)
        _ = answer(.reset(.forceOff), &fixture)
        let off = try readings(&fixture)
        #expect(off["CPU1"] == .some(nil) && off["Fan1"] == 0)
        #expect(off["Inlet"] == on["Inlet"])
        #expect(try #require(off["Power"] ?? nil) < 15_000)
    }

    @Test func firmwareHasTheVersionThatTheSystemTells() throws {
        var fixture = PlantFixture()
        guard case .success(.bmc(.firmware(let firmware))) = answer(.readFirmware, &fixture) else {
            Issue.record("no firmware")
            return
        }
        #expect(firmware.map(\.name) == ["BIOS", "BMC"])
        #expect(firmware[0].version == system(&fixture)?.biosVersion)
    }

    /// Each way to reset, by the host's phase: the phase after it, `nil` where it is refused.
    @Test(
        arguments: [
            (ResetType.on, HostPhase.posting, HostPhase.running, HostPhase.hung),
            (.forceOn, .posting, .running, .hung),
            (.forceOff, .off, .off, .off),
            (.gracefulShutdown, nil, .stopping, .hung),
            (.gracefulRestart, nil, .stopping, .hung),
            (.forceRestart, .posting, .posting, .posting),
            (.powerCycle, .posting, .posting, .posting),
            (.pushPowerButton, .posting, .stopping, .hung),
            (.nmi, nil, .hung, .hung),
        ] as [(ResetType, HostPhase?, HostPhase, HostPhase)])
    func resetsDoWhatTheirNamesSay(
        type: ResetType, ofOff: HostPhase?, ofRunning: HostPhase, ofHung: HostPhase
    ) {
        var off = PlantFixture()
        let spare = off.addSpare("spare")
        let result = answer(.reset(type), &off, spare)
        if let ofOff {
            #expect(result == .success(.bmc(.resetBegun)))
            #expect(off.plant.hosts[spare].phase == ofOff)
        } else {
            guard case .failure(.bmc(.refused(409, _))) = result else {
                Issue.record("\(type) of a server that is off: \(String(describing: result))")
                return
            }
            #expect(off.plant.hosts[spare].phase == .off)
        }
        var running = PlantFixture()
        #expect(answer(.reset(type), &running) == .success(.bmc(.resetBegun)))
        #expect(running.plant.hosts[0].phase == ofRunning)
        #expect(running.plant.areContainersRunning(0) == (ofRunning == .running))
        var hung = PlantFixture()
        hung.begin(.hang(host: 0))
        #expect(answer(.reset(type), &hung) == .success(.bmc(.resetBegun)))
        #expect(hung.plant.hosts[0].phase == ofHung)
    }

    @Test func aShutdownEndsOffAndARestartRunning() {
        var fixture = PlantFixture()
        _ = answer(.reset(.gracefulShutdown), &fixture)
        _ = answer(.reset(.gracefulRestart), &fixture, 1)
        fixture.run(.minutes(30))
        #expect(fixture.plant.hosts[0].phase == .off)
        #expect(fixture.plant.hosts[1].phase == .running)
        #expect(fixture.plant.hosts[1].facts.boots == 2)
    }

    @Test func aStuckBMCAcceptsAResetAndDoesNothing() {
        var fixture = PlantFixture()
        fixture.begin(.powerStuck(host: 0))
        #expect(answer(.reset(.forceOff), &fixture) == .success(.bmc(.resetBegun)))
        #expect(fixture.plant.hosts[0].phase == .running)
    }

    @Test func aLyingBMCTellsTheOppositeInAllItTells() {
        var fixture = PlantFixture()
        fixture.begin(.bmcLies(host: 0))
        #expect(answer(.readPower, &fixture) == .success(.bmc(.power(.off))))
        #expect(system(&fixture)?.power == .off)
    }

    @Test func whatAServerIsToldOnceHoldsForOneBoot() {
        var fixture = PlantFixture()
        _ = answer(.setBoot(BootOverride(.pxe, .once)), &fixture)
        _ = answer(.reset(.forceRestart), &fixture)
        fixture.run(.minutes(20))
        #expect(fixture.plant.hosts[0].phase == .ramdisk)
        #expect(fixture.plant.bmcs[0].boot == .none)
        _ = answer(.reset(.forceRestart), &fixture)
        fixture.run(.minutes(20))
        #expect(fixture.plant.hosts[0].phase == .running)
    }

    @Test func whatAServerIsToldForGoodHoldsUntilItIsTakenBack() {
        var fixture = PlantFixture()
        _ = answer(.setBoot(BootOverride(.pxe, .continuous)), &fixture)
        for _ in 0..<2 {
            _ = answer(.reset(.forceRestart), &fixture)
            fixture.run(.minutes(20))
            #expect(fixture.plant.hosts[0].phase == .ramdisk)
        }
        #expect(answer(.setBoot(.none), &fixture) == .success(.bmc(.boot(.none))))
        _ = answer(.reset(.forceRestart), &fixture)
        fixture.run(.minutes(20))
        #expect(fixture.plant.hosts[0].phase == .running)
    }

    @Test func theImageInTheVirtualDriveBootsWithoutTheNetwork() {
        var fixture = PlantFixture()
        fixture.begin(.netbootFails(host: 0))
        _ = answer(.setBoot(BootOverride(.virtualMedia, .once)), &fixture)
        let image = "http://10.0.0.1/boot.iso"
        #expect(answer(.insertMedia(image), &fixture) == .success(.bmc(.media(image))))
        #expect(answer(.insertMedia(image), &fixture) == .success(.bmc(.media(image))))
        guard case .failure(.bmc(.refused(409, _))) = answer(.insertMedia("http://a/b.iso"), &fixture) else {
            Issue.record("a second image is taken")
            return
        }
        #expect(system(&fixture)?.media == image)
        _ = answer(.reset(.forceRestart), &fixture)
        fixture.run(.minutes(20))
        #expect(fixture.plant.hosts[0].phase == .ramdisk)
        // The ramdisk shuts down at once: it has nothing to save.
        _ = answer(.reset(.gracefulShutdown), &fixture)
        #expect(fixture.plant.hosts[0].phase == .off)
        #expect(answer(.ejectMedia, &fixture) == .success(.bmc(.media(nil))))
        #expect(system(&fixture)?.media == nil)
    }

    @Test func anEmptyVirtualDriveIsPassedOver() {
        var fixture = PlantFixture()
        _ = answer(.setBoot(BootOverride(.virtualMedia, .once)), &fixture)
        _ = answer(.reset(.forceRestart), &fixture)
        fixture.run(.minutes(20))
        #expect(fixture.plant.hosts[0].phase == .running)
    }

    @Test func theFirmwareThatBootsFromTheWrongDeviceIgnoresTheVirtualDrive() {
        var fixture = PlantFixture()
        fixture.begin(.wrongBootDevice(host: 0))
        _ = answer(.insertMedia("http://10.0.0.1/boot.iso"), &fixture)
        _ = answer(.setBoot(BootOverride(.virtualMedia, .once)), &fixture)
        _ = answer(.reset(.forceRestart), &fixture)
        fixture.run(.minutes(20))
        #expect(fixture.plant.hosts[0].phase == .running)
    }

    /// An image that somebody else boots is not the agent that Ironic waits for.
    @Test func ironicTakesNoOtherImageForItsAgent() {
        var fixture = PlantFixture()
        let spare = fixture.addSpare("spare")
        fixture.send(.ironic(.register(credentials: "1")), to: spare)
        fixture.run(.minutes(1))
        let inspection = fixture.send(.ironic(.inspect), to: spare)
        fixture.run(.seconds(10))
        _ = answer(.insertMedia("http://10.0.0.1/boot.iso"), &fixture, spare)
        _ = answer(.setBoot(BootOverride(.virtualMedia, .once)), &fixture, spare)
        fixture.run(.minutes(20))
        #expect(fixture.plant.hosts[spare].phase == .ramdisk)
        #expect(fixture.result(inspection) == nil)
    }

    @Test func readsCostNoCommand() throws {
        var fixture = PlantFixture()
        let before = fixture.kernel.journal.fingerprint
        func read(_ command: BMCCommand) -> Result<BMCReply, BMCError>? {
            fixture.plant.sight(host: 0)?.map { fixture.plant.answer(command, $0, host: 0, fixture.kernel) }
        }
        guard case .success(.system(let system)) = read(.readSystem) else {
            Issue.record("no answer")
            return
        }
        #expect(self.system(&fixture) == system)
        #expect(fixture.kernel.journal.fingerprint == before)
        fixture.begin(.bmcUnauthorized(host: 0))
        #expect(read(.readPower) == .failure(.unauthorized))
        fixture.begin(.bmcUnreachable(host: 0))
        #expect(read(.readPower) == nil)
    }
}
