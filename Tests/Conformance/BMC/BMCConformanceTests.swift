import Foundation
import HardwareAdapters
import HardwareClients
import HardwareInterfaces
import PeerPrograms
import Testing

extension WithPeers {
    /// What must hold of any BMC, simulated or real.
    @Suite struct BMCConformanceTests {
        /// Those that can be changed.
        static let changing = BMCArm.Kind.allCases.filter { $0 != .mockup }

        @Test(arguments: changing) func powerIsReadAndSwitched(_ kind: BMCArm.Kind) async throws {
            try await BMCArm.with(kind) { arm async throws in
                #expect(try await arm.perform(.setPower(.off)) == .power(.off))
                #expect(try await arm.waitForPower(.off))
                #expect(try await arm.perform(.setPower(.off)) == .power(.off))
                #expect(try await arm.perform(.setPower(.on)) == .power(.on))
                #expect(try await arm.waitForPower(.on))
                #expect(try await arm.perform(.setPower(.on)) == .power(.on))
                #expect(try await arm.perform(.readPower) == .power(.on))
            }
        }

        @Test(arguments: changing) func aServerIsResetInTheWaysThatItNames(_ kind: BMCArm.Kind) async throws {
            try await BMCArm.with(kind) { arm async throws in
                guard case .system(let system) = try await arm.perform(.readSystem) else {
                    Issue.record("no system")
                    return
                }
                #expect(Set([.on, .forceOff, .forceRestart]).isSubset(of: system.resets))
                #expect(try await arm.perform(.reset(.on)) == .resetBegun)
                #expect(try await arm.waitForPower(.on))
                #expect(try await arm.perform(.reset(.forceRestart)) == .resetBegun)
                #expect(try await arm.waitForPower(.on))
                #expect(try await arm.perform(.reset(.forceOff)) == .resetBegun)
                #expect(try await arm.waitForPower(.off))
                for type in ResetType.allCases where !system.resets.contains(type) {
                    await #expect("\(type)") {
                        try await arm.perform(.reset(type))
                    } throws: { error in
                        guard case .unsupported = error as? BMCError else { return false }
                        return true
                    }
                }
            }
        }

        @Test(arguments: changing) func whatIsBootedIsChosen(_ kind: BMCArm.Kind) async throws {
            try await BMCArm.with(kind) { arm async throws in
                for device in [BootDevice.pxe, .virtualMedia, .disk] {
                    let chosen = arm.tellsOverride ? BootOverride(device, arm.once) : .none
                    #expect(try await arm.perform(.setBoot(BootOverride(device, .once))) == .boot(chosen))
                    #expect(try await arm.system().boot == chosen)
                    #expect(try await arm.system().bootable.contains(device))
                    let kept = BootOverride(device, .continuous)
                    let told = arm.tellsOverride ? kept : .none
                    #expect(try await arm.perform(.setBoot(kept)) == .boot(told))
                    #expect(try await arm.system().boot == told)
                }
                #expect(try await arm.perform(.setBoot(.none)) == .boot(.none))
                #expect(try await arm.system().boot == .none)
            }
        }

