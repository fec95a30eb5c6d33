/// The SMART attributes of an ATA disk, as `smartctl --json` gives them.
public struct ATAAttributes: Hashable, Codable, Sendable {
    /// An attribute.
    public struct Attribute: Hashable, Codable, Sendable {
        /// The value as the maker counts it.
        public struct Raw: Hashable, Codable, Sendable {
            /// The count.
            public var value: Int64

            /// Makes a raw value.
            public init(value: Int64) { self.value = value }
        }

        /// The number: 5, 9, 187 ...
        public var id: Int64
        /// The name: `Reallocated_Sector_Ct` ...
        public var name: String
        /// The normalized value; it falls as the disk gets worse.
        public var value: Int64
        /// The lowest value so far.
        public var worst: Int64
        /// At or below this value the disk predicts its failure; 0 never.
        public var thresh: Int64
        /// The count.
        public var raw: Raw

        /// An attribute whose count is `raw`.
        public init(id: Int64, name: String, value: Int64 = 100, thresh: Int64 = 0, raw: Int64) {
            self.id = id
            self.name = name
            self.value = value
            worst = value
            self.thresh = thresh
            self.raw = Raw(value: raw)
        }
    }

    /// The attributes, by number.
    public var table: [Attribute]

    /// Makes a table.
    public init(table: [Attribute]) { self.table = table }

    /// The count of the attribute numbered `id`; nil when the disk has none.
    public func raw(_ id: Int64) -> Int64? { table.first { $0.id == id }?.raw.value }
}
