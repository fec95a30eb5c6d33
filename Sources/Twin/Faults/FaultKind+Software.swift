import Controllers
import HardwareInterfaces
import HardwareSimulated
import Simulation

extension FaultKind {
    /// Kinds of faults of what runs on servers while the servers themselves are well, and of its sources.
    static let software = [
        FaultKind(
            "kubelet-stop", "A server's kubelet is stopped; its containers run on.",
            .host { host, _ in .kubeletStopped(host: host) }, seenBy: .silence),
        FaultKind(
            "agent-stop", "A server's LCM agent is stopped: no item is carried out.",
            .host { host, _ in .agentStopped(host: host) },
            seenBy: .wait(.agentStopped)),
        FaultKind(
            "slow-pulls", "A server takes so many times longer to pull images.",
            .host { host, with in .slowPulls(host: host, factor: Int64(with[0].count)) }, seenBy: .felt,
            fields: [.factor]),
        FaultKind(
            "manager-loss",
            "The containers of a manager of MKE are dead; its server and other containers run.",
            .host { host, _ in .managerLost(host: host) }, seenBy: .felt),
        FaultKind(
            "origin-slow", "An origin of artifacts delivers so many times slower.",
            .origin { origin, with in .originSlow(origin, factor: Int64(with[0].count)) }, seenBy: .felt,
            fields: [.factor]),
        FaultKind(
            "galera-member-killed", "The process of the Galera member on a server is killed (SIGKILL).",
            .host { host, _ in .memberKilled(host: host) }, seenBy: .felt, isMomentary: true),
        FaultKind(
            "galera-member-paused",
            "The process of the Galera member on a server is held (SIGSTOP): its connections stay open.",
            .host { host, _ in .memberPaused(host: host) }, seenBy: .felt),
        FaultKind(
            "galera-data-lost",
            "The Galera member on a server loses its data directory, and its process ends.",
            .host { host, _ in .dataLost(host: host) }, seenBy: .felt, isMomentary: true),
        FaultKind(
            "rabbitmq-broker-killed", "The process of a message broker on a server is killed (SIGKILL).",
            .host { host, with in .brokerKilled(host: host, broker: with[0].item) }, seenBy: .felt,
            fields: [.broker], isMomentary: true),
        FaultKind(
            "rabbitmq-memory-alarm",
            "A message broker on a server is short of memory: who publishes is held up.",
            .host { host, with in .brokerAlarm(host: host, broker: with[0].item, .memory) },
            seenBy: .felt, fields: [.broker]),
        FaultKind(
            "rabbitmq-disk-alarm",
            "A message broker on a server is short of disk: who publishes is held up.",
            .host { host, with in .brokerAlarm(host: host, broker: with[0].item, .disk) },
            seenBy: .felt, fields: [.broker]),
    ]
}
