/// Why bytes are no JSON, or are refused.
public struct JSONError: Error, Hashable, Sendable {
    /// What is wrong.
    public var problem: String
    /// At which byte, from 0.
    public var offset: Int

    /// What is wrong, and at which byte.
    public var message: String { "\(problem) at byte \(offset)" }
}
