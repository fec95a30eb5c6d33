/// Which part of an object a write may change, as the API server's subresources have it.
public enum WritePart: UInt8, Sendable {
    /// Everything but the status.
    case main
    /// The status alone.
    case status
}
