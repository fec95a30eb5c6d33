public import HardwareInterfaces
public import Simulation

/// A RabbitMQ broker that stands alone, as MOSK runs them, and the clients that talk by it.
///
/// Messages are counted, not carried: what is put into a queue stays there, nobody takes it and it does not
/// expire. A broker that loses its process loses its connections, its transient queues and what is not
/// written to disk; without its volume it loses everything, and its clients declare anew what they need.
///
/// Sources: rabbitmq/rabbitmq-server (boot, alarms), openstack/oslo.messaging _drivers/impl_rabbit.py
/// (clients), Mirantis/rockoon charts/infra/rabbitmq (one replica, emptyDir). See docs/model/rabbitmq.md.
public struct RabbitMQBroker: Sendable {
    /// The phase of its process.
    public private(set) var phase = RabbitMQPhase.stopped
    /// Its queues.
    public private(set) var queues: [RabbitMQQueue] = []
    /// The services that talk by it.
    public private(set) var clients: [RabbitMQClient]
    /// The alarms that are on.
    public private(set) var alarms: Set<RabbitMQAlarm> = []
    /// What happened since this was last taken.
    public var notices: [RabbitMQNotice] = []
    private let options: RabbitMQOptions
    /// When the present phase ends by itself.
    private var phaseEnd = SimTime.never
    /// Since when alarms are as they are, and as they were before: the management API tells them late.
    private var told: (before: Set<RabbitMQAlarm>, changed: SimTime) = ([], .zero)

    /// A broker that runs, with its clients connected.
    public init(clients: [RabbitMQClient], _ options: RabbitMQOptions = RabbitMQOptions()) {
        self.clients = clients
        self.options = options
        phase = .running
    }

    /// When something happens next by itself; `.never` while nothing does.
    public var nextDue: SimTime {
        clients.reduce(phaseEnd) { min($0, $1.due, $1.callsEnd) }
    }

    /// Whether somebody who asks gets an answer.
    public var isAnswering: Bool { phase == .running }

    /// Whether messages of a service reach others: it is connected, and no alarm holds up who publishes.
    public func serves(_ client: String) -> Bool {
        isAnswering && alarms.isEmpty && clients.contains { $0.name == client && $0.isConnected }
    }

    /// What a monitor reads now. The alarms are those of the health check, which knows them at once.
    public var status: RabbitMQStatus {
        var status = RabbitMQStatus()
        guard isAnswering else { return status }
        status.isAnswering = true
        status.alarms = alarms
        status.connections = clients.reduce(0) { $0 + ($1.isConnected ? $1.connections : 0) }
        status.messages = queues.reduce(0) { $0 + $1.messages }
        return status
    }

    /// What a monitor is answered; throws what it finds where it is not.
    public func answer() throws(RabbitMQError) -> RabbitMQStatus {
        switch phase {
        case .running: return status
        // Its ports take connections, and nobody reads from them.
        case .paused: throw .timedOut
        case .stopped, .booting, .stopping: throw .unreachable
        }
    }

    /// The alarms as `/api/nodes` tells them: as they were when statistics were last collected.
    public func collectedAlarms(at time: SimTime) -> Set<RabbitMQAlarm> {
        let step = options.statistics.nanoseconds
        let last = SimTime(nanoseconds: time.nanoseconds / step * step)
        return told.changed <= last ? alarms : told.before
    }

    /// Carries out a command; what is illegal in the present phase changes nothing, as with the real process.
    public mutating func perform(_ command: RabbitMQCommand, at time: SimTime) -> RabbitMQReply {
        switch command {
        case .start:
            if phase == .stopped { enter(.booting, until: time + options.boot) }
        case .stop:
            if phase == .running || phase == .booting {
                let wasRunning = phase == .running
                enter(.stopping, until: time + options.stop)
                if wasRunning { lose(at: time, isTold: true) }
            }
        case .kill:
            if phase != .stopped {
                let wasRunning = phase == .running || phase == .paused
                enter(.stopped, until: .never)
                if wasRunning { lose(at: time, isTold: true) }
            }
        case .pause:
            if phase == .running {
                enter(.paused, until: .never)
                notices.append(.answers(false))
                for index in clients.indices where clients[index].isConnected {
                    clients[index].due = time + options.heartbeat
                }
            }
        case .resume:
            if phase == .paused {
                enter(.running, until: .never)
                notices.append(.answers(true))
                for index in clients.indices where clients[index].isConnected { clients[index].due = .never }
                letClientsCome(at: time)
            }
        case .wipe:
            if phase == .stopped { queues = [] }
        case .status: return .status(status)
        }
        return .done
    }

