/// A word that must not be read by anyone but the device that it is for: its descriptions do not tell it.
public struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The word itself.
    let revealed: String

    /// Makes a secret.
    public init(_ word: String) {
        revealed = word
    }

    public var description: String { "(secret)" }

    public var debugDescription: String { description }

    public var customMirror: Mirror { Mirror(self, children: []) }
}
