/// Why bytes are no JSON.
struct JSONError: Error, Hashable, Sendable {
    /// What is wrong, and at which byte.
    var message: String
}
