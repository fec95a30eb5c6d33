import HardwareClients
import HardwareInterfaces
import Simulation

@testable import HardwareSimulated

/// A simulated broker on a host, behind the interface of the real ones: a command is answered at once, and
/// the world's time goes on only when it is let.
actor SimulatedBroker: MessageBrokerClient {
    private var kernel: Kernel
    private var plant: Plant
    private var operations: UInt32 = 0

    init() {
        (kernel, plant) = SimulatedHost.world()
        let place = RabbitMQPlace(
            cluster: 1, workload: "rabbitmq", name: kernel.names.intern("rabbitmq-0"), host: 0,
            clients: [RabbitMQClient(name: "nova", connections: 1, callTimeout: .seconds(60))])
        _ = plant.add(place, &kernel)
    }

    /// Begins or ends a memory alarm.
    func setAlarm(_ isOn: Bool) {
        let fault = HardwareFault.brokerAlarm(host: 0, broker: "", .memory)
        if isOn { plant.begin(fault, &kernel) } else { plant.end(fault, &kernel) }
    }

    /// Puts messages into a durable queue.
    func publish(_ count: Int64) -> Bool {
        plant.brokers[0].broker.declare("work", .durable)
        return plant.brokers[0].broker.publish(count, to: "work", persistent: true)
    }

    /// Lets time go on.
    func run(_ duration: SimDuration) { plant.run(&kernel, for: duration) }

    func perform(
        _ command: RabbitMQCommand, on broker: EquipmentID
    ) async throws(RabbitMQError) -> RabbitMQReply {
        operations += 1
        let operation = OperationID(number: operations)
        _ = plant.takeNotices()
        plant.perform(
            Effect(
                operation: operation, target: broker, command: .rabbitMQ(command), timeout: .minutes(1),
                item: nil), &kernel)
        for notice in plant.takeNotices() {
            guard case .answer(operation, let result) = notice else { continue }
            switch result {
            case .success(.rabbitMQ(let reply)): return reply
            case .failure(.rabbitMQ(let error)): throw error
            case .success, .failure: throw .malformed("an answer that is none of a broker")
            }
        }
        throw .timedOut
    }
}
