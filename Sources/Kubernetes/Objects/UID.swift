/// An object's `uid`: a number of the store for objects made in the twin, the hash of the text for imported
/// ones.
public struct UID: Hashable, Sendable, FieldValue {
    /// The number; 0 means "none".
    public var number: UInt64

    /// Makes the identifier with `number`.
    public init(number: UInt64 = 0) { self.number = number }

    /// No identifier.
    public static let none = UID()

    /// True for `.none`.
    public var isNone: Bool { number == 0 }

    public init(value: Value) throws(FieldError) {
        self.init(try String(value: value))
    }

    private init(_ text: String) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        number = text.isEmpty ? 0 : Self.parse(text) ?? hash
    }

    public func encoded(over base: Value?) -> Value {
        if let base, let text = base.string, Self(text) == self { return base }
        return .string(text)
    }

    /// As Kubernetes writes it: version 4, with the number in the last 16 digits.
    public var text: String {
        let digits = String(number, radix: 16)
        let padded = Array(String(repeating: "0", count: 16 - digits.utf8.count) + digits)
        return "74776e00-0000-4000-\(String(padded[0..<4]))-\(String(padded[4..<16]))"
    }

    private static func parse(_ text: String) -> UInt64? {
        guard text.hasPrefix("74776e00-0000-4000-"),
            let number = UInt64(text.dropFirst(19).filter { $0 != "-" }, radix: 16),
            UID(number: number).text == text
        else { return nil }
        return number
    }
}
