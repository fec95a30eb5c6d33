import HardwareInterfaces
import Kubernetes
public import Simulation

/// All controllers of an estate, and the one place that knows which is which.
public struct ControllerSet: Sendable {
    private let release = ReleaseController()
    private let cluster = ClusterController()
    private let machine = MachineController()
    private let bareMetalHost = BareMetalHostController()
    private let updatePlan = UpdatePlanController()
    private let lcmCluster = LCMClusterController()
    private let lcmMachine = LCMMachineController()
    private let lcmClusterState = LCMClusterStateController()
    private let lcmAgent = LCMAgentController()
    private let helm = HelmController()
    private let openStack = OpenStackController()
    private let ceph = CephController()
    private let nodeLifecycle = NodeLifecycleController()
    private let workload = WorkloadController()
    private let scheduler = SchedulerController()
    private let disruption = DisruptionController()
    private let kubelet = KubeletController()
    private let garbageCollector = GarbageCollectorController()

    /// All of them.
    public init() {}

    /// Sets up every controller on what the API servers hold, and lets each look at everything once.
    public func install(_ substrate: inout Substrate) {
        for id in ControllerID.allCases { substrate.install(spec(id)) }
        for id in ControllerID.allCases { look(id, at: substrate.present(id), &substrate) }
    }

    /// Handles an event of the range of `RuntimeEvent`. Answers an operation that was given up, if any.
    public func handle(_ event: Event, _ substrate: inout Substrate) -> UInt32? {
        guard let code = RuntimeEvent(rawValue: event.code) else {
            preconditionFailure("event code \(event.code) is not the controllers'")
        }
        switch code {
        case .deliver:
            guard let id = ControllerID(rawValue: UInt8(event.target)) else { return nil }
            while let (change, cause) = substrate.nextDelivery(event) {
                substrate.current.controller = id
                for work in requests(id, change, &substrate) { substrate.enqueue(id, work, cause: cause) }
            }
        case .reconcile:
            guard let (id, work) = substrate.beginReconcile(event) else { return nil }
            substrate.endReconcile(reconcile(id, work, &substrate))
        case .timer: substrate.timerDue(event)
        case .write: substrate.writeDue(event)
        case .timeout: return substrate.timeoutDue(event)?.number
        case .restart:
            guard let id = ControllerID(rawValue: UInt8(event.target)) else { return nil }
            substrate.kernel.journal.cause = event.cause
            look(id, at: substrate.restart(id), &substrate)
        }
        return nil
    }

    private func look(_ id: ControllerID, at changes: [ObjectChange], _ substrate: inout Substrate) {
        let cause = substrate.kernel.journal.cause
        substrate.current.controller = id
        for change in changes {
            for work in requests(id, change, &substrate) { substrate.enqueue(id, work, cause: cause) }
        }
    }

    private func spec(_ id: ControllerID) -> ControllerSpec {
        switch id {
        case .release: ReleaseController.spec
        case .cluster: ClusterController.spec
        case .machine: MachineController.spec
        case .bareMetalHost: BareMetalHostController.spec
        case .updatePlan: UpdatePlanController.spec
        case .lcmCluster: LCMClusterController.spec
        case .lcmMachine: LCMMachineController.spec
        case .lcmClusterState: LCMClusterStateController.spec
        case .lcmAgent: LCMAgentController.spec
        case .helm: HelmController.spec
        case .openStack: OpenStackController.spec
        case .ceph: CephController.spec
        case .nodeLifecycle: NodeLifecycleController.spec
        case .workload: WorkloadController.spec
        case .scheduler: SchedulerController.spec
        case .disruption: DisruptionController.spec
        case .kubelet: KubeletController.spec
        case .garbageCollector: GarbageCollectorController.spec
        }
    }

    private func requests(
        _ id: ControllerID, _ change: ObjectChange, _ substrate: inout Substrate
    ) -> [WorkKey] {
        switch id {
        case .release: release.requests(for: change, &substrate)
        case .cluster: cluster.requests(for: change, &substrate)
        case .machine: machine.requests(for: change, &substrate)
        case .bareMetalHost: bareMetalHost.requests(for: change, &substrate)
        case .updatePlan: updatePlan.requests(for: change, &substrate)
        case .lcmCluster: lcmCluster.requests(for: change, &substrate)
        case .lcmMachine: lcmMachine.requests(for: change, &substrate)
        case .lcmClusterState: lcmClusterState.requests(for: change, &substrate)
        case .lcmAgent: lcmAgent.requests(for: change, &substrate)
        case .helm: helm.requests(for: change, &substrate)
        case .openStack: openStack.requests(for: change, &substrate)
        case .ceph: ceph.requests(for: change, &substrate)
        case .nodeLifecycle: nodeLifecycle.requests(for: change, &substrate)
        case .workload: workload.requests(for: change, &substrate)
        case .scheduler: scheduler.requests(for: change, &substrate)
        case .disruption: disruption.requests(for: change, &substrate)
        case .kubelet: kubelet.requests(for: change, &substrate)
        case .garbageCollector: garbageCollector.requests(for: change, &substrate)
        }
    }

    private func reconcile(
        _ id: ControllerID, _ work: WorkKey, _ substrate: inout Substrate
    ) -> ReconcileResult {
        switch id {
        case .release: release.reconcile(work, &substrate)
        case .cluster: cluster.reconcile(work, &substrate)
        case .machine: machine.reconcile(work, &substrate)
        case .bareMetalHost: bareMetalHost.reconcile(work, &substrate)
        case .updatePlan: updatePlan.reconcile(work, &substrate)
        case .lcmCluster: lcmCluster.reconcile(work, &substrate)
        case .lcmMachine: lcmMachine.reconcile(work, &substrate)
        case .lcmClusterState: lcmClusterState.reconcile(work, &substrate)
        case .lcmAgent: lcmAgent.reconcile(work, &substrate)
        case .helm: helm.reconcile(work, &substrate)
        case .openStack: openStack.reconcile(work, &substrate)
        case .ceph: ceph.reconcile(work, &substrate)
        case .nodeLifecycle: nodeLifecycle.reconcile(work, &substrate)
        case .workload: workload.reconcile(work, &substrate)
        case .scheduler: scheduler.reconcile(work, &substrate)
        case .disruption: disruption.reconcile(work, &substrate)
        case .kubelet: kubelet.reconcile(work, &substrate)
        case .garbageCollector: garbageCollector.reconcile(work, &substrate)
        }
    }
}
