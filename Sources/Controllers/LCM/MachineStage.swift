/// How far a machine is on its way to its cluster's release.
enum MachineStage: UInt8, Sendable {
    /// It has not got the items of the downloads yet.
    case waiting
    /// It downloads.
    case preparing
    /// It may be given a slot of the update.
    case prepared
    /// It has reached the release.
    case done
}
