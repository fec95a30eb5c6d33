/// What a disk says of its health, with the names and units of `smartctl --json --all`.
///
/// Source: smartmontools, smartctl(8), option `--json`; NVM Express Base Specification, "SMART / Health
/// Information" (log page 02h).
public struct SMARTReport: Hashable, Codable, Sendable {
    /// The device.
    public struct Device: Hashable, Codable, Sendable {
        /// Such as `/dev/sda`.
        public var name: String
        /// `ata`, `nvme` or `scsi`; empty of one that has no SMART.
        public var type: String

        /// Makes a device.
        public init(name: String, type: String) {
            self.name = name
            self.type = type
        }
    }

    /// The disk's own verdict.
    public struct Status: Hashable, Codable, Sendable {
        /// False once it predicts its failure.
        public var passed: Bool

        /// Makes a verdict.
        public init(passed: Bool) { self.passed = passed }
    }

    /// The temperature.
    public struct Temperature: Hashable, Codable, Sendable {
        /// In degrees Celsius.
        public var current: Int64

        /// Makes a temperature.
        public init(current: Int64) { self.current = current }
    }

    /// How long it has been on.
    public struct PowerOnTime: Hashable, Codable, Sendable {
        /// In hours.
        public var hours: Int64

        /// Makes a time.
        public init(hours: Int64) { self.hours = hours }
    }

    /// Whose report it is.
    public var device: Device
    /// The verdict; nil of a disk that does not answer or has no SMART.
    public var smartStatus: Status?
    /// The attributes of an ATA disk; nil of others.
    public var attributes: ATAAttributes?
    /// The log of an NVMe disk; nil of others.
    public var nvmeLog: NVMeHealthLog?
    /// The temperature; nil of a disk that does not answer.
    public var temperature: Temperature?
    /// How long it has been on; nil of a disk that does not answer.
    public var powerOnTime: PowerOnTime?

    /// The report of a disk that does not answer.
    public init(device: Device) { self.device = device }

    private enum CodingKeys: String, CodingKey {
        case device
        case smartStatus = "smart_status"
        case attributes = "ata_smart_attributes"
        case nvmeLog = "nvme_smart_health_information_log"
        case temperature
        case powerOnTime = "power_on_time"
    }
}
