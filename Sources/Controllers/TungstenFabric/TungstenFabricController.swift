import HardwareInterfaces
import Kubernetes
import Simulation

/// The OpenSDN (Tungsten Fabric) operator as its neighbours see it: its locks. The work behind them is a
/// table of durations. It runs where nodes have vRouters.
///
/// Source: MOSK documentation, "OpenSDN Kubernetes Controller maintenance API".
public struct TungstenFabricController: Controller {
    public static let spec = ControllerSpec(
        .tungstenFabric, "tungstenfabric-operator", watches: MaintenanceProtocol.watches)

    private let maintenance = MaintenanceProtocol(profile: .tungstenFabric)

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
