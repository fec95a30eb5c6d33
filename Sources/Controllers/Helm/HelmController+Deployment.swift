import HardwareInterfaces
import Kubernetes
import Simulation

/// The first charts of a cluster that is deployed.
extension HelmController {
    /// How long until it looks again whether charts can be installed: guess.
    private static let retry = SimDuration.seconds(30)

    /// What must be there before the first chart of a cluster: its API server, a node that takes pods, and
    /// the Helm controller itself. Answers what there is to wait for; nil when charts can be installed.
    ///
    /// Source: Mirantis/mcc-api pkg/apis/kaas/v1alpha1/stage.go (Helm-controller deployed).
    func begin(_ bundle: HelmBundle, _ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult? {
        guard let cluster = substrate.estate.cluster(namespace: work.object.namespace, name: work.object.name)
        else { return nil }
        let subject = work.object.subject(cluster: 0)
        guard substrate.stores[Int(cluster)].isAvailable else {
            let engine = Subject(
                kind: EquipmentKind.kubernetesEngine.subjectKind,
                name: substrate.estate.clusters[Int(cluster)].name, cluster: cluster)
            return .blocked(on: engine, rule: WaitRule(.apiServerSilent), retry: Self.retry)
        }
        let nodes = substrate.listLive(
            Node.self, cluster: cluster, because: "Helm waits for the pods of its charts")
        guard nodes.contains(where: { $0.object.takesPods }) else {
            return .blocked(on: subject, rule: WaitRule(.noNodeYet), retry: Self.retry)
        }
        guard bundle.status.releaseStatuses.values.isEmpty else { return nil }
        let length = substrate.kernel.duration(
            "helm.controller", occurrence: Kernel.occurrence(bundle.metadata.name))
        return substrate.activity("start of helm-controller", takes: length).map { .after($0) }
    }
}

extension Node {
    /// Whether pods without tolerations may go there.
    fileprivate var takesPods: Bool {
        status.isReady && spec.unschedulable != true && !spec.taints.contains { $0.effect == "NoSchedule" }
    }
}
