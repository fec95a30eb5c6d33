import RunStore
import Scenarios
import Simulation

extension RunWriter {
    /// Writes what every run that is kept has: its journal, the names in it, and what it was made from.
    func append(_ run: RecordedRun, from input: CloudInput) throws(RunStoreError) {
        for block in run.blocks { try append(block: block) }
        var all: [String] = []
        all.reserveCapacity(run.names.count)
        for number in 0..<run.names.count { all.append(run.names[NameID(number: UInt32(number))]) }
        try names(all)
        try input.forEachRecord { path, bytes throws(RunStoreError) in
            try self.input(path: path, bytes: bytes)
        }
    }
}
