/// What a server is told to boot from instead of its own order.
///
/// Source: DMTF DSP0268, ComputerSystem, Boot.
public struct BootOverride: Hashable, Codable, Sendable {
    /// For how long it is told so.
    public enum Duration: String, Hashable, Codable, CaseIterable, Sendable {
        case disabled
        case once
        case continuous
    }

    /// From what; of no meaning when disabled.
    public var device: BootDevice
    /// For how long.
    public var duration: Duration

    /// Makes an override.
    public init(_ device: BootDevice, _ duration: Duration) {
        self.device = device
        self.duration = duration
    }

    /// The server's own order holds.
    public static let none = BootOverride(.disk, .disabled)
}
