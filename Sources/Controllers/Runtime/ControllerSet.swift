public import HardwareInterfaces
import Kubernetes
public import Simulation

/// All controllers of an estate with what they remember, and the one place that knows which is which.
public struct ControllerSet: Sendable {
    /// The controllers, in the order of their identifiers. They lie here as existentials; none is boxed anew
    /// when it is called.
    private var members: [any ControllerMember] = [
        RunningController<ReleaseController>(),
        RunningController<ClusterController>(),
        RunningController<MachineController>(),
        RunningController<BareMetalHostController>(),
        RunningController<UpdatePlanController>(),
        RunningController<LCMClusterController>(),
        RunningController<LCMMachineController>(),
        RunningController<LCMClusterStateController>(),
        RunningController<LCMAgentController>(),
        RunningController<HelmController>(),
        RunningController<OpenStackController>(),
        RunningController<CephController>(),
        RunningController<NodeLifecycleController>(),
        RunningController<WorkloadController>(),
        RunningController<SchedulerController>(),
        RunningController<DisruptionController>(),
        RunningController<KubeletController>(),
        RunningController<GarbageCollectorController>(),
        RunningController<PodGarbageCollectorController>(),
        RunningController<IPAMController>(),
        RunningController<HostOSConfigurationController>(),
        RunningController<EndpointsController>(),
        RunningController<MariaDBController>(),
        RunningController<MariaDBStartController>(),
        RunningController<OpenStackDeploymentController>(),
        RunningController<TungstenFabricController>(),
    ]

    /// The names of all, in the order of their identifiers.
    static let names = ControllerSet().members.map(\.spec.name)

    /// All of them, just started.
    public init() {
        precondition(members.map(\.spec.id) == ControllerID.allCases, "a controller is not in its place")
    }

    /// Sets up every controller but the absent ones on what the API servers hold, and lets each look at
    /// everything once.
    public mutating func install(_ substrate: inout Substrate, without absent: [ControllerID] = []) {
        for member in members {
            substrate.install(member.spec, isAbsent: absent.contains(member.spec.id))
        }
        for id in ControllerID.allCases { look(id, at: substrate.present(id), &substrate) }
    }

    /// Handles an event of the range of `RuntimeEvent`. Answers an operation that was given up, if any.
    public mutating func handle(_ event: Event, _ substrate: inout Substrate) -> UInt32? {
        guard let code = RuntimeEvent(rawValue: event.code) else {
            preconditionFailure("event code \(event.code) is not the controllers'")
        }
        switch code {
        case .deliver:
            guard let id = ControllerID(rawValue: UInt8(event.target)) else { return nil }
            while let (change, cause) = substrate.nextDelivery(event) {
                look(id, at: change, cause: cause, &substrate)
            }
        case .show:
            substrate.beginShow()
            while let (id, change, cause) = substrate.nextShown() {
                look(id, at: change, cause: cause, &substrate)
            }
        case .reconcile:
            guard let (id, work) = substrate.beginReconcile(event) else { return nil }
            substrate.endReconcile(members[Int(id.rawValue)].reconcile(work, &substrate))
        case .timer: substrate.timerDue(event)
        case .write: substrate.writeDue(event)
        case .timeout: return substrate.timeoutDue(event)?.number
        case .restart:
            guard let id = ControllerID(rawValue: UInt8(event.target)) else { return nil }
            substrate.kernel.journal.cause = event.cause
            members[Int(id.rawValue)].forget()
            look(id, at: substrate.restart(id), &substrate)
        case .oldCache: substrate.oldCacheDue(fault: Int(event.operand))
        case .beat: preconditionFailure("beats are the world's")
        }
        return nil
    }

    /// Lets the operator of hosts look at one: a poll finds what `cause` has changed.
    public func poll(_ host: UInt32, cause: EntryID, _ substrate: inout Substrate) {
        guard let work = substrate.bareMetalHostWork(host) else { return }
        substrate.enqueue(.bareMetalHost, work, cause: cause)
    }

    /// Tells every controller what happened at equipment.
    public func take(_ notice: EquipmentNotice, _ substrate: inout Substrate) {
        substrate.take(notice)
        let cause = substrate.kernel.journal.cause
        for id in ControllerID.allCases {
            substrate.current.controller = id
            for work in members[Int(id.rawValue)].requests(for: notice, &substrate) {
                substrate.enqueue(id, work, cause: cause)
            }
        }
    }

    private mutating func look(
        _ id: ControllerID, at changes: [ObjectChange], _ substrate: inout Substrate
    ) {
        let cause = substrate.kernel.journal.cause
        for change in changes { look(id, at: change, cause: cause, &substrate) }
    }

    private mutating func look(
        _ id: ControllerID, at change: ObjectChange, cause: EntryID, _ substrate: inout Substrate
    ) {
        substrate.current.controller = id
        for work in members[Int(id.rawValue)].requests(for: change, &substrate) {
            substrate.enqueue(id, work, cause: cause)
        }
    }
}
