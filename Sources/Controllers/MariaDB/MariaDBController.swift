import HardwareInterfaces
import Kubernetes
import Simulation

/// The controller of the database: looks every 10 s which pod is to receive all SQL, and has the Service
/// `mariadb` lead there. Which of the two documented forms it has, the selector of that Service says.
///
/// It reads the API server itself, without a cache. Its two replicas don't elect a leader: they write the
/// same, so one stands for both here. A pass that finds nothing to do is no event: see `Substrate+Database`.
/// Source: Mirantis/rockoon charts/infra/mariadb/templates/bin/_mariadb_controller.py.tpl.
public struct MariaDBController: StatelessController {
    public static let spec = ControllerSpec(
        .mariaDB, "mariadb-controller", writesPerSecond: nil, watches: [])

    /// Without memory.
    public init() {}

    public func requests(for change: ObjectChange, _ substrate: inout Substrate) -> WorkKeys { [] }

    public func reconcile(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard
            let stored = substrate.getLive(
                Service.self, work.object, cluster: work.cluster, because: "the controller has no cache")
        else { return .settled }
        switch substrate.databaseTask(work.cluster) {
        case nil: break
        case .point(let pod):
            var service = stored.object
            service.spec.selector[Label.podName] = pod
            let key = substrate.key(Pod.self, pod, namespace: service.metadata.namespace)
            substrate.update(
                service, cluster: work.cluster,
                note: Write.Note(
                    DatabaseEntry.primaryMoved.kind, key.subject(cluster: work.cluster)))
        case .label(let changes):
            for change in changes { label(change, of: stored.object, work.cluster, &substrate) }
        }
        // The next pass looks again whether it was done.
        return .settled
    }

    private func label(
        _ change: PrimaryRule.RoleChange, of service: Service, _ cluster: UInt8, _ substrate: inout Substrate
    ) {
        let key = substrate.key(Pod.self, change.pod, namespace: service.metadata.namespace)
        guard
            var pod = substrate.getLive(
                Pod.self, key, cluster: cluster, because: "the controller has no cache")?.object
        else { return }
        pod.metadata.labels[Label.databaseRole] = change.role.rawValue
        substrate.update(
            pod, cluster: cluster,
            note: Write.Note(DatabaseEntry.databaseRole.kind, substrate.text(change.role.rawValue)))
    }
}
