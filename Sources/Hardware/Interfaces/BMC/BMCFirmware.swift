/// A piece of firmware and its version.
public struct BMCFirmware: Hashable, Codable, Sendable {
    /// Its name, such as `BIOS`.
    public var name: String
    /// Its version; nil when it does not say.
    public var version: String?

    /// Makes a piece of firmware.
    public init(name: String, version: String?) {
        self.name = name
        self.version = version
    }
}
