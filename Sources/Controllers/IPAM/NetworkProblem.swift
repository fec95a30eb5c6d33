/// Why a Subnet gives no addresses, or why a host gets no network: what follows ERR in a status.
public struct NetworkProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// In words. Never holds text of a value but names.
    public let description: String

    /// A problem.
    public init(_ description: String) { self.description = description }
}
