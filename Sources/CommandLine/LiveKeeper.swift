import Foundation
import HardwareInterfaces
import Live
import RunStore
import Scenarios
import Simulation
import Synchronization
import Twin

/// Keeps a live run: what is received in a log while it goes on, so that a crash does not lose it, and the
/// whole in the store at its end. What stands against it is said and does not spoil the run.
final class LiveKeeper: Sendable {
    private let id: String
    private let keeping: StoreOptions
    private let hosts: [String]
    /// The log; nil when nothing is to be kept, or it cannot be written.
    private let log: RunLog?
    /// What was measured so far.
    private let exchanges = Mutex<[BMCExchange]>([])

    /// Begins to keep a run of a cloud, asked for by `command`.
    init(_ keeping: StoreOptions, _ command: [String], _ cloud: CloudInput, hosts: [String]) {
        self.keeping = keeping
        self.hosts = hosts
        id = keeping.newID()
        guard !keeping.noStore else {
            log = nil
            return
        }
        do {
            var records: [LiveLog.Record] = []
            cloud.forEachRecord { path, bytes in records.append(.input(path: path, bytes: Data(bytes))) }
            let head = LiveLog.Head(command: command, hosts: hosts, inputs: records.count)
            let log = try keeping.place.open().beginLog(id: id)
            for record in [.run(head: head)] + records { try log.append(record.bytes()) }
            self.log = log
        } catch {
            log = nil
            Self.say("what is received is kept only at the end", error)
        }
    }

    /// Takes in how long a command took.
    func measured(_ exchange: BMCExchange) {
        exchanges.withLock { $0.append(exchange) }
        append(.exchange(of: exchange))
    }

    /// Takes in what the world has received.
    func taken(_ line: LiveRecording.Line, _ fingerprint: Fingerprint) {
        append(.taken(line: line, fingerprint: fingerprint.description))
    }

    private func append(_ record: LiveLog.Record) {
        guard let log else { return }
        do { try log.append(try record.bytes()) } catch {
            Self.say("what is received from now on is kept only at the end", error)
        }
    }

    private static func say(_ what: String, _ error: any Error) {
        Output.error("\(what): \((error as? Failure)?.message ?? "\(error)")")
    }

    /// Keeps the run as a whole.
    func keep(
        _ run: RecordedRun, _ requests: [LiveRequest], end: SimTime, _ cloud: CloudInput,
        _ template: WorldTemplate, command: [String]
    ) {
        guard !keeping.noStore else { return }
        let recording = LiveRecording(
            requests, hosts: hosts, end: end, exchanges: exchanges.withLock { $0 })
        let place = keeping.place.store.map { " --store \(StoreOptions.quoted($0))" } ?? ""
        do {
            let store = try keeping.place.open()
            let writer = try store.begin(id: id)
            try writer.append(run, from: cloud)
            try writer.inbox(try recording.bytes())
            try writer.finish(
                RunRecord(
                    id: id, createdUnixSeconds: RunStore.systemSeconds(), title: "live \(template.cluster)",
                    command: command, kind: LiveCommand.kind, seed: run.seed,
                    fingerprint: run.fingerprint.description, versions: template.versions,
                    exitCode: run.outcome == .completed ? 0 : 1, outcome: run.outcome.description,
                    entryCount: run.count, simulatedSeconds: recording.endNanoseconds / 1_000_000_000,
                    summaryJSON: "{}"))
            log?.remove()
            _ = try store.retain(newest: keeping.keep)
            Output.write("run again without the devices: twin replay \(id)\(place)\n")
        } catch {
            Self.say("the run is not kept", error)
            if log != nil { Output.error("what was received is: twin replay \(id)\(place)") }
        }
    }
}
