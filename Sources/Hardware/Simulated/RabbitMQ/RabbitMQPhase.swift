public import Simulation

/// The phase of a broker's process.
public enum RabbitMQPhase: String, CaseIterable, Sendable {
    /// There is no process.
    case stopped
    /// It comes up: metadata, recovery of queues and messages, definitions; no port answers yet.
    case booting
    /// It answers.
    case running
    /// It goes down in an orderly way; no port answers any more.
    case stopping
    /// Its process is held.
    case paused

    /// The legal transitions. Source: rabbitmq/rabbitmq-server deps/rabbit/src/rabbit.erl (boot steps:
    /// networking
    /// comes last, so a port that answers means that recovery is over).
    public static let table = PhaseTable<RabbitMQPhase>([
        .stopped: [.booting],
        .booting: [.running, .stopping, .stopped],
        .running: [.stopping, .stopped, .paused],
        .stopping: [.stopped],
        .paused: [.running, .stopped],
    ])
}
