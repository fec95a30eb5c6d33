import HardwareInterfaces
import Kubernetes
import Simulation

/// The pods that hold a message broker: their container is its process, and they are ready once it answers.
///
/// A broker that runs answers, so its liveness probe, the same ping, never fails here.
/// Source: Mirantis/rockoon charts/infra/rabbitmq/templates/statefulset.yaml (both probes ask
/// `rabbitmqctl ping`), rockoon/templates/services/messaging.yaml (60 s delay, 60 s period).
extension KubeletController {
    /// The probe of pods whose template says nothing of one.
    private static let brokerProbe: Probe = {
        var probe = Probe()
        probe.initialDelaySeconds = 60
        probe.periodSeconds = 60
        return probe
    }()

    /// Looks at a pod of a broker that is to run.
    func broker(
        _ box: Stored<PodSpec>, _ broker: MessageBroker, _ node: Estate.Node, _ work: WorkKey,
        _ memory: inout KubeletMemory, _ substrate: inout Substrate
    ) -> ReconcileResult {
        let pod = box.object
        guard let started = substrate.containerStart(of: pod, node) else {
            return pod.status.isReady
                ? restarted(pod, work, &substrate)
                : startContainer(box, "rabbitmq.container", work, &memory, &substrate)
        }
        let dues = [
            startBroker(broker, &substrate), probe(pod, broker, since: started, work, &substrate),
        ]
        return dues.compactMap { $0 }.min().map { .after($0) } ?? .settled
    }

    /// What a kubelet that does not reach its API server goes on doing: it can't write what it sees.
    func brokerApart(
        _ pod: Pod, _ broker: MessageBroker, _ node: Estate.Node, _ work: WorkKey,
        _ substrate: inout Substrate
    ) -> ReconcileResult {
        guard node.areContainersRunning, node.isKubeletRunning, pod.metadata.uid == broker.uid,
            substrate.containerStart(of: pod, node) != nil
        else { return .settled }
        return startBroker(broker, &substrate).map { .after($0) } ?? .settled
    }

    /// Ends a broker in order: its pod goes.
    func endBroker(_ broker: MessageBroker, _ substrate: inout Substrate) {
        guard broker.isRunning else { return }
        command(.stop, broker, "stop its container", &substrate)
    }

    /// Starts a broker that does not run, after its back-off; answers in how long that will be, if ever.
    private func startBroker(_ broker: MessageBroker, _ substrate: inout Substrate) -> SimDuration? {
        guard !broker.isRunning else { return nil }
        let now = substrate.kernel.now
        guard broker.restarts.begunAt <= now else { return broker.restarts.begunAt - now }
        command(.start, broker, "start its container", &substrate)
        return nil
    }

    private func command(
        _ command: RabbitMQCommand, _ broker: MessageBroker, _ summary: String,
        _ substrate: inout Substrate
    ) {
        _ = substrate.perform(
            .rabbitMQ(command), on: EquipmentID(kind: .messageBroker, index: Int(broker.equipment)),
            summary: summary, timeout: .minutes(1))
    }

    /// Writes whether a pod is ready once its probe has seen it; answers in how long that will be, if ever.
    private func probe(
        _ pod: Pod, _ broker: MessageBroker, since started: SimTime, _ work: WorkKey,
        _ substrate: inout Substrate
    ) -> SimDuration? {
        guard broker.isAnswering != pod.status.isReady else { return nil }
        let probe = pod.spec.containers.first?.readinessProbe ?? Self.brokerProbe
        let period = SimDuration.seconds(max(probe.periodSeconds, 1))
        let beats = Self.probes(of: pod, "rabbitmq.readiness", every: period, substrate.kernel)
        let due: SimTime
        if broker.isAnswering {
            let begun = max(started, broker.startedAt)
            due = beats.next(from: max(broker.since, begun + .seconds(probe.initialDelaySeconds)))
        } else if broker.isRunning, broker.startedAt < broker.since {
            due = beats.next(from: broker.since) + period * (probe.failureThreshold - 1)
        } else {
            // A container that has ended is not ready, whatever its probe saw last.
            due = broker.since
        }
        return setReady(broker.isAnswering, pod, at: due, work, &substrate)
    }
}
