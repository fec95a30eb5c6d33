import HardwareClients
import HardwareInterfaces
import Simulation

@testable import HardwareSimulated

/// The simulated BMC of one server, behind the interface of the real ones: a command is answered at once, and
/// the world's time goes on for as long as that takes.
actor SimulatedBMC: BMCClient {
    private var kernel: Kernel
    private var plant: Plant
    private var operations: UInt32 = 0

    init() {
        let timings = [
            ("bmc.command", SimDuration.seconds(1)), ("host.post", .minutes(5)), ("host.boot", .seconds(150)),
            ("host.shutdown", .seconds(90)), ("host.netboot", .minutes(3)), ("mcr.start", .seconds(45)),
            ("disk.life.ssd", .hours(10_000)), ("disk.sync.ssd", .milliseconds(1)),
            ("mirror.origin.gigabyte", .seconds(16)), ("mirror.proxy.gigabyte", .milliseconds(800)),
            ("mirror.host.gigabyte", .seconds(4)),
        ].map { Timing(name: $0.0, median: $0.1, spreadMillionths: 0, certainty: .exact, source: "test") }
        kernel = Kernel(
            seed: 1, calendar: Calendar(epochUnixSeconds: 0), timings: Timings(timings), versions: ["test"])
        plant = Plant(&kernel)
        let facts = HostFacts(distribution: "ubuntu/jammy", kernel: "5.15", installedKernel: "5.15", boots: 1)
        var host = HostSimulator(
            name: "node-1", nameID: kernel.names.intern("node-1"), cluster: 1, hardwareClass: nil,
            facts: facts)
        host.hardware = HardwareDetails(
            processors: 64, memory: 262_144,
            disks: [HardwareDetails.Disk(name: "/dev/sda", bytes: 960_197_124_096, type: "SSD")],
            interfaces: [HardwareDetails.Interface(name: "ens1f0", mac: "52:54:00:12:34:56", speed: 25)])
        _ = plant.add(host, runtimeVersion: "23.0", ironic: nil)
    }

    func begin(_ fault: HardwareFault) { plant.begin(fault, &kernel) }

    /// Lets time go on.
    func run(_ duration: SimDuration) {
        let end = kernel.now + duration
        while let next = kernel.queue.nextTime, next <= end, let event = kernel.queue.pop() {
            kernel.now = event.time
            plant.handle(event, &kernel)
        }
        kernel.now = end
    }

    func perform(_ command: BMCCommand, on bmc: EquipmentID) async throws(BMCError) -> BMCReply {
        operations += 1
        let operation = OperationID(number: operations)
        _ = plant.takeNotices()
        plant.perform(
            Effect(operation: operation, target: bmc, command: .bmc(command), timeout: .hours(1), item: nil),
            &kernel)
        run(.seconds(10))
        for notice in plant.takeNotices() {
            guard case .answer(operation, let result) = notice else { continue }
            switch result {
            case .success(.bmc(let reply)): return reply
            case .failure(.bmc(let error)): throw error
            case .success, .failure: throw .malformed("an answer that is none of a BMC")
            }
        }
        throw .unreachable
    }
}
