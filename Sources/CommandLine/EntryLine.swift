import Scenarios
import Simulation

/// A journal entry on one aligned line.
enum EntryLine {
    /// Time, number, cause and sentence.
    static func line(
        _ id: EntryID, _ entry: Entry, _ text: EntryText, _ run: RecordedRun, width: Int
    ) -> String {
        func pad(_ number: UInt32) -> String {
            let digits = String(number)
            return String(repeating: " ", count: max(width - digits.count, 0)) + digits
        }
        return "\(run.calendar.local(entry.time))  \(pad(id.number)) ← \(pad(entry.cause.number))  "
            + text.sentence(entry)
    }
}
