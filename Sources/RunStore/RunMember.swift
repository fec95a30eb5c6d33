/// One run of a sweep.
public struct RunMember: Codable, Hashable, Sendable {
    /// Its seed.
    public var seed: UInt64
    /// The fingerprint of its journal, in hexadecimal digits.
    public var fingerprint: String
    /// How long it took in virtual time.
    public var durationSeconds: Int64
    /// How it ended, in a word or a line.
    public var outcome: String

    /// Makes a member.
    public init(seed: UInt64, fingerprint: String, durationSeconds: Int64, outcome: String) {
        self.seed = seed
        self.fingerprint = fingerprint
        self.durationSeconds = durationSeconds
        self.outcome = outcome
    }
}
