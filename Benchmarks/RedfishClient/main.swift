// The client of real BMCs through what a live run asks of each at its registration (the power) and its
// inspection (the power, then everything of the server), as many at a time as there are places.
// Usage: bench-redfish PASSWORD [places] < lines of "NAME ADDRESS"; prints "name value unit" lines.

internal import Foundation
internal import HardwareAdapters
internal import HardwareInterfaces

/// The processor time of this process so far, in seconds.
func processorSeconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let times = [usage.ru_utime, usage.ru_stime]
    return times.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1_000_000 }
}

let arguments = CommandLine.arguments
let places = arguments.count > 2 ? Int(arguments[2]) ?? 32 : 32
var devices: [EquipmentID: RedfishDevice] = [:]
while let line = readLine() {
    let words = line.split(separator: " ")
    guard words.count == 2, let address = HTTPAddress(String(words[1])), arguments.count > 1 else {
        fatalError("usage: bench-redfish PASSWORD [places] < lines of NAME ADDRESS")
    }
    devices[EquipmentID(kind: .bmc, index: devices.count)] = RedfishDevice(
        name: String(words[0]), address: address, user: "admin", password: Secret(arguments[1]))
}

let client = RedfishClient(devices: devices)
let count = devices.count

/// Registers a server and inspects it; answers how many drives and interfaces it has.
@Sendable func look(_ index: Int) async throws -> Int {
    let bmc = EquipmentID(kind: .bmc, index: index)
    _ = try await client.perform(.readPower, on: bmc)
    _ = try await client.perform(.readPower, on: bmc)
    guard case .system(let system) = try await client.perform(.readSystem, on: bmc) else { return 0 }
    return system.drives.count + system.interfaces.count
}

let begin = ContinuousClock.now
let parts = try await withThrowingTaskGroup(of: Int.self) { group in
    var parts = 0
    for index in 0..<count {
        if index >= places { parts += try await group.next() ?? 0 }
        group.addTask { try await look(index) }
    }
    for try await found in group { parts += found }
    return parts
}
let took = begin.duration(to: .now)
await client.close()
guard parts >= count * 2 else { fatalError("\(count) servers have \(parts) drives and interfaces") }
let (seconds, attoseconds) = took.components
print("redfish_client_seconds \(Double(seconds) + Double(attoseconds) / 1e18) s")
print("redfish_client_processor_milliseconds \(processorSeconds() * 1000 / Double(count)) ms")
