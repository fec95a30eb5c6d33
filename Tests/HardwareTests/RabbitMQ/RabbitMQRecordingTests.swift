import Foundation
import HardwareInterfaces
import HardwareSimulated
import Simulation
import Testing

/// The broker does what a real one did (RabbitMQ 3.10.8, Erlang 25, one node, a sample each half second).
@Suite struct RabbitMQRecordingTests {
    struct Recording: Decodable {
        struct Event: Decodable {
            var t: Double
            var event: String
        }
        var events: [Event]
        var samples: [Sample]
    }

    /// A row: when, whether it answers, whether an alarm is on by the health check and by the statistics, and
    /// the
    /// messages in each queue.
    struct Sample: Decodable {
        var t: Double
        var answers: Bool
        var alarm: Bool
        var collected: Bool?
        var queues: [String: Int64]?

        init(from decoder: any Decoder) throws {
            var row = try decoder.unkeyedContainer()
            t = try row.decode(Double.self)
            answers = try row.decode(Bool.self)
            alarm = try row.decode(Bool.self)
            collected = try row.decodeIfPresent(Bool.self)
            queues = try row.decodeIfPresent([String: Int64].self)
        }
    }

    static let recording = Result {
        let root = #filePath.dropLast("HardwareTests/RabbitMQ/RabbitMQRecordingTests.swift".count)
        let file = URL(filePath: root + "Fidelity/Recordings/rabbitmq-single-node.json")
        return try JSONDecoder().decode(Recording.self, from: Data(contentsOf: file))
    }

    func time(_ seconds: Double) -> SimTime { SimTime(nanoseconds: Int64(seconds * 1_000_000_000)) }

    /// The seconds at which a column changes, with what it changes to.
    func changes<Answer: Equatable>(_ rows: [(Double, Answer)]) -> [(Double, Answer)] {
        var found: [(Double, Answer)] = []
        for row in rows where found.last?.1 != row.1 { found.append(row) }
        return found
    }

    /// The simulated broker under the recorded actions, sampled at the recorded times.
    func replay(_ recording: Recording) -> [(t: Double, answers: Bool, alarm: Bool, collected: Bool)] {
        var options = RabbitMQOptions()
        // The recorded broker has RabbitMQ's own interval.
        options.statistics = .seconds(5)
        var broker = RabbitMQBroker(clients: [], options)
        // What rabbitmqctl asks for, the broker hears when that program is up: it needs a second and a half
        // of
        // processor time a call.
        var actions = recording.events.filter { !$0.event.hasPrefix("done") }.map { event in
            var event = event
            if event.event.contains("rabbitmqctl") { event.t += 1 }
            return event
        }[...]
        // An alarm is there when the command that makes it is done; the other actions begin at once.
        let alarms = recording.events.filter { $0.event.hasPrefix("done: memory alarm") }
        var pending = alarms[...]
        return recording.samples.map { sample in
            while true {
                let due = [actions.first?.t, pending.first?.t, seconds(broker.nextDue)].compactMap { $0 }
                    .min()
                guard let due, due <= sample.t else { break }
                if due == actions.first?.t, let action = actions.popFirst() {
                    if let command = Self.command(action.event) { _ = broker.perform(command, at: time(due)) }
                } else if due == pending.first?.t, let alarm = pending.popFirst() {
                    broker.set(.memory, alarm.event.contains(" on"), at: time(due))
                } else {
                    broker.handle(at: time(due))
                }
            }
            return (
                sample.t, broker.isAnswering, broker.status.alarms.contains(.memory),
                broker.collectedAlarms(at: time(sample.t)).contains(.memory)
            )
        }
    }

    private func seconds(_ time: SimTime) -> Double? {
        time == .never ? nil : Double(time.nanoseconds) / 1e9
    }

    /// The management port closes with the application too.
    static func command(_ action: String) -> RabbitMQCommand? {
        if action.hasPrefix("graceful stop") || action == "stop_app" { return .stop }
        if action == "start" || action == "start_app" { return .start }
        return ["SIGKILL": .kill, "SIGSTOP": .pause, "SIGCONT": .resume][action]
    }

    @Test func itAnswersAndFallsSilentAsTheRealOne() throws {
        let recording = try Self.recording.get()
        // The application alone starts in 2.4 s; that is not modelled.
        let until = try #require(recording.events.first { $0.event == "stop_app" }).t
        let real = changes(recording.samples.filter { $0.t < until }.map { ($0.t, $0.answers) })
        let simulated = changes(replay(recording).filter { $0.t < until }.map { ($0.t, $0.answers) })
        #expect(real.map(\.1) == simulated.map(\.1) && real.count == 7)
        let actions = recording.events.filter { !$0.event.hasPrefix("done") }
        for (real, simulated) in zip(real, simulated) {
            let action = actions.last { $0.t <= real.0 }?.t ?? 0
            // Within one sample, or 20 % of the time since the action.
            let allowed = max(0.5, 0.2 * (real.0 - action))
            #expect(abs(real.0 - simulated.0) <= allowed, "\(real) and \(simulated)")
        }
    }

    @Test func alarmsAreToldAtOnceAndBySampledStatisticsLate() throws {
        let recording = try Self.recording.get()
        let simulated = replay(recording)
        let real = recording.samples
        for (real, simulated) in zip(
            changes(real.map { ($0.t, $0.alarm) }), changes(simulated.map { ($0.t, $0.alarm) }))
        {
            #expect(real.1 == simulated.1 && abs(real.0 - simulated.0) <= 0.5, "\(real) and \(simulated)")
        }
        // The statistics follow within their interval.
        let alarm = try #require(real.first { $0.alarm }).t
        let told = try #require(real.first { $0.collected == true }).t
        let simulatedTold = try #require(simulated.first { $0.collected }).t
        #expect(told > alarm && told - alarm <= 5 && simulatedTold > alarm && simulatedTold - alarm <= 5)
    }

    @Test func queuesComeBackAsWithTheRealOne() throws {
        let recording = try Self.recording.get()
        let before = try #require(recording.samples.last { $0.t < 17.9 }?.queues)
        var broker = RabbitMQBroker(clients: [])
        let kinds: [String: RabbitMQQueue.Kind] = [
            "dur-classic": .durable, "trans-classic": .transient, "dur-quorum": .quorum,
        ]
        for (name, kind) in kinds {
            broker.declare(name, kind)
            // One message of each kind is persistent, as they were published.
            let isTaken1 = broker.publish(1, to: name, persistent: true)
            #expect(isTaken1)
            let isTaken2 = broker.publish((before[name] ?? 0) - 1, to: name, persistent: false)
            #expect(isTaken2)
        }
        _ = broker.perform(.stop, at: time(0))
        broker.handle(at: broker.nextDue)
        _ = broker.perform(.start, at: time(20))
        broker.handle(at: broker.nextDue)
        let after = try #require(recording.samples.last { $0.t < 75 }?.queues)
        #expect(after["trans-classic"] == nil)
        #expect(Dictionary(uniqueKeysWithValues: broker.queues.map { ($0.name, $0.messages) }) == after)
    }
}
