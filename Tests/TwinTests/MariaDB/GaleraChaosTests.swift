import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Scenarios
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// A database under random faults, computed and ticking; its controllers die after any of their writes.
@Suite struct GaleraChaosTests {
    private static let all = (0..<3).map { "mariadb-server-\($0)" }

    /// A fault that begins and ends.
    private func fault(_ bits: UInt64, _ hosts: [UInt32]) -> HardwareFault {
        let host = hosts[Int(bits % 3)]
        return switch bits >> 4 & 7 {
        case 0, 1: .memberKilled(host: host)
        case 2, 3: .memberPaused(host: host)
        case 4: .dataLost(host: host)
        case 5: .network(.detached(host: host))
        case 6: .runtimeHang(host: host)
        default: .powerLoss(host: host)
        }
    }

    /// A world with six faults in it.
    private func world(_ seed: UInt64, ticks: Bool) throws -> RecordedRun {
        var fixture = try DatabaseFixture(seed: seed, ticks: ticks, hasMembers: true)
        fixture.run(.minutes(5))
        let hosts = try Self.all.map { try fixture.host(of: $0) }
        let stream = RandomStream(seed: seed).derive("galera chaos")
        for number in 0..<6 {
            let bits = stream.bits(UInt64(number))
            let fault = fault(bits, hosts)
            fixture.world.state.substrate.kernel.journal.cause = EntryID(number: 1)
            fixture.begin(fault)
            fixture.run(.milliseconds(Int64(bits >> 8 % 200_000)))
            fixture.world.state.substrate.kernel.journal.cause = EntryID(number: 1)
            fixture.end(fault)
            fixture.run(.milliseconds(Int64(bits >> 32 % 900_000)))
        }
        guard try fixture.run(atMost: .hours(3), until: { $0.readyPods() == Self.all }) else {
            // All were lost while one had no data yet: its position is unknown for ever, as in reality.
            let summary = fixture.summary()
            let run = fixture.recorded()
            // The scripts that wait are ended by their probes every nine minutes, and wait anew.
            let late = fixture.world.now - .minutes(30)
            let waits = Wait.all(run).filter {
                $0.rule.form == .positionKnown && ($0.end ?? .never) > late
            }
            #expect(!waits.isEmpty, "seed \(seed): \(summary)")
            return run
        }
        fixture.run(.seconds(30))
        #expect(try fixture.primary() == "mariadb-server-0")
        #expect(try fixture.endpoints() == ["mariadb-server-0"])
        let (began, ended) = (
            fixture.entries(DatabaseEntry.sqlOutageBegan), fixture.entries(DatabaseEntry.sqlOutageEnded)
        )
        #expect(began.count == ended.count)
        return fixture.recorded()
    }

    @Test(arguments: 0..<8)
    func computedAndTickingDatabasesHaveTheSameJournal(seed: UInt64) throws {
        let (computed, ticking) = (try world(seed, ticks: false), try world(seed, ticks: true))
        guard let found = Comparison.firstDifference(computed, ticking) else { return }
        Issue.record("\(Comparison.render(found, computed, ticking, "computed", "ticking"))")
    }

    @Test(arguments: [ControllerID.mariaDB, .mariaDBStart, .endpoints, .kubelet])
    func crashAfterAnyWriteOfARecoveryLeadsToADatabase(controller: ControllerID) throws {
        for write in [1, 2, 3, 5, 8, 13, 21, 34] {
            var fixture = try DatabaseFixture(hasMembers: true)
            fixture.run(.minutes(5))
            let hosts = try Self.all.map { try fixture.host(of: $0) }
            for host in hosts { fixture.begin(.powerLoss(host: host)) }
            fixture.run(.minutes(5))
            fixture.world.state.substrate.beginCrash(
                CrashPlan(controller: controller, afterWrite: write, downtime: .seconds(30)), fault: 1)
            for host in hosts { fixture.end(.powerLoss(host: host)) }
            let isWell = try fixture.run(atMost: .hours(3)) { $0.readyPods() == Self.all }
            #expect(isWell, "\(controller) after \(write): \(fixture.summary())")
            fixture.run(.minutes(1))
            #expect(try fixture.primary() == "mariadb-server-0", "\(controller) after \(write)")
            #expect(try fixture.endpoints() == ["mariadb-server-0"], "\(controller) after \(write)")
        }
    }
}
