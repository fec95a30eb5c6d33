/// The power feeds that a server hangs on.
public struct PowerFeeds: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The feed A.
    public static let a = PowerFeeds(rawValue: 1)
    /// The feed B.
    public static let b = PowerFeeds(rawValue: 2)
    /// Two power supplies, one on each feed.
    public static let both: PowerFeeds = [.a, .b]

    /// Reads `A`, `B` or `A,B`; nil of anything else.
    public init?(text: String) {
        switch text.split(separator: ",").map({ $0.filter { $0 != " " } }).sorted() {
        case ["A"]: self = .a
        case ["B"]: self = .b
        case ["A", "B"]: self = .both
        default: return nil
        }
    }

    /// The name of one feed.
    var name: String { self == .a ? "A" : "B" }
}
