import HardwareInterfaces
import Simulation
import Synchronization
import Testing
import Twin

@testable import Live

@Suite struct FleetDriverTests {
    /// The host comes to have its system, and what was received does for a replay.
    @Test func aRunIsReplayedFromWhatWasReceived() async throws {
        let client = ScriptedBMCClient()
        let clock = ManualClock()
        let driver = FleetDriver(
            try SpareHost.world(), client: SettlingBMCClient(client, clock: clock), pace: .fast, clock: clock)
        await driver.run(until: .zero + .hours(1))
        let (requests, time) = (await driver.requests, await driver.time)
        let journal = await driver.close()
        #expect(time >= .zero + .hours(1))
        #expect(journal.phases == SpareHost.phases)
        let recording = LiveRecording(requests, hosts: [SpareHost.name], end: time)
        let read = try LiveRecording(bytes: recording.bytes())
        #expect(read == recording)
        var again = LiveWorld.replay(read.requests, in: try SpareHost.world(), until: read.end)
        #expect(again.close().fingerprint == journal.fingerprint)
    }

    @Test func timeDoesNotPassARequestThatIsOpen() async throws {
        var server = ScriptedServer()
        server.script = { _, _ in [] }
        let clock = ManualClock()
        let driver = FleetDriver(
            try SpareHost.world(), client: ScriptedBMCClient(server), pace: .fast, clock: clock)
        let run = Task { await driver.run(until: .zero + .minutes(30)) }
        while clock.sleeping == 0 { await Task.yield() }
        let begin = await driver.time
        #expect(begin < .zero + .seconds(30))
        clock.turn(by: .seconds(20))
        while clock.sleeping == 0 { await Task.yield() }
        #expect(await driver.time <= begin + .seconds(20))
        // Its time-out is over: it is asked again, and in vain until Ironic gives up.
        while await driver.time < .zero + .minutes(30) {
            clock.turn(by: .seconds(60))
            for _ in 0..<20 { await Task.yield() }
        }
        await run.value
        let journal = await driver.close()
        #expect(journal.failures.first == "register: the BMC did not answer in time")
    }

    @Test func atAPaceTheClockRules() async throws {
        let clock = ManualClock()
        let driver = FleetDriver(
            try SpareHost.world(), client: ScriptedBMCClient(), pace: .times(60), clock: clock)
        let run = Task { await driver.run(until: .zero + .minutes(10)) }
        for _ in 0..<2_000 where clock.elapsed < .seconds(11) {
            while clock.sleeping == 0, await driver.time < .zero + .minutes(10) { await Task.yield() }
            clock.turn(by: .milliseconds(10))
            #expect(await driver.time.nanoseconds <= clock.elapsed.nanoseconds * 60 + 100)
        }
        await run.value
        #expect(await driver.close().phases == SpareHost.phases)
    }

    @Test func whatIsNotAllowedDoesNotGoOut() async throws {
        let client = ScriptedBMCClient()
        let said = Mutex<[String]>([])
        func guarded(_ allowed: Set<BMCCommandClass>, isDryRun: Bool = false) -> GuardedBMCClient {
            GuardedBMCClient(
                client, names: [EquipmentID(kind: .bmc, index: 0): "spare"], allowing: allowed,
                isDryRun: isDryRun
            ) { text in said.withLock { $0.append(text) } }
        }
        func ask(_ client: GuardedBMCClient, _ command: BMCCommand) async -> Result<BMCReply, BMCError> {
            do throws(BMCError) {
                return .success(try await client.perform(command, on: EquipmentID(kind: .bmc, index: 0)))
            } catch {
                return .failure(error)
            }
        }
        #expect(await ask(guarded([]), .readPower) == .success(.power(.off)))
        #expect(await ask(guarded([]), .setPower(.on)) == .failure(.forbidden("power is not allowed")))
        #expect(await ask(guarded([.boot]), .reset(.on)) == .failure(.forbidden("power is not allowed")))
        #expect(await ask(guarded([.power]), .ejectMedia) == .failure(.forbidden("media is not allowed")))
        #expect(client.server.changes.isEmpty)
        #expect(await ask(guarded([.power]), .setPower(.on)) == .success(.power(.on)))
        let all = Set(BMCCommandClass.allCases)
        for command in [BMCCommand.readPower, .setPower(.off), .setBoot(.none), .ejectMedia] {
            #expect(
                await ask(guarded(all, isDryRun: true), command) == .failure(.forbidden("this is a dry run")))
        }
        #expect(client.server.asked == [.readPower, .setPower(.on)])
        #expect(
            said.withLock { $0 } == [
                "spare: read the power", "spare: not allowed: switch the power on",
                "spare: not allowed: reset by On", "spare: not allowed: empty the virtual drive",
                "spare: switch the power on", "spare: would read the power",
                "spare: would switch the power off", "spare: would boot in its own order",
                "spare: would empty the virtual drive",
            ])
    }

    @Test func aReadOnlyRunChangesNothingAndSaysWhy() async throws {
        let client = ScriptedBMCClient()
        let guarded = GuardedBMCClient(client, names: [:], allowing: []) { _ in }
        let clock = ManualClock()
        let driver = FleetDriver(try SpareHost.world(), client: guarded, pace: .fast, clock: clock)
        await driver.run(until: .zero + .minutes(20))
        let journal = await driver.close()
        #expect(client.server.changes.isEmpty)
        #expect(
            journal.failures.first
                == "deploy ubuntu/jammy: the BMC was not asked: power is not allowed")
    }

    @Test func thePowerIsWaitedFor() async throws {
        let bmc = EquipmentID(kind: .bmc, index: 0)
        var server = ScriptedServer()
        // It is accepted, and takes until the fifth question.
        server.script = { number, command in
            switch command {
            case .setPower: [.soon(.success(.power(.on)))]
            case .readPower: [.soon(.success(.power(number < 5 ? .off : .on)))]
            default: nil
            }
        }
        let client = ScriptedBMCClient(server)
        let clock = ManualClock()
        let settling = SettlingBMCClient(client, clock: clock)
        let answer = Task { try await settling.perform(.setPower(.on), on: bmc) }
        for _ in 0..<2 {
            while clock.sleeping == 0 { await Task.yield() }
            clock.turn(by: .seconds(1))
        }
        #expect(try await answer.value == .power(.on))
        #expect(client.server.asked == [.readPower, .setPower(.on), .readPower, .readPower, .readPower])
        // What is so already is not asked for.
        #expect(try await settling.perform(.setPower(.on), on: bmc) == .power(.on))
        #expect(client.server.changes.count == 1)
    }
}
