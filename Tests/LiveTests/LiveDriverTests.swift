import HardwareInterfaces
import Simulation
import Synchronization
import Testing
import Twin

@testable import Live

@Suite struct LiveDriverTests {
    @Test func fastGoesOnlyAsFarAsTheRequestNeeds() async throws {
        let clock = ManualClock()
        let driver = LiveDriver(try SmallWorld.world(), pace: .fast, clock: clock)
        #expect(driver.time == .zero)
        clock.turn(by: .hours(5))
        #expect(driver.time == .zero)
        let answer = await driver.perform(.reset(.forceOff), host: 0)
        #expect(answer == .success(.resetBegun))
        let time = driver.time
        #expect(time > .zero && time < .zero + .seconds(10))
        #expect(await driver.perform(.readPower, host: 0) == .success(.power(.off)))
        let later = driver.time
        #expect(later > time && later < time + .seconds(10))
    }

    @Test func whatIsAskedAgainTakesTimeUntilTheHostRuns() async throws {
        let driver = LiveDriver(try SmallWorld.world(), pace: .fast, clock: ManualClock())
        _ = await driver.perform(.reset(.gracefulShutdown), host: 0)
        #expect(await driver.perform(.readPower, host: 0) == .success(.power(.on)))
        var polls = 0
        while await driver.perform(.readPower, host: 0) == .success(.power(.on)), polls < 600 { polls += 1 }
        #expect(polls > 3 && polls < 600)
    }

    @Test func paceFollowsTheClock() async throws {
        let clock = ManualClock()
        let driver = LiveDriver(try SmallWorld.world(), pace: .times(60), clock: clock)
        clock.turn(by: .seconds(10))
        #expect(driver.time == .zero + .minutes(10))
        let answer = Task { await driver.perform(.reset(.forceOff), host: 0) }
        while clock.sleeping == 0 { await Task.yield() }
        // The BMC takes about a second: a sixtieth on the wall.
        #expect(await driver.perform(.readPower, host: 99) == .failure(.unreachable))
        clock.turn(by: .milliseconds(1))
        #expect(clock.sleeping == 1)
        clock.turn(by: .milliseconds(200))
        #expect(await answer.value == .success(.resetBegun))
    }

    @Test func aSilentBMCIsWaitedForAMinuteAndNoLonger() async throws {
        let driver = LiveDriver(try SmallWorld.world(), pace: .fast, clock: ManualClock())
        let name = driver.hostNames[0]
        let fault = try Fault("bmc-unreachable:\(name)@0s", of: try SmallWorld.template())
        driver.take(.begin(fault, number: 0))
        let begin = driver.time
        #expect(await driver.perform(.readPower, host: 0) == .failure(.unreachable))
        #expect(driver.time == begin + .seconds(60))
        #expect(await driver.perform(.reset(.forceOff), host: 0) == .failure(.unreachable))
        #expect(driver.time < begin + .seconds(121))
    }

    @Test func whatTheDriverTookIsReplayed() async throws {
        let driver = LiveDriver(try SmallWorld.world(), pace: .fast, clock: ManualClock())
        for host in 0..<3 {
            _ = await driver.perform(.setBoot(BootOverride(.pxe, .once)), host: host)
            _ = await driver.perform(.reset(.forceRestart), host: host)
            for _ in 0..<40 { _ = await driver.perform(.readSystem, host: host) }
        }
        let (requests, end) = (driver.requests, driver.time)
        #expect(requests.count == 6)
        let again = LiveWorld.replay(requests, in: try SmallWorld.world(), until: end)
        let journal = driver.journal
        #expect(again.fingerprint == journal.fingerprint && again.entryCount == journal.count)
    }

    @Test func whoListensIsToldThoughNobodyAsks() async throws {
        let clock = ManualClock()
        let driver = LiveDriver(try SmallWorld.world(), pace: .times(60), clock: clock)
        let heard = Mutex<[BMCChange]>([])
        let number = driver.watch { changes in heard.withLock { $0 += changes } }
        let fault = try Fault("power-loss:\(driver.hostNames[3])@0s", of: try SmallWorld.template())
        driver.plan(.begin(fault, number: 0), at: .zero + .minutes(1))
        while clock.sleeping == 0 { await Task.yield() }
        #expect(heard.withLock { $0.isEmpty })
        clock.turn(by: .seconds(1))
        while heard.withLock({ $0.isEmpty }) { await Task.yield() }
        #expect(heard.withLock { $0.map(\.host) } == [3])
        driver.unwatch(number)
        clock.turn(by: .seconds(100))
        _ = driver.time
        #expect(heard.withLock { $0.count } == 1)
    }

    @Test(
        arguments: [
            ("fast", Pace.fast), ("1", .times(1)), ("60", .times(60)), ("0", nil), ("-1", nil), ("x", nil),
            ("100001", nil),
        ] as [(String, Pace?)])
    func pacesAreRead(text: String, pace: Pace?) { #expect(Pace(text) == pace) }
}
