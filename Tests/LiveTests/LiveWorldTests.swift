import HardwareInterfaces
import Simulation
import Testing
import Twin

@testable import Live

@Suite struct LiveWorldTests {
    /// A run with requests, faults and reads between events, as clients may send them.
    private func eventful() throws -> LiveWorld {
        var live = LiveWorld(try SmallWorld.world())
        let template = try SmallWorld.template()
        live.plan(
            .begin(try Fault("power-stuck:cmp-02@10m", of: template), number: 0), at: .zero + .minutes(10))
        live.plan(.end(number: 0), at: .zero + .minutes(20))
        let host = try #require((0..<live.hostCount).first { live.hostName($0) == "cmp-02" })
        for command in [BMCCommand.setBoot(BootOverride(.pxe, .once)), .reset(.forceRestart)] {
            // Two at one instant, one after the other.
            _ = live.ask(command, host: 0)
        }
        live.advance(to: .zero + .minutes(11))
        _ = live.ask(.reset(.forceOff), host: host)
        _ = live.read(.readSystem, host: host)
        live.advance(to: .zero + .minutes(25))
        // At the very instant of an event.
        if let next = live.nextTime {
            live.advance(to: next)
            _ = live.ask(.reset(.forceOff), host: host)
        }
        live.advance(to: .zero + .hours(2))
        return live
    }

    @Test func aLiveRunIsReplayedToTheSameFingerprint() throws {
        let live = try eventful()
        #expect(live.requests.count == 6)
        #expect(live.entryCount > 50)
        let again = LiveWorld.replay(live.requests, in: try SmallWorld.world(), until: live.time)
        #expect(again.fingerprint == live.fingerprint)
        #expect(again.entryCount == live.entryCount)
        #expect(again.time == live.time)
    }

    @Test func aReplayWithoutARequestIsAnotherRun() throws {
        let live = try eventful()
        for place in live.requests.indices where place != 1 {
            var requests = live.requests
            requests.remove(at: place)
            let again = LiveWorld.replay(requests, in: try SmallWorld.world(), until: live.time)
            #expect(again.fingerprint != live.fingerprint, "without request \(place)")
        }
    }

    @Test func requestsAreLaterThanAllThatHasHappened() throws {
        let live = try eventful()
        let times = live.requests.map(\.time)
        #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func readingLeavesNoTrace() throws {
        var plain = LiveWorld(try SmallWorld.world())
        var read = LiveWorld(try SmallWorld.world())
        for minute in 1...30 {
            plain.advance(to: .zero + .minutes(Int64(minute)))
            read.advance(to: .zero + .minutes(Int64(minute)))
            #expect(read.read(.readSystem, host: minute % read.hostCount) != nil)
        }
        #expect(plain.fingerprint == read.fingerprint && plain.entryCount == read.entryCount)
    }

    @Test func anAnswerIsTakenOnceAndWhatIsForgottenNever() throws {
        var live = LiveWorld(try SmallWorld.world())
        let first = live.ask(.reset(.forceOff), host: 0)
        let second = live.ask(.reset(.forceOff), host: 1)
        #expect(live.takeAnswer(first.number) == nil)
        live.forget(second.number)
        live.advance(to: max(first.due, second.due))
        #expect(live.takeAnswer(first.number) == .success(.resetBegun))
        #expect(live.takeAnswer(first.number) == nil)
        #expect(live.takeAnswer(second.number) == nil)
        #expect(live.read(.readPower, host: 1) == .success(.power(.off)))
    }

    @Test func anUnreachableBMCAnswersNothing() throws {
        var live = LiveWorld(try SmallWorld.world())
        let name = live.hostName(0)
        let fault = try Fault("bmc-unreachable:\(name)@0s", of: try SmallWorld.template())
        live.take(.begin(fault, number: 0))
        let (number, due) = live.ask(.reset(.forceOff), host: 0)
        live.advance(to: due + .minutes(10))
        #expect(live.takeAnswer(number) == nil)
        #expect(live.read(.readPower, host: 0) == nil)
        live.take(.end(number: 0))
        #expect(live.read(.readPower, host: 0) == .success(.power(.on)))
    }

    /// Expects that all answers of host 0 are those that are made anew.
    private static func expectFresh(_ live: inout LiveWorld) {
        for command in [BMCCommand.readSystem, .readSensors, .readFirmware, .readPower] {
            let kept = live.read(command, host: 0)
            let known = live.known
            live.known = Array(repeating: nil, count: known.count)
            let fresh = live.read(command, host: 0)
            live.known = known
            #expect(kept == fresh, "\(command)")
        }
    }

    @Test func whatABMCHasAnsweredHoldsOnlyAsLongAsItIsSo() throws {
        var live = LiveWorld(try SmallWorld.world())
        let template = try SmallWorld.template()
        let name = live.hostName(0)
        for fault in ["bmc-lies", "bmc-unauthorized", "disk-failed", "power-loss"] {
            Self.expectFresh(&live)
            live.take(.begin(try Fault("\(fault):\(name)@0s", of: template), number: 0))
            Self.expectFresh(&live)
            live.take(.end(number: 0))
            Self.expectFresh(&live)
        }
        let all: [BMCCommand] = [
            .reset(.on), .insertMedia("http://a/b.iso"), .setBoot(BootOverride(.virtualMedia, .once)),
            .reset(.forceRestart), .ejectMedia, .reset(.forceOff),
        ]
        for command in all {
            let before = live.read(.readSystem, host: 0)
            let due = live.ask(command, host: 0).due
            live.advance(to: due)
            Self.expectFresh(&live)
            let hasChanged = live.read(.readSystem, host: 0) != before
            #expect(hasChanged || command == .reset(.forceRestart), "\(command)")
            for _ in 0..<30 {
                live.advance(to: live.time + .minutes(1))
                Self.expectFresh(&live)
            }
        }
    }

    @Test func whoWatchesIsToldOfEachChange() throws {
        var live = LiveWorld(try SmallWorld.world())
        let plain = live.fingerprint
        live.setWatching(true)
        #expect(live.takeChanges().isEmpty && live.fingerprint == plain)
        let due = live.ask(.reset(.forceOff), host: 2).due
        live.advance(to: due)
        let off = live.takeChanges()
        #expect(off.map(\.host) == [2] && off[0].before?.power == .on && off[0].after?.power == .off)
        let fault = try Fault("bmc-unreachable:\(live.hostName(1))@0s", of: try SmallWorld.template())
        live.take(.begin(fault, number: 0))
        let gone = live.takeChanges()
        #expect(gone.map(\.host) == [1] && gone[0].before != nil && gone[0].after == nil)
        live.take(.end(number: 0))
        #expect(live.takeChanges().map(\.after?.power) == [.on])
        live.setWatching(false)
        live.advance(to: live.ask(.reset(.on), host: 2).due)
        #expect(live.takeChanges().isEmpty)
    }
}
