import ArgumentParser
import RunStore
import Scenarios
import Simulation
import Twin

/// A run read back from the store.
struct StoredRun {
    let record: RunRecord
    let run: RecordedRun
    let inputs: [(path: String, bytes: [UInt8])]
    /// What the run was told from outside.
    let inbox: [UInt8]

    /// Reads a run by its identifier, a prefix of it, `latest`, or the path of its file.
    init(_ name: String, in store: RunStore) throws(Failure) {
        var table = NameTable()
        var blocks: [JournalBlock] = []
        var inputs: [(path: String, bytes: [UInt8])] = []
        do throws(RunStoreError) {
            let reader = try store.open(name)
            record = reader.record
            for text in try reader.names() { _ = table.intern(text) }
            for index in 0..<reader.blockCount { blocks.append(try reader.block(index)) }
            inbox = try reader.inbox()
            for input in reader.inputs() { inputs.append((input.path, try reader.bytes(of: input))) }
        } catch {
            throw Failure(error)
        }
        self.inputs = inputs
        guard let outcome = RunOutcome(record.outcome) else {
            throw Failure(
                "\(record.id): it ended as \"\(record.outcome)\", which this version does not know", .badInput
            )
        }
        let calendar = try Self.calendar(record, inputs)
        run = RecordedRun(
            seed: record.seed, outcome: outcome,
            fingerprint: Fingerprint(record.fingerprint) ?? Fingerprint(), names: table,
            calendar: calendar, blocks: blocks, events: 0)
    }

    /// Civil time of a run: a rehearsal's command says it, a scenario's file.
    private static func calendar(
        _ record: RunRecord, _ inputs: [(path: String, bytes: [UInt8])]
    ) throws(Failure) -> Calendar {
        if record.kind == RunCommand.kind {
            do throws(CloudError) { return try ScenarioInput.file(inputs).calendar() } catch {
                throw Failure(error)
            }
        }
        let words = record.command
        let start = words.firstIndex(of: "--start").map { words[$0 + 1] } ?? ""
        return Calendar(rfc3339: start) ?? Calendar(epochUnixSeconds: 0)
    }

    /// The options by which a run was made.
    static func options(_ record: RunRecord) throws(Failure) -> RehearseOptions {
        do {
            return try RehearseOptions.parse(Array(record.command.dropFirst()))
        } catch {
            throw Failure("\(record.id): its command line can't be read by this version", .badInput)
        }
    }
}
