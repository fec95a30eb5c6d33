public import Simulation

/// How a broker and its clients behave in time.
public struct RabbitMQOptions: Sendable {
    /// From its start until it answers. Source: 11.6 and 12.7 s measured with RabbitMQ 3.10.8 on two cores
    /// (Tests/Fidelity/Recordings/rabbitmq-single-node.json).
    public var boot = SimDuration.seconds(12)
    /// How long an orderly stop takes; ports close at its beginning. Source: 7.3 s, the same recording.
    public var stop = SimDuration.seconds(7)
    /// How often statistics are collected: what the management API tells is that old. Source:
    /// Mirantis/rockoon rockoon/templates/services/messaging.yaml (60 s); RabbitMQ's own default is 5 s.
    public var statistics = SimDuration.seconds(60)
    /// After how long a client finds that a broker is gone that said nothing. Source:
    /// openstack/oslo.messaging
    /// _drivers/impl_rabbit.py (heartbeat_timeout_threshold 60).
    public var heartbeat = SimDuration.seconds(60)
    /// The wait before a client's first attempt to connect again. Source: the same (kombu_reconnect_delay).
    public var reconnectDelay = SimDuration.seconds(1)
    /// The waits between attempts: the first, how much longer each is, and the longest. Source: the same
    /// (rabbit_retry_interval 1, rabbit_retry_backoff 2, rabbit_interval_max 30).
    public var retry = (
        first: SimDuration.seconds(1), step: SimDuration.seconds(2), longest: SimDuration.seconds(30)
    )
    /// How many connections a broker takes a second when many come at once: guess.
    public var acceptsPerSecond: Int64 = 200

    /// The values of MOSK.
    public init() {}
}
