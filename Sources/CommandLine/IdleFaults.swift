import Scenarios
import Simulation
import Twin

/// Faults that did nothing in a run: whoever asked for them would else believe that the cloud survives them.
enum IdleFaults {
    /// A note for each fault of which the run shows nothing.
    static func notes(_ faults: [Fault], in run: RecordedRun) -> [String] {
        guard !faults.isEmpty, run.count > 0 else { return [] }
        var isSeen = Array(repeating: false, count: faults.count)
        var end = SimTime.zero
        run.forEach { _, entry in
            end = entry.time
            for (number, fault) in faults.enumerated() where !isSeen[number] {
                let begin = SimTime.zero + (fault.start ?? .zero)
                guard entry.time >= begin,
                    fault.start == nil || fault.length.map({ entry.time <= begin + $0 }) ?? true
                else {
                    continue
                }
                isSeen[number] = fault.isSeen(in: entry, run.names)
            }
        }
        return faults.indices.filter { !isSeen[$0] }.map { number in
            let fault = faults[number]
            return "--fault \(fault.text): it did nothing in the median run, "
                + (SimTime.zero + (fault.start ?? .zero) > end
                    ? "which was over after \((end - .zero).readable)"
                    : "as nothing came to be that it could spoil")
        }
    }
}
