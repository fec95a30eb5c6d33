/// A piece of equipment: its kind and its index among the world's equipment of that kind.
public struct EquipmentID: Hashable, Codable, Sendable {
    /// The kind.
    public var kind: EquipmentKind
    /// The index.
    public var index: Int32

    /// Makes the identifier.
    public init(kind: EquipmentKind, index: Int) {
        self.kind = kind
        self.index = Int32(index)
    }
}
