import HardwareInterfaces
import Simulation

/// What Nova and Neutron can't do while their messages are not delivered.
extension Plant {
    /// The services of the OpenStack controller whose processes on computes report by messages.
    static let novaClient = "compute"
    static let neutronClient = "networking"

    /// The broker that a service talks by; nil where none is known.
    private func broker(of client: String) -> RabbitMQPlace? { brokers.first { $0.serves(client) } }

    /// Whether a move must wait, as its call can't be delivered. It does so for as long as a call may take,
    /// and comes to nothing then.
    ///
    /// Source: nova nova/compute/api.py (live_migrate asks the conductor, a call over the bus);
    /// openstack/oslo.messaging _drivers/impl_rabbit.py (a publisher tries until it is connected),
    /// _drivers/amqpdriver.py (MessagingTimeout).
    mutating func holdsCall(_ effect: Effect, _ command: ComputeCommand, _ kernel: inout Kernel) -> Bool {
        guard case .liveMigrate(let server) = command, let compute,
            Int(server.number) < compute.instances.count, let broker = broker(of: Self.novaClient),
            !broker.isDelivering,
            let client = broker.broker.clients.first(where: { $0.name == Self.novaClient })
        else { return false }
        heldCalls.append(effect.operation)
        kernel.record(MessageEntry.callHeld.kind, compute.subject(server.number), broker.subject)
        due(effect, after: client.callTimeout, &kernel)
        return true
    }

    /// The time of a call that waits is over; false when it does not wait.
    mutating func endsHeldCall(_ operation: OperationID) -> Bool {
        guard let place = heldCalls.firstIndex(of: operation) else { return false }
        heldCalls.remove(at: place)
        return true
    }

    /// Messages are delivered again: calls that wait are carried out.
    mutating func releaseCalls(_ kernel: inout Kernel) {
        let held = heldCalls
        heldCalls = []
        for operation in held {
            guard let effect = operations[operation.number], case .compute(let command) = effect.command
            else { continue }
            computeDue(effect, command, &kernel)
        }
    }

    /// When the messages of a service were not delivered last; nil when they always were.
    func outage(of client: String) -> MessageOutage? {
        brokers.first { $0.outage != nil && $0.serves(client) }?.outage
    }

    /// Whether a report of a service on a host has come within a time, as far as messages go. Reports that
    /// could not be delivered are not made up for.
    static func hasReportArrived(
        from host: UInt32, within limit: SimDuration, outage: MessageOutage?, _ kernel: Kernel
    ) -> Bool {
        guard let outage else { return true }
        var last = lastReport(from: host, at: kernel.now, kernel)
        if last >= outage.began, last < outage.ended {
            last = lastReport(from: host, at: outage.began, kernel)
        }
        return kernel.now < last + limit
    }

    /// When a host's services last reported, if they do: at moments of their own on each host.
    static func lastReport(from host: UInt32, at now: SimTime, _ kernel: Kernel) -> SimTime {
        let interval = ComputeConstants.reportInterval.nanoseconds
        let phase =
            Int64(bitPattern: kernel.random.derive("nova.report").bits(UInt64(host)) >> 2) % interval
        let since = ((now.nanoseconds - phase) % interval + interval) % interval
        return SimTime(nanoseconds: now.nanoseconds - since)
    }
}
