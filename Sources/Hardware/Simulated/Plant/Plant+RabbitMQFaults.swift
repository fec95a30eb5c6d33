import HardwareInterfaces
import Simulation

/// Faults of message brokers, by the host that they run on.
extension Plant {
    mutating func beginRabbitMQ(_ fault: HardwareFault, _ kernel: inout Kernel) {
        switch fault {
        case .brokerKilled(let host, let name):
            let cause = kernel.journal.cause
            for index in brokers.indices where isMeant(index, on: host, name) && brokers[index].isRunning {
                kernel.journal.cause = cause
                feel(&kernel) { $0 == fault }
                endBroker(index, "its process was killed", &kernel)
            }
            kernel.journal.cause = cause
        case .brokerAlarm(let host, let name, let alarm):
            hosts[Int(host)].faults.brokerAlarms.append(BrokerAlarm(broker: name, alarm: alarm))
            reviewBrokers(&kernel)
        default: preconditionFailure("\(fault) is no fault of a message broker")
        }
    }

    mutating func endRabbitMQ(_ fault: HardwareFault, _ kernel: inout Kernel) {
        guard case .brokerAlarm(let host, let name, let alarm) = fault else { return }
        let alarms = hosts[Int(host)].faults.brokerAlarms
        if let place = alarms.firstIndex(of: BrokerAlarm(broker: name, alarm: alarm)) {
            hosts[Int(host)].faults.brokerAlarms.remove(at: place)
        }
        reviewBrokers(&kernel)
    }

    private func isMeant(_ index: Int, on host: UInt32, _ name: String) -> Bool {
        brokers[index].host == host && Self.isMeant(brokers[index].workload, by: name)
    }

    /// How the journal calls the brokers that a fault names.
    static func called(_ broker: String) -> String { broker.isEmpty ? "message brokers" : broker }
}
