public import Simulation

/// The journal words of lifecycle management. Range 300-399.
public enum LCMEntry: UInt16, EntryVocabulary {
    /// A controller begins something that takes it time; the object is what, the value how long.
    case activityBegan = 300
    /// It is over.
    case activityEnded
    /// An update plan begins.
    case planStarted
    /// An update plan is done.
    case planCompleted
    /// A step of a plan begins; the object is the step.
    case stepStarted
    /// A step of a plan is done; the object is the step.
    case stepCompleted
    /// The operator lets a step begin; the object is the step.
    case stepCommenced
    /// A cluster goes to a release; the object is the release.
    case updateTriggered
    /// A machine takes a slot of the update.
    case machineAdmitted
    /// A machine gives its slot back.
    case machineReleased
    /// A machine has another state; the object is the state.
    case machineState
    /// A machine gets items to carry out; the object is the phase.
    case itemsAssigned
    /// An item is done on a machine; the object is the item, the value its exit code.
    case itemFinished
    /// An item failed on a machine; the object is the item, the value the attempt.
    case itemFailed
    /// The agent runs at another version; the object is the version.
    case agentUpgraded
    /// A reboot of a machine is asked for.
    case rebootRequested
    /// A machine has rebooted.
    case rebootCompleted
    /// A node is cordoned.
    case cordoned
    /// A node has been drained; the object is the orchestrator.
    case drained
    /// A node takes workloads again; the object is the orchestrator.
    case uncordoned
    /// Maintenance of a cluster or node is asked for; the object is the scope.
    case maintenanceRequested
    /// Maintenance is over.
    case maintenanceEnded
    /// A workload lock lets LCM act.
    case lockReleased
    /// A workload lock is held again.
    case lockTaken
    /// A Helm release is installed at another version; the object is the version.
    case helmReleased
    /// A cluster has reached a release; the object is the release.
    case releaseReached
    /// A node is ready, or no longer; the object is True, False or Unknown.
    case nodeReady
    /// A pod was given a node; the object is the node.
    case podScheduled
    /// A pod is ready.
    case podReady
    /// A pod is no longer ready.
    case podNotReady
    /// A new machine's agent reports for the first time.
    case agentRegistered
    /// A host is given to a machine; the object is the machine.
    case hostAssigned
    /// A host's power was found otherwise; the object is on or off.
    case powerSeen
    /// A host has another provisioning state; the object is the state.
    case hostState
    /// A cluster that was deployed is Ready for the first time; the object is its release.
    case clusterReady
    /// The preparation of a machine's deletion has another phase; the object is the phase.
    case deletionPhase
    /// A machine's resources are given back, and it is gone.
    case machineRemoved
    /// A host serves no machine any more; the object is the machine.
    case hostReleased
    /// A node was removed from its engine and from Kubernetes.
    case nodeRemoved
    /// A machine is out of lifecycle management.
    case machineDisabled
    /// A machine is in lifecycle management again.
    case machineEnabled
    /// A machine may reboot now; the object is the machine.
    case rebootAdmitted
    /// A machine's reboot is over; the object is the machine.
    case rebootReleased
    /// Machines of a cluster are to reboot one after the other; the value is how many.
    case rebootsRequested
    /// All of them have.
    case rebootsCompleted
    /// The API server refuses the token of a machine's agent: it has expired.
    case tokenRefused
    /// The operator has started a machine's agent anew, with a new token.
    case agentRestarted
    /// An alert that an UpdateAutoPause names fires; the object is of whom: a node, a pod, a service.
    case alertFired
    /// It fires no longer.
    case alertCleared
    /// The plan of a cluster is paused; the object is the alert.
    case planPaused
    /// It goes on.
    case planResumed
    /// A step of a plan that was paused goes on; the object is the step.
    case stepResumed

