import Controllers
import HardwareAdapters
import HardwareInterfaces
import Live
import Simulation
import Testing
import Twin

extension WithPeers {
    /// The controller of BareMetalHosts, at a simulated BMC and at a real one.
    @Suite struct BareMetalHostPeerTests {
        /// The phases of the host, as its controller sees them, and the states of its node in Ironic.
        private func states(_ journal: LiveJournal) -> (phases: [String], node: [String]) {
            func texts(_ word: some EntryVocabulary, _ kind: SubjectKind?) -> [String] {
                journal.blocks.flatMap(\.entries).compactMap { entry in
                    guard entry.kind == word.kind, journal.names[entry.subject.name] == LabCloud.host,
                        kind == nil || entry.subject.kind == kind
                    else { return nil }
                    return journal.names[entry.object.name]
                }
            }
            return (
                texts(LCMEntry.hostState, nil),
                texts(EquipmentEntry.phaseEntered, EquipmentKind.ironic.subjectKind)
            )
        }

        @Test func aHostOfTheEmulatorGoesThroughThePhasesOfTheSimulator() async throws {
            let device = try await BMCArm.emulator()
            let server = try ScriptedServer { _ in
                [
                    .answer(
                        200, String(repeating: "0", count: 4096), ["Content-Type: application/octet-stream"])
                ]
            }
            let image = "http://127.0.0.1:\(server.port)/ubuntu-jammy_5.15.0-153.iso"
            var simulated = LiveWorld(try LabCloud.world(image: image, isReal: false))
            simulated.advance(to: .zero + .hours(1))
            let expected = states(simulated.close())
            #expect(expected.phases.last == "provisioned")

            let world = try LabCloud.world(image: image, isReal: true)
            let bmc = try #require(world.realBMCs.first?.bmc)
            let client = RedfishClient(devices: [bmc: device])
            let clock = WallClock()
            let guarded = GuardedBMCClient(
                client, names: [bmc: LabCloud.host], allowing: Set(BMCCommandClass.allCases)
            ) { print($0) }
            let driver = FleetDriver(
                world, client: SettlingBMCClient(guarded, clock: clock), pace: .fast, clock: clock)
            // What is awaited takes a minute of the world's time; then polls follow.
            await driver.run(until: .zero + .minutes(20))
            let (requests, end) = (await driver.requests, await driver.time)
            let journal = await driver.close()
            let real = states(journal)
            #expect(real.phases == expected.phases)
            let waits = [IronicNodeState.inspectWait.rawValue, IronicNodeState.waitCallBack.rawValue]
            // Nobody waits for an agent that does not run.
            let withoutWaits = expected.node.filter { !waits.contains($0) }
                .reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
            #expect(real.node == withoutWaits)

            let told = try await client.answer(.readSystem, of: bmc)
            guard case .system(let system) = told else {
                Issue.record("\(told)")
                return
            }
            #expect(system.power == .on && system.media == image)
            #expect(system.boot.device == .virtualMedia)
            // Leave it as it was, for other tests.
            _ = try await client.answer(.setPower(.off), of: bmc)
            _ = try await client.answer(.ejectMedia, of: bmc)
            _ = try await client.answer(.setBoot(.none), of: bmc)
            await client.close()

            let again = LiveWorld.replay(
                requests, in: try LabCloud.world(image: image, isReal: true), until: end)
            #expect(again.fingerprint == journal.fingerprint)
        }
    }
}
