import Simulation

/// A civil instant in an object: whole seconds since 1970 in UTC, written as RFC 3339.
public struct Timestamp: Hashable, Comparable, Sendable, FieldValue {
    /// Seconds since 1970-01-01T00:00:00Z.
    public var unixSeconds: Int64

    /// Makes the instant `unixSeconds` after 1970.
    public init(unixSeconds: Int64) { self.unixSeconds = unixSeconds }

    public init(value: Value) throws(FieldError) {
        guard let calendar = Calendar(rfc3339: try String(value: value)) else {
            throw FieldError(
                position: value.position, problem: "not an RFC 3339 date-time",
                hint: "write it as 2026-11-28T22:00:00Z")
        }
        unixSeconds = calendar.epochUnixSeconds
    }

    public func encoded(over base: Value?) -> Value {
        if let base, let old = base.string, Calendar(rfc3339: old)?.epochUnixSeconds == unixSeconds {
            return base
        }
        return .string(text)
    }

    /// The instant in UTC, `2026-11-28T21:00:00Z`.
    public var text: String { Calendar(epochUnixSeconds: unixSeconds).rfc3339(.zero) }

    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.unixSeconds < right.unixSeconds }
}
