import Foundation
import HardwareInterfaces

/// What a BMC told, and what stood against the rest.
struct BMCProbe: Codable {
    var address: String
    var system: BMCSystem?
    var sensors: [BMCSensor] = []
    var firmware: [BMCFirmware] = []
    var failures: [String] = []

    /// As JSON, its fields in order of their names.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}
