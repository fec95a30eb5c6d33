/// What may be asked of a member of a Galera cluster: of its process, and of the database in it.
public enum GaleraCommand: Hashable, Codable, Sendable {
    /// Starts mariadbd. With `newCluster` it forms a component of its own (`--wsrep-new-cluster`), which is
    /// refused while grastate says that it is not safe to bootstrap; otherwise it joins those that it finds.
    case start(newCluster: Bool)
    /// Stops it in an orderly way (SIGTERM): it leaves its group, and writes its position.
    case stop
    /// Ends its process at once (SIGKILL).
    case kill
    /// Holds its process (SIGSTOP): it says nothing, and its connections stay open.
    case pause
    /// Lets it go on (SIGCONT).
    case resume
    /// Reads its position from its data while it is stopped (`--wsrep-recover`), and writes it to grastate.
    case recoverPosition
    /// Writes `safe_to_bootstrap: 1` to grastate.
    case markSafeToBootstrap
    /// Makes the component that it is in primary (`pc.bootstrap=YES`).
    case bootstrapComponent
    /// Loses all its data, grastate and gvwstate with it.
    case wipe
    /// Loses its grastate alone: it does not know what data it has, and needs a full transfer.
    case deleteState
    /// Reads its grastate.
    case readState
    /// Asks the database what a monitor reads.
    case status
}