    public var template: String {
        switch self {
        case .activityBegan: "{subject} begins {object.name}"
        case .activityEnded: "{subject} has done {object.name}"
        case .planStarted: "{subject} begins"
        case .planCompleted: "{subject} is complete"
        case .stepStarted: "{subject} begins step {object.name}"
        case .stepCompleted: "{subject} has done step {object.name}"
        case .stepCommenced: "{subject}: the operator commences {object.name}"
        case .updateTriggered: "{subject} is to reach {object.name}"
        case .machineAdmitted: "{subject} admits {object.name} to the update"
        case .machineReleased: "{subject} has {object.name} updated"
        case .machineState: "{subject} is in {object.name}"
        case .itemsAssigned: "{subject} gets its {object.name} items"
        case .itemFinished: "{subject} has done {object.name}"
        case .itemFailed: "{subject} failed at {object.name}, attempt {value}"
        case .agentUpgraded: "{subject} has agent {object.name}"
        case .rebootRequested: "{subject} is to reboot"
        case .rebootCompleted: "{subject} has rebooted"
        case .cordoned: "{subject} is cordoned"
        case .drained: "{subject} is drained in {object.name}"
        case .uncordoned: "{subject} takes workloads again in {object.name}"
        case .maintenanceRequested: "{subject} is requested, {object.name}"
        case .maintenanceEnded: "{subject} is withdrawn"
        case .lockReleased: "{subject} is inactive"
        case .lockTaken: "{subject} is active"
        case .helmReleased: "{subject} has {object.name} installed"
        case .releaseReached: "{subject} has reached {object.name}"
        case .nodeReady: "{subject} has Ready {object.name}"
        case .podScheduled: "{subject} goes to {object.name}"
        case .podReady: "{subject} is ready"
        case .podNotReady: "{subject} is not ready"
        case .agentRegistered: "{subject} reports its addresses"
        case .hostAssigned: "{subject} is given to {object}"
        case .powerSeen: "{subject} is found powered {object.name}"
        case .hostState: "{subject} is {object.name}"
        case .clusterReady: "{subject} is Ready, deployed with {object.name}"
        case .deletionPhase: "{subject} has the preparation of its deletion {object.name}"
        case .machineRemoved: "{subject} has given back its resources"
        case .hostReleased: "{subject} is given back by {object}"
        case .nodeRemoved: "{subject} is removed from its cluster"
        case .machineDisabled: "{subject} is out of lifecycle management"
        case .machineEnabled: "{subject} is in lifecycle management again"
        case .rebootAdmitted: "{subject} lets {object.name} reboot"
        case .rebootReleased: "{subject} has {object.name} rebooted"
        case .rebootsRequested: "{subject} is to have {value} machines rebooted"
        case .rebootsCompleted: "{subject} has all machines rebooted"
        case .tokenRefused: "{subject} has an agent that is answered 401: its token has expired"
        case .agentRestarted: "{subject} has its agent started anew by the operator, with a new token"
        case .alertFired: "{subject} fires for {object.name}"
        case .alertCleared: "{subject} fires no longer"
        case .planPaused: "{subject} is paused by {object}"
        case .planResumed: "{subject} is no longer paused"
        case .stepResumed: "{subject} goes on with step {object.name}"
        }
    }

    public var isProgress: Bool {
        switch self {
        case .activityBegan, .planStarted, .planCompleted, .stepStarted, .stepCompleted, .stepCommenced,
            .updateTriggered, .machineAdmitted, .machineReleased, .itemsAssigned, .itemFinished,
            .agentUpgraded, .rebootCompleted, .drained, .uncordoned, .lockReleased, .lockTaken,
            .helmReleased, .releaseReached, .agentRegistered, .hostAssigned, .clusterReady, .deletionPhase,
            .machineRemoved, .hostReleased, .nodeRemoved, .machineDisabled, .machineEnabled, .rebootAdmitted,
            .rebootReleased, .rebootsRequested, .rebootsCompleted, .agentRestarted, .planResumed,
            .stepResumed:
            true
        case .activityEnded, .machineState, .itemFailed, .rebootRequested, .cordoned,
            .maintenanceRequested, .maintenanceEnded, .nodeReady, .podScheduled, .podReady, .podNotReady,
            .powerSeen, .hostState, .tokenRefused, .alertFired, .alertCleared, .planPaused:
            false
        }
    }
}
