import HardwareInterfaces

/// What a BMC told, and what stood against the rest.
struct BMCProbe: ProbeResult {
    var address: String
    var system: BMCSystem?
    var sensors: [BMCSensor] = []
    var firmware: [BMCFirmware] = []
    var failures: [String] = []

    var isTold: Bool { system != nil || !sensors.isEmpty || !firmware.isEmpty }

    var text: String { BMCReport.text(self) }
}
