/// Why a BMC did not do what it was asked.
public enum BMCError: Error, Hashable, Codable, Sendable {
    /// Nothing answers at its address.
    case unreachable
    /// It does not accept the credentials.
    case unauthorized
    /// It is busy with an earlier request.
    case busy

    /// In a few words.
    public var summary: String {
        switch self {
        case .unreachable: "the BMC does not answer"
        case .unauthorized: "the BMC refuses the credentials"
        case .busy: "the BMC is busy"
        }
    }
}
