import Controllers
import HardwareInterfaces
import Simulation
import Testing
import Twin

@testable import Live

/// The controller of BareMetalHosts at a BMC that no simulator stands for.
@Suite struct RealHostTests {
    /// What came of a run with a scripted server.
    private struct Run {
        var journal: LiveJournal
        var requests: [LiveRequest]
        var time: SimTime
        var server: ScriptedServer
        /// The equipment that something was asked of.
        var asked: Set<EquipmentID>
    }

    /// Lets a world run by itself, and a server answer what departs.
    private func run(
        _ server: ScriptedServer = ScriptedServer(), cleaning: String = "disabled",
        for duration: SimDuration = .hours(2), change: (SimTime, inout ScriptedServer) -> Void = { _, _ in }
    ) throws -> Run {
        var live = LiveWorld(try SpareHost.world(cleaning: cleaning))
        var server = server
        var coming: [(time: SimTime, arrival: Arrival)] = []
        var asked: Set<EquipmentID> = []
        let end = SimTime.zero + duration
        while true {
            for departure in live.takeDepartures() {
                asked.insert(departure.bmc)
                for answer in server.answers(to: departure.command) {
                    coming.append(
                        (live.time + answer.delay, Arrival(number: departure.number, result: answer.result)))
                }
            }
            coming.sort { $0.time < $1.time }
            let next = min(live.nextTime ?? .never, coming.first?.time ?? .never)
            guard next <= end else { break }
            live.advance(to: next)
            change(live.time, &server)
            if let first = coming.first, first.time <= live.time {
                coming.removeFirst()
                live.take(.answer(first.arrival))
            }
        }
        let (requests, time) = (live.requests, live.time)
        return Run(
            journal: live.close(), requests: requests, time: time, server: server, asked: asked)
    }

