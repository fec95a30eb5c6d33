/// A server's power.
public enum PowerState: String, Hashable, Codable, CaseIterable, Sendable {
    case off
    case on
}
