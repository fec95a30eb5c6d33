/// What one sensor of a server measures.
public struct BMCSensor: Hashable, Codable, Sendable {
    /// What is measured, with its unit.
    public enum Quantity: String, Hashable, Codable, CaseIterable, Sendable {
        /// In degrees Celsius.
        case temperature
        /// In revolutions a minute.
        case fanSpeed
        /// In per cent of the fan's most.
        case fanShare
        /// In watts.
        case power
        /// In volts.
        case voltage
    }

    /// The sensor's name.
    public var name: String
    /// What it measures.
    public var quantity: Quantity
    /// The reading in thousandths of the unit; nil when the sensor gives none.
    public var thousandths: Int64?
    /// How the part is; nil when it does not say.
    public var health: BMCHealth?

    /// Makes a reading.
    public init(name: String, quantity: Quantity, thousandths: Int64?, health: BMCHealth?) {
        self.name = name
        self.quantity = quantity
        self.thousandths = thousandths
        self.health = health
    }
}
