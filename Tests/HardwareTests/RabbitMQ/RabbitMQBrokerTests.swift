import HardwareInterfaces
import HardwareSimulated
import Simulation
import Testing

/// A broker, its queues, its alarms and its clients.
@Suite struct RabbitMQBrokerTests {
    func time(_ seconds: Double) -> SimTime { SimTime(nanoseconds: Int64(seconds * 1_000_000_000)) }

    func broker(_ clients: [RabbitMQClient] = []) -> RabbitMQBroker {
        var options = RabbitMQOptions()
        options.boot = .seconds(10)
        return RabbitMQBroker(clients: clients, options)
    }

    /// Lets all happen that is due until `end`; answers what happened, with the times.
    func run(_ broker: inout RabbitMQBroker, until end: Double) -> [(Double, RabbitMQNotice)] {
        var log: [(Double, RabbitMQNotice)] = []
        func take(_ at: SimTime) {
            log += broker.notices.map { (Double(at.nanoseconds) / 1e9, $0) }
            broker.notices = []
        }
        take(.zero)
        while broker.nextDue <= time(end) {
            let due = broker.nextDue
            broker.handle(at: due)
            take(due)
        }
        return log
    }

    @Test func aKilledBrokerLosesWhatIsNotOnDisk() {
        var broker = broker()
        broker.declare("transient", .transient)
        broker.declare("durable", .durable)
        broker.declare("quorum", .quorum)
        for queue in ["transient", "durable", "quorum"] {
            let isTaken1 = broker.publish(1, to: queue, persistent: true)
            #expect(isTaken1)
            let isTaken2 = broker.publish(1, to: queue, persistent: false)
            #expect(isTaken2)
        }
        #expect(broker.status.messages == 6)
        _ = broker.perform(.kill, at: time(1))
        let isTaken3 = broker.publish(1, to: "durable", persistent: true)
        #expect(broker.status == RabbitMQStatus() && !isTaken3)
        _ = broker.perform(.start, at: time(2))
        _ = run(&broker, until: 11.9)
        #expect(!broker.isAnswering)
        _ = run(&broker, until: 12)
        #expect(broker.isAnswering)
        #expect(broker.queues.map(\.name) == ["durable", "quorum"])
        #expect(broker.queues.map(\.messages) == [1, 2])
    }

    @Test func clientsThatGaveUpAHeldBrokerComeBackOnceItGoesOn() {
        var broker = broker([RabbitMQClient(name: "nova", connections: 10, callTimeout: .seconds(60))])
        _ = broker.perform(.pause, at: time(1))
        _ = run(&broker, until: 100)
        #expect(!broker.clients[0].isConnected)
        _ = broker.perform(.resume, at: time(200))
        _ = run(&broker, until: 240)
        #expect(broker.serves("nova"))
    }

    @Test func withoutItsVolumeEverythingIsGone() {
        var broker = broker()
        broker.declare("durable", .durable)
        _ = broker.perform(.wipe, at: time(0))
        #expect(broker.queues.count == 1, "a broker that runs is not wiped")
        _ = broker.perform(.kill, at: time(1))
        _ = broker.perform(.wipe, at: time(1))
        _ = broker.perform(.start, at: time(1))
        _ = run(&broker, until: 20)
        #expect(broker.isAnswering && broker.queues.isEmpty)
    }

    @Test func clientsComeBackAsTheirWaitsEnd() {
        let nova = RabbitMQClient(name: "nova", connections: 100, callTimeout: .seconds(60))
        var broker = broker([nova])
        _ = broker.perform(.kill, at: time(0))
        _ = broker.perform(.start, at: time(5))
        let log = run(&broker, until: 100)
        // Attempts come 1, 2, 5, 10, 17 s after the loss; the broker answers after 15 s. A hundred
        // connections take half a second.
        #expect(
            log.map(\.1) == [
                .answers(false), .connected("nova", false), .answers(true), .connected("nova", true),
                .callsFailed("nova"),
            ])
        #expect(log.map(\.0) == [0, 0, 15, 17.5, 60])
        #expect(broker.serves("nova") && !broker.serves("heat"))
    }

    @Test(arguments: [
        (0.0, 1.0), (1, 1), (1.5, 2), (2.5, 5), (5.1, 10), (10, 10), (200, 226), (230, 256), (300, 316),
    ])
    func attemptsGetRarer(earliest: Double, expected: Double) {
        #expect(broker().attempt(from: .zero, notBefore: time(earliest)) == time(expected))
    }

    @Test func aLostHostIsNoticedByHeartbeats() {
        var broker = broker([RabbitMQClient(name: "cinder", connections: 1, callTimeout: .seconds(3600))])
        broker.lost(at: time(0))
        let log = run(&broker, until: 4000)
        #expect(log.map(\.1) == [.answers(false), .connected("cinder", false), .callsFailed("cinder")])
        #expect(log.map(\.0) == [0, 60, 3600])
    }

    @Test func aShortPauseIsNotNoticed() {
        var broker = broker([RabbitMQClient(name: "nova", connections: 1, callTimeout: .seconds(60))])
        _ = broker.perform(.pause, at: time(0))
        #expect(!broker.status.isAnswering)
        _ = broker.perform(.resume, at: time(30))
        let log = run(&broker, until: 500)
        #expect(log.map(\.1) == [.answers(false), .answers(true)])
        #expect(broker.serves("nova"))
    }

    @Test func anAlarmHoldsUpWhoPublishes() {
        var broker = broker([RabbitMQClient(name: "nova", connections: 1, callTimeout: .seconds(60))])
        broker.declare("q", .durable)
        broker.set(.memory, true, at: time(70))
        let isTaken4 = broker.publish(1, to: "q", persistent: true)
        #expect(!isTaken4 && !broker.serves("nova"))
        #expect(broker.status.alarms == [.memory] && broker.isAnswering)
        // What statistics tell is older.
        #expect(broker.collectedAlarms(at: time(119)).isEmpty)
        #expect(broker.collectedAlarms(at: time(120)) == [.memory])
        broker.set(.memory, false, at: time(130))
        #expect(broker.collectedAlarms(at: time(131)) == [.memory])
        let isTaken5 = broker.publish(1, to: "q", persistent: true)
        #expect(isTaken5 && broker.serves("nova"))
        #expect(broker.notices == [.alarm(.memory, true), .alarm(.memory, false)])
    }

    @Test func commandsThatDoNotFitChangeNothing() {
        var broker = broker()
        _ = broker.perform(.start, at: time(0))
        _ = broker.perform(.resume, at: time(0))
        #expect(broker.phase == .running && broker.notices.isEmpty)
        _ = broker.perform(.stop, at: time(1))
        _ = broker.perform(.stop, at: time(2))
        #expect(broker.phase == .stopping && broker.nextDue == time(8))
        _ = broker.perform(.start, at: time(3))
        #expect(broker.phase == .stopping)
        _ = run(&broker, until: 8)
        #expect(broker.phase == .stopped && broker.nextDue == .never)
    }
}
