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

    init() { (kernel, plant) = SimulatedHost.world() }

    func begin(_ fault: HardwareFault) { plant.begin(fault, &kernel) }

    /// Lets time go on.
    func run(_ duration: SimDuration) { plant.run(&kernel, for: duration) }

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
