import HardwareInterfaces
import Simulation
import Synchronization
import Twin

@testable import Live

/// A run of the spare host at a server that takes a while for each answer, with what was measured and what a
/// log of it has.
struct MeasuredRun {
    var journal: LiveJournal
    var exchanges: [BMCExchange]
    var records: [LiveLog.Record]

    init(_ server: ScriptedServer = ScriptedServer()) async throws {
        let clock = ManualClock()
        let client = TimedBMCClient(server, clock: clock) { command in
            switch command {
            case .setPower: .seconds(3)
            case .insertMedia: .seconds(12)
            case .setBoot: .milliseconds(700)
            default: .milliseconds(200)
            }
        }
        let exchanges = Mutex<[BMCExchange]>([])
        let records = Mutex<[LiveLog.Record]>([])
        let world = try SpareHost.world()
        let names = Dictionary(uniqueKeysWithValues: world.realBMCs.map { ($0.bmc, $0.host) })
        let measuring = MeasuringBMCClient(client, hosts: names, clock: clock) { exchange in
            exchanges.withLock { $0.append(exchange) }
            records.withLock { $0.append(.exchange(of: exchange)) }
        }
        let driver = FleetDriver(
            world, client: SettlingBMCClient(measuring, clock: clock), pace: .fast, clock: clock
        ) { line, fingerprint in
            records.withLock { $0.append(.taken(line: line, fingerprint: fingerprint.description)) }
        }
        await driver.run(until: .zero + .minutes(30))
        journal = await driver.close()
        self.exchanges = exchanges.withLock { $0 }
        self.records = records.withLock { $0 }
    }
}
