import HardwareInterfaces
import Simulation

@testable import HardwareSimulated

/// A world of one simulated host, on which the simulated equipment of suites stands.
enum SimulatedHost {
    /// The world: `node-1` runs, and its containers do.
    static func world() -> (Kernel, Plant) {
        let timings = [
            ("bmc.command", SimDuration.seconds(1)), ("host.post", .minutes(5)), ("host.boot", .seconds(150)),
            ("host.shutdown", .seconds(90)), ("host.netboot", .minutes(3)), ("mcr.start", .seconds(45)),
            ("host.command", .seconds(2)),
            ("disk.life.ssd", .hours(10_000)), ("disk.sync.ssd", .milliseconds(1)),
            ("mirror.origin.gigabyte", .seconds(16)), ("mirror.proxy.gigabyte", .milliseconds(800)),
            ("mirror.host.gigabyte", .seconds(4)),
        ].map { Timing(name: $0.0, median: $0.1, spreadMillionths: 0, certainty: .exact, source: "test") }
        var kernel = Kernel(
            seed: 1, calendar: Calendar(epochUnixSeconds: 0), timings: Timings(timings), versions: ["test"])
        var plant = Plant(&kernel)
        let facts = HostFacts(
            distribution: "ubuntu/jammy", kernel: "5.15", installedKernel: "5.15", boots: 1)
        var host = HostSimulator(
            name: "node-1", nameID: kernel.names.intern("node-1"), cluster: 1, hardwareClass: nil,
            facts: facts)
        host.hardware = HardwareDetails(
            processors: 64, memory: 262_144,
            disks: [HardwareDetails.Disk(name: "/dev/sda", bytes: 960_197_124_096, type: "SSD")],
            interfaces: [HardwareDetails.Interface(name: "ens1f0", mac: "52:54:00:12:34:56", speed: 25)])
        _ = plant.add(host, runtimeVersion: "23.0", ironic: nil)
        return (kernel, plant)
    }
}

extension Plant {
    /// Lets time go on.
    mutating func run(_ kernel: inout Kernel, for duration: SimDuration) {
        let end = kernel.now + duration
        while let next = kernel.queue.nextTime, next <= end, let event = kernel.queue.pop() {
            kernel.now = event.time
            handle(event, &kernel)
        }
        kernel.now = end
    }
}
