import HardwareInterfaces
public import Simulation

/// Message brokers: what their hosts, the network and their pods do to them, and what comes of it.
extension Plant {
    /// Adds a broker that runs; returns its index. One without a host whose containers run is stopped.
    public mutating func add(_ place: RabbitMQPlace, _ kernel: inout Kernel) -> Int {
        brokers.append(place)
        let index = brokers.count - 1
        if place.host.map({ !areContainersRunning($0) }) ?? true {
            endBroker(index, "it has no pod", &kernel)
        }
        return index
    }

    /// Does what a kubelet asks of a broker's process.
    mutating func perform(_ command: RabbitMQCommand, _ effect: Effect, _ kernel: inout Kernel) {
        let index = Int(effect.target.index)
        guard let host = brokers[index].host, areContainersRunning(host) else {
            return lose(effect.operation)
        }
        if command == .status { return tellStatus(index, to: effect.operation) }
        if command == .start, !brokers[index].isRunning {
            let what = kernel.text(brokers[index].isEmpty ? "no data" : "the data of its pod")
            kernel.recordAsCause(MessageEntry.brokerStarted.kind, brokers[index].subject, what)
            brokers[index].isEmpty = false
        }
        switch command {
        case .pause: brokers[index].isHeld = brokers[index].isRunning
        case .resume: brokers[index].isHeld = false
        case .start, .stop, .kill, .wipe, .status: break
        }
        var reply = RabbitMQReply.done
        change(broker: index, because: "its process was told to end", &kernel) {
            reply = $0.perform(command, at: $1)
        }
        answer(effect.operation, .success(.rabbitMQ(reply)))
    }

    /// Tells a monitor how a broker is; one that is held lets it wait.
    private mutating func tellStatus(_ index: Int, to operation: OperationID) {
        do throws(RabbitMQError) {
            answer(operation, .success(.rabbitMQ(.status(try brokers[index].broker.answer()))))
        } catch {
            if error == .timedOut { lose(operation) } else { answer(operation, .failure(.rabbitMQ(error))) }
        }
    }

    /// Something of a broker is due.
    mutating func brokerDue(_ index: UInt32, epoch: UInt16, _ kernel: inout Kernel) {
        guard brokers[Int(index)].epoch == epoch else { return }
        change(broker: Int(index), because: "", &kernel) { $0.handle(at: $1) }
    }

    /// Changes a broker now, journals what comes of it, and lets its next event be due. When it answers no
    /// more, that is `because` of something.
    mutating func change(
        broker index: Int, because reason: String, _ kernel: inout Kernel,
        _ body: (inout RabbitMQBroker, SimTime) -> Void
    ) {
        body(&brokers[index].broker, kernel.now)
        hold(index, at: kernel.now)
        alarm(index, &kernel)
        let notices = brokers[index].broker.notices
        brokers[index].broker.notices = []
        for notice in notices { tell(notice, of: index, reason, &kernel) }
        reviewDelivery(index, reason, &kernel)
        noteBroker(index)
        let next = brokers[index].broker.nextDue
        guard next != brokers[index].due else { return }
        brokers[index].due = next
        brokers[index].epoch &+= 1
        guard next < .never else { return }
        kernel.schedule(
            at: next, code: PlantEvent.brokerDue.rawValue, target: UInt32(index),
            detail: brokers[index].epoch)
    }

    /// A broker whose containers hang, or whom nobody reaches, answers nobody; its connections stay open.
    private mutating func hold(_ index: Int, at now: SimTime) {
        guard let host = brokers[index].host else { return }
        // The next process is another one.
        if !brokers[index].isRunning { brokers[index].isHeld = false }
        let isHeld =
            brokers[index].isHeld || runtimes[Int(host)].phase == .hung || !network.isAttached(.host(host))
        if brokers[index].broker.phase == .running, isHeld {
            _ = brokers[index].broker.perform(.pause, at: now)
        } else if brokers[index].broker.phase == .paused, !isHeld {
            _ = brokers[index].broker.perform(.resume, at: now)
        }
    }

    /// The alarms of a broker that is up are those that faults hold on.
    private mutating func alarm(_ index: Int, _ kernel: inout Kernel) {
        guard let host = brokers[index].host else { return }
        let isUp = brokers[index].broker.phase == .running || brokers[index].broker.phase == .paused
        let faults = hosts[Int(host)].faults.brokerAlarms
        let workload = brokers[index].workload
        for alarm in RabbitMQAlarm.allCases {
            let isOn = isUp && faults.contains { $0.alarm == alarm && Self.isMeant(workload, by: $0.broker) }
            guard brokers[index].broker.alarms.contains(alarm) != isOn else { continue }
            brokers[index].broker.set(alarm, isOn, at: kernel.now)
            guard isOn else { continue }
            feel(&kernel) { fault in
                guard case .brokerAlarm(host, let broker, alarm) = fault else { return false }
                return Self.isMeant(workload, by: broker)
            }
        }
    }