    @Test func thePhasesAreThoseAtTheSimulator() throws {
        var simulated = LiveWorld(try SpareHost.world(isReal: false))
        simulated.advance(to: .zero + .hours(2))
        let journal = simulated.close()
        let real = try run()
        #expect(journal.phases == SpareHost.phases)
        #expect(real.journal.phases == journal.phases)
        // Nobody waits for an agent that does not run.
        func withoutWaits(_ states: [String]) -> [String] {
            states.filter { ![.inspectWait, .waitCallBack].contains(IronicNodeState(rawValue: $0)) }
                .reduce(into: []) { if $0.last != $1 { $0.append($1) } }
        }
        #expect(real.journal.nodeStates == withoutWaits(journal.nodeStates))
        #expect(real.asked.count == 1)
        #expect(
            real.server.changes == [
                .setPower(.off), .ejectMedia, .insertMedia(SpareHost.image),
                .setBoot(BootOverride(.virtualMedia, .once)), .setPower(.on),
            ])
        #expect(real.server.power == .on && real.server.media == SpareHost.image)
    }

    @Test func aReplayWithoutTheServerIsTheSameRun() throws {
        let real = try run()
        #expect(real.requests.count > 10)
        var again = LiveWorld.replay(real.requests, in: try SpareHost.world(), until: real.time)
        #expect(again.close().fingerprint == real.journal.fingerprint)
        var less = LiveWorld.replay(
            Array(real.requests.dropFirst()), in: try SpareHost.world(), until: real.time)
        #expect(less.close().fingerprint != real.journal.fingerprint)
    }

    @Test func answersThatAreLostAreAskedForAgain() throws {
        var server = ScriptedServer()
        server.script = { number, _ in number % 3 == 0 ? [] : nil }
        let real = try run(server)
        #expect(real.journal.phases == SpareHost.phases)
        #expect(real.journal.failures.isEmpty)
    }

    @Test func answersThatComeTwiceCountOnce() throws {
        var server = ScriptedServer()
        server.script = { _, command in
            guard command == .readPower else { return nil }
            return [
                .soon(.success(.power(.off))),
                ScriptedServer.Answer(delay: .seconds(2), result: .failure(.unauthorized)),
            ]
        }
        let real = try run(server, for: .minutes(3))
        #expect(Array(real.journal.phases.prefix(4)) == Array(SpareHost.phases.prefix(4)))
        #expect(real.journal.failures.isEmpty)
    }

    @Test func anAnswerThatIsLateIsNotTheNextOnes() throws {
        var server = ScriptedServer()
        // It comes while the same is asked again, and says that the credentials are wrong.
        server.script = { number, _ in
            number == 1
                ? [ScriptedServer.Answer(delay: .seconds(64), result: .failure(.unauthorized))] : nil
        }
        let real = try run(server)
        #expect(real.journal.phases == SpareHost.phases)
        #expect(real.journal.failures.isEmpty)
        var again = LiveWorld.replay(real.requests, in: try SpareHost.world(), until: real.time)
        #expect(again.close().fingerprint == real.journal.fingerprint)
    }

    @Test func aServerThatNeverAnswersFailsToRegister() throws {
        var server = ScriptedServer()
        server.script = { _, _ in [] }
        let real = try run(server, for: .minutes(8))
        #expect(real.journal.phases == ["registering"])
        #expect(real.journal.failures.first == "register: the BMC did not answer in time")
        #expect(real.journal.nodeStates.prefix(2) == ["verifying", "enroll"])
    }

    @Test func whatABMCRefusesIsNotAskedAgainAtOnce() throws {
        var server = ScriptedServer()
        server.script = { _, _ in [.soon(.failure(.unauthorized))] }
        let real = try run(server, for: .seconds(30))
        #expect(real.server.asked == [.readPower])
        #expect(real.journal.failures == ["register: the BMC refuses the credentials"])
        // The journal says what was asked and answered, each the cause of the next.
        let entries = real.journal.blocks.flatMap(\.entries)
        let asked = try #require(entries.firstIndex { $0.kind == EquipmentEntry.bmcAsked.kind })
        let taken = try #require(entries.firstIndex { $0.kind == SimulationEntry.inboxTaken.kind })
        let answered = try #require(entries.firstIndex { $0.kind == EquipmentEntry.bmcAnswered.kind })
        #expect(entries[taken].cause.number == UInt32(asked + 1))
        #expect(entries[answered].cause.number == UInt32(taken + 1))
        #expect(real.journal.text(entries[asked]) == "read the power")
        #expect(real.journal.text(entries[answered]) == "the BMC refuses the credentials")
    }

    @Test func aPowerThatDoesNotChangeIsStuck() throws {
        var server = ScriptedServer()
        server.power = .on
        server.script = { _, command in
            command == .setPower(.off) ? [.soon(.success(.power(.on)))] : nil
        }
        let real = try run(server, for: .minutes(10))
        #expect(real.journal.failures.first == "deploy ubuntu/jammy: the power did not change in time")
        #expect(real.journal.nodeStates.contains(IronicNodeState.deployFailed.rawValue))
        #expect(!real.server.changes.contains(.ejectMedia))
    }

    @Test func cleaningNeedsAnAgent() throws {
        let real = try run(cleaning: "metadata", for: .minutes(10))
        #expect(real.journal.phases == ["registering", "inspecting", "preparing"])
        #expect(
            real.journal.failures.first
                == "clean and make available: cleaning needs the agent ramdisk, and only the BMC is at hand")
        #expect(real.journal.nodeStates.contains(IronicNodeState.cleanFailed.rawValue))
        #expect(real.server.changes.isEmpty)
    }

    @Test func aServerThatSomebodySwitchesOffIsSwitchedOnAgain() throws {
        let real = try run(for: .hours(3)) { time, server in
            if (SimTime.zero + .hours(2)..<SimTime.zero + .hours(2) + .seconds(30)).contains(time) {
                server.power = .off
            }
        }
        #expect(real.server.power == .on)
        #expect(real.server.changes.last == .setPower(.on))
        #expect(real.server.changes.count == 6)
        #expect(real.journal.texts(LCMEntry.powerSeen).suffix(2) == ["off", "on"])
    }
}
