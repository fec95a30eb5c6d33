import HardwareInterfaces
import Kubernetes
import Simulation

/// The Ceph controller as its neighbours see it: its locks. The work behind them is a table of durations.
public struct CephController: Controller {
    public static let spec = ControllerSpec(
        .ceph, "ceph-controller",
        watches: [
            .management(HelmBundleSpec.kind), .mosk(ClusterWorkloadLockSpec.kind),
            .mosk(NodeWorkloadLockSpec.kind), .mosk(ClusterMaintenanceRequestSpec.kind),
            .mosk(NodeMaintenanceRequestSpec.kind), .mosk(NodeSpec.kind),
            .mosk(NodeDeletionRequestSpec.kind), .mosk(NodeDisableNotificationSpec.kind),
        ])

    private let maintenance = MaintenanceProtocol(profile: .ceph)

    /// Nothing was read yet.
    public init() {}

    public func requests(
        for change: ObjectChange, _ lines: inout MaintenanceLines, _ substrate: inout Substrate
    ) -> [WorkKey] {
        maintenance.requests(for: change, &substrate)
    }

    public func reconcile(
        _ work: WorkKey, _ lines: inout MaintenanceLines, _ substrate: inout Substrate
    ) -> ReconcileResult {
        maintenance.reconcile(work, &lines, &substrate)
    }
}
