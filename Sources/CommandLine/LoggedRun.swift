import Live
import RunStore
import Simulation

/// A live run that was killed, or goes on, as its log has it.
struct LoggedRun {
    let id: String
    let log: LiveLog

    /// Finds the log that a name means; nil when it means none. Says when its last record was cut off.
    init?(_ name: String, in store: RunStore) throws(Failure) {
        let found: (id: String, bytes: [UInt8])?
        do throws(RunStoreError) { found = try store.log(name) } catch { throw Failure(error) }
        guard let found else { return nil }
        id = found.id
        do throws(LiveLog.Failure) { log = try LiveLog(bytes: found.bytes) } catch {
            switch error {
            case .noBeginning:
                throw Failure("\(id): the run was killed before it had begun; nothing was asked", .badInput)
            case .damaged(let line):
                throw Failure("\(id): line \(line) of its log is damaged", .badInput)
            }
        }
        if log.isCut { Output.error("note: \(id): its last record was cut off, and is left out") }
    }

    /// Runs it again up to its last record, and compares.
    func replay() throws {
        let world = try LiveCommand.again(id, log.head.command, log.inputs, log.recording)
        let count = log.recording.lines.count
        let time = (log.recording.end - .zero).readable
        guard log.fingerprint ?? world.fingerprint == world.fingerprint else {
            throw Failure(
                "\(id): the replay differs from the run by its last answer, at \(time)", .differs)
        }
        Output.write(
            "killed, or going on: \(count) answer\(count == 1 ? "" : "s") up to \(time)\n"
                + "equal up to there: \(world.fingerprint), \(world.entryCount) entries\n")
    }
}
