import HardwareInterfaces
import Kubernetes
import Simulation

/// The Ceph controller as its neighbours see it: its locks. The work behind them is a table of durations.
public struct CephController: Controller {
    public static let spec = ControllerSpec(
        .ceph, "ceph-controller", watches: MaintenanceProtocol.watches)

    private let maintenance = MaintenanceProtocol(profile: .ceph)

    /// Nothing was read yet.
    public init() {}

    public func requests(
        for change: ObjectChange, _ lines: inout MaintenanceLines, _ substrate: inout Substrate
    ) -> WorkKeys {
        maintenance.requests(for: change, &substrate)
    }

    public func reconcile(
        _ work: WorkKey, _ lines: inout MaintenanceLines, _ substrate: inout Substrate
    ) -> ReconcileResult {
        maintenance.reconcile(work, &lines, &substrate)
    }
}
