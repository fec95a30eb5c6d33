/// A field of an object.
public struct JSONMember: Hashable, Sendable {
    public var name: String
    public var value: JSONValue
}
