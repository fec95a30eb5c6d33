/// How an item of a HostOSConfiguration is on a machine.
public struct HostOSItemStatus: FieldCodable {
    /// The hash of the item.
    public var hash = StateItemHash.none
    /// A `HostOSItemState`; others are kept as they are read.
    public var state = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("hash", &hash)
        try coder.field("state", &state)
    }
}

/// How an item of a HostOSConfiguration is on a machine.
///
/// Source: page "HostOSConfiguration" (`Not Started`); the others are recalled.
public enum HostOSItemState: String, CaseIterable, Sendable {
    /// The agent has not tried it yet.
    case notStarted = "Not Started"
    /// It is done.
    case success = "Success"
    /// Its last attempt failed; it is tried again.
    case failed = "Failed"
}