    /// The host of the broker is gone with its process: nobody is told, its clients find out by their
    /// heartbeats.
    public mutating func lost(at time: SimTime) {
        guard phase != .stopped else { return }
        let wasRunning = phase == .running || phase == .paused
        enter(.stopped, until: .never)
        if wasRunning { lose(at: time, isTold: false) }
    }

    /// Sets or clears an alarm: memory is looked at every second, a disk at least every ten; both at once
    /// here.
    public mutating func set(_ alarm: RabbitMQAlarm, _ isOn: Bool, at time: SimTime) {
        guard alarms.contains(alarm) != isOn else { return }
        told = (alarms, time)
        if isOn { alarms.insert(alarm) } else { alarms.remove(alarm) }
        notices.append(.alarm(alarm, isOn))
    }

    /// Declares a queue, if it is not there.
    public mutating func declare(_ name: String, _ kind: RabbitMQQueue.Kind) {
        guard isAnswering, !queues.contains(where: { $0.name == name }) else { return }
        queues.append(RabbitMQQueue(name: name, kind: kind))
    }

    /// Publishes messages; false when they are not taken: no queue, no broker, or an alarm.
    public mutating func publish(_ count: Int64, to queue: String, persistent: Bool) -> Bool {
        guard isAnswering, alarms.isEmpty, let index = queues.firstIndex(where: { $0.name == queue }) else {
            return false
        }
        if persistent { queues[index].persistent += count } else { queues[index].volatile += count }
        return true
    }

    /// Carries out what is due at `time`.
    public mutating func handle(at time: SimTime) {
        if phaseEnd <= time {
            phaseEnd = .never
            switch phase {
            case .booting: serve(at: time)
            case .stopping: enter(.stopped, until: .never)
            case .stopped, .running, .paused: break
            }
        }
        for index in clients.indices {
            if clients[index].callsEnd <= time {
                clients[index].callsEnd = .never
                notices.append(.callsFailed(clients[index].name))
            }
            if clients[index].due <= time { attempt(index, at: time) }
        }
    }

    private mutating func enter(_ next: RabbitMQPhase, until end: SimTime) {
        RabbitMQPhase.table.check(phase, next)
        phase = next
        phaseEnd = end
    }

    /// It answers: queues that survive are there, and clients come as their waits end.
    private mutating func serve(at time: SimTime) {
        enter(.running, until: .never)
        queues = queues.compactMap(\.recovered)
        alarms = []
        notices.append(.answers(true))
        letClientsCome(at: time)
    }

    /// Those who have lost their connections come back as their waits end.
    private mutating func letClientsCome(at time: SimTime) {
        let total = clients.reduce(0) { $0 + ($1.isConnected ? 0 : $1.connections) }
        // All that come to it at once wait for each other.
        let storm = SimDuration(
            nanoseconds: Int64(total) * 1_000_000_000 / max(options.acceptsPerSecond, 1))
        for index in clients.indices where !clients[index].isConnected && clients[index].noticed <= time {
            clients[index].due = attempt(from: clients[index].noticed, notBefore: time) + storm
        }
    }

    /// Connections end. Those who are told try again at once, the others when their heartbeats stay away.
    private mutating func lose(at time: SimTime, isTold: Bool) {
        notices.append(.answers(false))
        for index in clients.indices where clients[index].isConnected {
            clients[index].callsEnd = time + clients[index].callTimeout
            if isTold { disconnect(index, at: time) } else { clients[index].due = time + options.heartbeat }
        }
    }

    private mutating func disconnect(_ index: Int, at time: SimTime) {
        clients[index].isConnected = false
        clients[index].noticed = time
        clients[index].due = .never
        notices.append(.connected(clients[index].name, false))
    }

    /// A heartbeat that stayed away, or an attempt to connect that is due.
    private mutating func attempt(_ index: Int, at time: SimTime) {
        clients[index].due = .never
        if clients[index].isConnected {
            disconnect(index, at: time)
            // The broker may be back already.
            if isAnswering { clients[index].due = attempt(from: time, notBefore: time) }
        } else if isAnswering {
            clients[index].isConnected = true
            clients[index].noticed = .never
            notices.append(.connected(clients[index].name, true))
        }
    }

    /// The first attempt of a client at or after `earliest` that noticed the loss at `start`.
    package func attempt(from start: SimTime, notBefore earliest: SimTime) -> SimTime {
        var time = start + options.reconnectDelay
        var wait = options.retry.first
        while time < earliest {
            // Beyond the longest wait, whole steps are skipped.
            if wait == options.retry.longest {
                let steps = (earliest - time).nanoseconds / max(wait.nanoseconds, 1)
                time = time + SimDuration(nanoseconds: max(steps, 1) * wait.nanoseconds)
            } else {
                time = time + wait
                wait = min(wait + options.retry.step, options.retry.longest)
            }
        }
        return time
    }
}
