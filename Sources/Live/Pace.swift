import Simulation

/// How virtual time follows the clock on the wall.
public enum Pace: Hashable, Sendable {
    /// Only as far as open requests need it: the world never runs ahead of its clients.
    case fast
    /// So many times faster than the wall's.
    case times(Int64)

    /// Reads `fast` or a number from 1 to 100000; nil when it is neither.
    public init?(_ text: String) {
        if text == "fast" {
            self = .fast
        } else if let times = Int64(text), (1...100_000).contains(times) {
            self = .times(times)
        } else {
            return nil
        }
    }

    /// The present once a clock has run for so long; never, where it is not the clock that lets time go on.
    func time(at elapsed: SimDuration) -> SimTime {
        guard case .times(let times) = self else { return .never }
        let (product, isTooLong) = elapsed.nanoseconds.multipliedReportingOverflow(by: times)
        return isTooLong ? .never : SimTime(nanoseconds: product)
    }

    /// How long a clock has run when the present is `time`; at once, where it is not the clock that counts.
    func elapsed(at time: SimTime) -> SimDuration {
        guard case .times(let times) = self else { return .zero }
        return SimDuration(nanoseconds: time.nanoseconds / times + 1)
    }
}
