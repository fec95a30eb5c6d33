/// The codes of events that equipment waits for. Range 100-199.
public enum PlantEvent: UInt16, CaseIterable, Sendable {
    /// A host's phase ends; target the host, detail the epoch.
    case hostPhase = 100
    /// A container runtime has started; target the host, detail the epoch.
    case runtimeStarted
    /// A transfer of the mirror may have ended; detail the epoch.
    case transfer
    /// A command's effect is due; operand the operation, detail when the host or runtime that
    /// took it was started.
    case commandDue
    /// A manager's components serve again after an upgrade; operand the operation, detail how often its host
    /// was found down.
    case managerServes
    /// An upgrade that has made no progress is rolled back; operand the operation.
    case upgradeRollback
    /// A step of what Ironic does with a node is due; target the host, detail the node's epoch.
    case ironicStep
    /// The kernel of a host panics after its boot; target the host, detail the epoch.
    case bootLoop
    /// A flapping link goes or comes back; operand the flap.
    case linkFlaps
    /// The connections of a host that loses packets are tried; target the host, detail the epoch.
    case connectionsTried
    /// A transfer to a host ends late or in vain; operand the operation, detail how.
    case transferEnds
    /// A disk fails of itself; target the host, operand the number of the disk.
    case diskDies
    /// Something happens in a Galera cluster; target the cluster, detail the epoch.
    case galeraDue
    /// A round of an instance's move is over; target the move, detail the use of its place.
    case migrationRound
    /// An instance is started again after its host; target the hypervisor, detail its epoch.
    case instanceResumes
    /// An instance was built anew; target the instance, operand the hypervisor that it was on, detail the
    /// epoch of the one that it goes to.
    case evacuationDue
    /// Masakari begins to build instances anew; target the hypervisor.
    case recoveryDue
    /// Something happens at a message broker; target the broker, detail the epoch.
    case brokerDue
}