    /// Whether a fault that names a broker, or none, means this one.
    static func isMeant(_ workload: String, by name: String) -> Bool { name.isEmpty || name == workload }

    private mutating func tell(
        _ notice: RabbitMQNotice, of index: Int, _ reason: String, _ kernel: inout Kernel
    ) {
        let subject = brokers[index].subject
        func record(_ word: MessageEntry, _ text: String) {
            kernel.record(word.kind, subject, kernel.text(text))
        }
        switch notice {
        case .answers(true): kernel.recordAsCause(MessageEntry.brokerAnswers.kind, subject)
        case .answers(false):
            let isHeld = brokers[index].broker.phase == .paused
            let why = kernel.text(isHeld ? "nobody reaches it" : reason)
            kernel.recordAsCause(MessageEntry.brokerLost.kind, subject, why)
        case .alarm(let alarm, let isOn):
            let word = isOn ? MessageEntry.alarmBegan : .alarmEnded
            kernel.recordAsCause(word.kind, subject, kernel.text(alarm.rawValue))
        case .connected(let client, let isOn): record(isOn ? .connectionsBack : .connectionsLost, client)
        case .callsFailed(let client): record(.callsFailed, client)
        }
    }

    /// Journals when messages of a broker's services reach nobody, and when they do again.
    private mutating func reviewDelivery(_ index: Int, _ reason: String, _ kernel: inout Kernel) {
        let broker = brokers[index].broker
        let isDelivering =
            broker.clients.allSatisfy { broker.serves($0.name) } && broker.isAnswering
            && broker.alarms.isEmpty
        guard isDelivering != brokers[index].isDelivering else { return }
        let subject = brokers[index].subject
        guard isDelivering else {
            brokers[index].outage = MessageOutage(began: kernel.now)
            let alarm = broker.isAnswering ? broker.alarms.map(\.rawValue).min() : nil
            let why = alarm.map { "\($0) alarm" } ?? (broker.phase == .paused ? "nobody reaches it" : reason)
            kernel.recordAsCause(MessageEntry.messagesStopped.kind, subject, kernel.text(why))
            return
        }
        let length = kernel.now - (brokers[index].outage?.began ?? kernel.now)
        brokers[index].outage?.ended = kernel.now
        kernel.recordAsCause(MessageEntry.messagesFlow.kind, subject, value: length.nanoseconds)
        if brokers[index].serves(Self.novaClient) { releaseCalls(&kernel) }
    }

    /// Tells the world what has become of a broker.
    private mutating func noteBroker(_ index: Int) {
        let now = (isRunning: brokers[index].isRunning, isAnswering: brokers[index].broker.isAnswering)
        guard now != brokers[index].told else { return }
        brokers[index].told = now
        notices.append(
            .equipment(
                .broker(UInt32(index), isRunning: now.isRunning, isAnswering: now.isAnswering)))
    }

    /// The containers of a host stop: brokers there end, and those who are connected hear of it where the
    /// host itself lives on. A daemon that hangs holds them.
    mutating func stopBrokers(
        on host: UInt32, _ phase: ContainerRuntimePhase, _ kernel: inout Kernel
    ) {
        let isTold = hosts[Int(host)].phase == .stopping || hosts[Int(host)].isRunning
        let cause = kernel.journal.cause
        defer { kernel.journal.cause = cause }
        for index in brokers.indices where brokers[index].host == host && brokers[index].isRunning {
            kernel.journal.cause = cause
            change(broker: index, because: "its containers stop", &kernel) { broker, now in
                switch phase {
                case .hung: break
                case .stopped where !isTold: broker.lost(at: now)
                case .stopped, .starting, .running: _ = broker.perform(.kill, at: now)
                }
            }
        }
    }

    /// Lets brokers follow the network and the daemons of their hosts.
    mutating func reviewBrokers(_ kernel: inout Kernel) {
        guard !brokers.isEmpty else { return }
        let cause = kernel.journal.cause
        defer { kernel.journal.cause = cause }
        for index in brokers.indices where brokers[index].isRunning {
            kernel.journal.cause = cause
            change(broker: index, because: "", &kernel) { _, _ in }
        }
    }

    /// The process of a broker ends with its container.
    public mutating func endBroker(_ index: Int, _ reason: String, _ kernel: inout Kernel) {
        change(broker: index, because: reason, &kernel) { _ = $0.perform(.kill, at: $1) }
    }

    /// The pod of a broker is another one, on a host: nothing that the former one held is left.
    public mutating func moveBroker(_ index: Int, to host: UInt32, _ kernel: inout Kernel) {
        endBroker(index, "its pod is gone", &kernel)
        change(broker: index, because: "", &kernel) { _ = $0.perform(.wipe, at: $1) }
        brokers[index].host = host
        brokers[index].isEmpty = true
    }
}
