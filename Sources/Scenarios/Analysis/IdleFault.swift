import Kubernetes
import Simulation
import Twin

/// A fault that did nothing in a run: whoever asked for it would else believe that the cloud survives it.
public struct IdleFault: Hashable, Sendable {
    /// The fault, as it was written or named.
    public let fault: String
    /// Why, as the end of a sentence about the run.
    public let reason: String

    /// The faults of a run of which its journal has no evidence, in the order of the run. What evidence is,
    /// each kind of fault says.
    public static func all(in run: RecordedRun) -> [IdleFault] {
        guard !run.faults.isEmpty, run.count > 0 else { return [] }
        var isSeen = Array(repeating: false, count: run.faults.count)
        var end = SimTime.zero
        run.forEach { _, entry in
            end = entry.time
            for (number, span) in run.faults.enumerated() where !isSeen[number] {
                guard let begin = span.begin, entry.time >= begin, span.end.map({ entry.time <= $0 }) ?? true
                else { continue }
                isSeen[number] = span.fault.isSeen(in: entry, run.names, number: span.number)
            }
        }
        return run.faults.indices.filter { !isSeen[$0] }.map { number in
            let reason: String
            switch run.faults[number].begin {
            case nil: reason = "as what it waits for never came"
            case .some(let begin) where begin > end:
                reason = "which was over after \((end - .zero).readable)"
            case .some: reason = "as nothing came to be that it could spoil"
            }
            return IdleFault(fault: run.faults[number].fault.text, reason: reason)
        }
    }

    /// The fault for programs.
    func json() -> Value { .map(["fault": .string(fault), "reason": .string(reason)]) }
}
