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
}
