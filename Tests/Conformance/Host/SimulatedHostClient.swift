import HardwareClients
import HardwareInterfaces
import HardwareSimulated
import Simulation

/// A simulated host behind the interface of the real ones.
actor SimulatedHostClient: HostClient {
    private var kernel: Kernel
    private var plant: Plant
    private var operations: UInt32 = 0

    init() { (kernel, plant) = SimulatedHost.world() }

    func perform(_ command: HostCommand, on host: EquipmentID) async throws(HostError) -> HostReply {
        operations += 1
        let operation = OperationID(number: operations)
        _ = plant.takeNotices()
        plant.perform(
            Effect(
                operation: operation, target: host, command: .host(command), timeout: .hours(1), item: nil),
            &kernel)
        plant.run(&kernel, for: .minutes(1))
        for notice in plant.takeNotices() {
            guard case .answer(operation, let result) = notice else { continue }
            switch result {
            case .success(.host(let reply)): return reply
            case .failure(.host(let error)): throw error
            case .success, .failure: throw .malformed("an answer that is none of a host")
            }
        }
        throw .unreachable
    }
}
