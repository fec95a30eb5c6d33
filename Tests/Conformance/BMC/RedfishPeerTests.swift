import HardwareAdapters
import HardwareInterfaces
import Testing

extension WithPeers {
    /// What is particular to Redfish, against programs of other people.
    @Suite struct RedfishPeerTests {
        private func failure(
            _ device: RedfishDevice, _ command: BMCCommand
        ) async throws -> DeviceFailure<BMCError>? {
            var result: DeviceFailure<BMCError>?
            try await BMCArm.closing(RedfishClient(devices: [BMCArm.bmc: device])) { client in
                do throws(DeviceFailure<BMCError>) {
                    _ = try await client.answer(command, of: BMCArm.bmc)
                } catch {
                    result = error
                }
            }
            return result
        }

        @Test func oneOfSeveralSystemsMustBeNamed() async throws {
            var device = try await BMCArm.emulator()
            device.system = nil
            let failure = try #require(try await failure(device, .readPower))
            #expect(
                failure.description.contains("name one of \(BMCArm.emulatorSystem), /redfish/v1/Systems/"))
        }

        @Test func aSystemThatIsNotThereIsSaid() async throws {
            var device = try await BMCArm.emulator()
            device.system = "/redfish/v1/Systems/none"
            let failure = try #require(try await failure(device, .readPower))
            guard case .unsupported = failure.reason else {
                Issue.record("\(failure.reason)")
                return
            }
            #expect(failure.description.hasPrefix("emulator: GET /redfish/v1/Systems/none: "))
        }

        @Test func aCertificateOfNoKnownAuthorityIsNotTrusted() async throws {
            var device = try await BMCArm.emulator()
            device.trust = .machine
            let failure = try #require(try await failure(device, .readPower))
            guard case .untrusted = failure.reason else {
                Issue.record("\(failure.reason)")
                return
            }
            device.trust = .unverified
            #expect(try await self.failure(device, .readPower) == nil)
        }

        /// The mockup's files say the same.
        @Test func theMockupIsReadAsItIsWritten() async throws {
            try await BMCArm.with(.mockup) { arm async throws in
                let system = try await arm.system()
                #expect(system.manufacturer == "Contoso" && system.model == "3500")
                #expect(system.uuid == "38947555-7742-3448-3784-823347823834")
                #expect(system.power == .on && system.health == .warning)
                #expect(system.processors == 2 && system.threads == 16 && system.memory == 98304)
                #expect(system.boot == BootOverride(.pxe, .once))
                #expect(system.resets.count == 8 && system.bootable == BootDevice.allCases)
                #expect(
                    system.interfaces.map(\.name) == ["12446A3B0411", "12446A3B8890", "VLAN1", "ToManager"])
                #expect(system.interfaces[1].mac == "aa:bb:cc:dd:ee:00" && system.interfaces[1].speed == 1000)
                #expect(system.drives.map(\.bytes) == [8_000_000_000_000, 4_000_000_000_000])
                #expect(system.drives.map(\.health) == [.ok, .warning])
                guard case .sensors(let sensors) = try await arm.perform(.readSensors) else { return }
                #expect(sensors.filter { $0.quantity == .temperature }.count == 8)
                let fans = sensors.filter { $0.quantity == .fanSpeed }.map(\.thousandths)
                #expect(fans.sorted { $0 ?? 0 < $1 ?? 0 } == [1_490_000, 1_490_000, 2_200_000, 2_400_000])
                #expect(sensors.contains { $0.name == "CPU #1 Temperature" && $0.thousandths == 44_000 })
            }
        }
    }
}