        @Test(arguments: changing) func theVirtualDriveTakesAnImage(_ kind: BMCArm.Kind) async throws {
            let server = try ScriptedServer { _ in
                [
                    .answer(
                        200, String(repeating: "0", count: 4096), ["Content-Type: application/octet-stream"])
                ]
            }
            let image = "http://127.0.0.1:\(server.port)/ramdisk.iso"
            try await BMCArm.with(kind) { arm async throws in
                guard arm.hasMedia else {
                    await #expect(throws: BMCError.unsupported("virtual drive by IPMI")) {
                        try await arm.perform(.insertMedia(image))
                    }
                    return
                }
                #expect(try await arm.perform(.ejectMedia) == .media(nil))
                #expect(try await arm.perform(.insertMedia(image)) == .media(image))
                #expect(try await arm.system().media == image)
                #expect(try await arm.perform(.insertMedia(image)) == .media(image))
                #expect(try await arm.perform(.ejectMedia) == .media(nil))
                #expect(try await arm.system().media == nil)
                #expect(try await arm.perform(.ejectMedia) == .media(nil))
            }
        }

        @Test(arguments: BMCArm.Kind.allCases) func aServerTellsWhatItIs(_ kind: BMCArm.Kind) async throws {
            try await BMCArm.with(kind) { arm async throws in
                let system = try await arm.system()
                #expect(!system.name.isEmpty)
                #expect(try await arm.perform(.readPower) == .power(system.power))
                if let uuid = system.uuid {
                    #expect(
                        uuid.wholeMatch(of: /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil, "\(uuid)")
                }
                for interface in system.interfaces {
                    #expect(interface.mac.wholeMatch(of: /[0-9a-f]{2}(:[0-9a-f]{2}){5}/) != nil)
                    #expect(interface.speed ?? 1 > 0)
                }
                #expect(system.drives.allSatisfy { !$0.name.isEmpty && $0.bytes ?? 1 > 0 })
                #expect(system.memory ?? 1 > 0)
                #expect(system.threads ?? 1 >= system.processors ?? 0)
            }
        }

        /// What is told and what is not: a difference that is not known is found either way.
        @Test(arguments: BMCArm.Kind.allCases) func whatIsNotToldIsKnown(_ kind: BMCArm.Kind) async throws {
            try await BMCArm.with(kind) { arm async throws in
                var told: Set<BMCArm.Fact> = []
                let system = try await arm.system()
                let facts: [(BMCArm.Fact, Bool)] = [
                    (.uuid, system.uuid != nil), (.manufacturer, system.manufacturer != nil),
                    (.model, system.model != nil), (.serial, system.serial != nil),
                    (.biosVersion, system.biosVersion != nil), (.health, system.health != nil),
                    (.processor, system.processor != nil), (.processors, system.processors != nil),
                    (.threads, system.threads != nil), (.memory, system.memory != nil),
                    (.bootable, !system.bootable.isEmpty), (.resets, !system.resets.isEmpty),
                    (.interfaces, !system.interfaces.isEmpty), (.drives, !system.drives.isEmpty),
                    (.sensors, try await arm.perform(.readSensors) != .sensors([])),
                    (.firmware, try await arm.perform(.readFirmware) != .firmware([])),
                ]
                for (fact, isTold) in facts where isTold { told.insert(fact) }
                let untold = Set(BMCArm.Fact.allCases).subtracting(told).map(\.rawValue).sorted()
                #expect(untold == arm.untold.map(\.rawValue).sorted())
            }
        }

        @Test(arguments: BMCArm.Kind.allCases) func sensorsMeasureWhatCanBe(_ kind: BMCArm.Kind) async throws
        {
            try await BMCArm.with(kind) { arm async throws in
                guard case .sensors(let sensors) = try await arm.perform(.readSensors),
                    case .firmware(let firmware) = try await arm.perform(.readFirmware)
                else {
                    Issue.record("other answers")
                    return
                }
                for sensor in sensors {
                    #expect(!sensor.name.isEmpty)
                    guard let value = sensor.thousandths else { continue }
                    switch sensor.quantity {
                    case .temperature: #expect((-40_000...150_000).contains(value), "\(sensor)")
                    case .fanSpeed: #expect((0...50_000_000).contains(value), "\(sensor)")
                    case .fanShare: #expect((0...100_000).contains(value), "\(sensor)")
                    case .power: #expect((0...5_000_000).contains(value), "\(sensor)")
                    case .voltage: #expect((-20_000...500_000).contains(value), "\(sensor)")
                    }
                }
                #expect(firmware.allSatisfy { !$0.name.isEmpty && $0.version?.isEmpty != true })
            }
        }

        @Test(arguments: changing) func wrongCredentialsAreRefused(_ kind: BMCArm.Kind) async throws {
            try await BMCArm.with(kind, password: "wrong") { arm async throws in
                for command in [BMCCommand.readPower, .readSystem, .setPower(.off), .reset(.forceOff)] {
                    await #expect(throws: BMCError.unauthorized) { try await arm.perform(command) }
                }
            }
        }

        /// The mockup's server accepts every change and makes none: what is answered is what is read after
        /// it.
        @Test func whatABMCOnlyAcceptsIsNotToldAsDone() async throws {
            try await BMCArm.with(.mockup) { arm async throws in
                let before = try await arm.system()
                let kept = BootOverride(.disk, .continuous)
                #expect(try await arm.perform(.setBoot(kept)) == .boot(before.boot))
                #expect(try await arm.perform(.ejectMedia) == .media(before.media))
                #expect(try await arm.perform(.insertMedia("http://10.0.0.1/x.iso")) == .media(before.media))
                #expect(try await arm.perform(.setPower(.off)) == .power(.off))
                #expect(try await arm.perform(.readPower) == .power(.on))
                #expect(try await arm.system() == before)
            }
        }
    }
}

extension BMCArm {
    /// What the BMC tells of its server.
    func system() async throws -> BMCSystem {
        guard case .system(let system) = try await perform(.readSystem) else {
            throw PeerScript.Failure(description: "the answer is no system")
        }
        return system
    }
}
