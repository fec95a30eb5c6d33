public import Simulation

/// Something that happened in a Galera cluster and that others may care for.
public struct GaleraNotice: Hashable, Sendable {
    /// When.
    public var at: SimTime
    /// To which member.
    public var member: Int
    /// What.
    public var change: Change

    /// What may happen.
    public enum Change: Hashable, Sendable {
        /// It passes its readiness probe from now on, or does not.
        case readiness(Bool)
        /// Its process has ended.
        case processEnded(EndReason)
        /// It has a new component.
        case component(isPrimary: Bool, size: Int)
        /// It gets its data from a member: all of it, or the write-sets that it lacks.
        case transfer(donor: Int, isFull: Bool)
        /// Acknowledged write-sets are gone: its component goes on without them.
        case writesLost(Int64)
        /// It serves data that lacks so many write-sets which other members of its component have: nobody
        /// compares them.
        case dataDiverges(Int64)
    }

    /// Why a process ends.
    public enum EndReason: String, Hashable, Sendable {
        case stopped
        case killed
        case hostLost
        /// It was to begin a cluster and is not safe to.
        case notSafeToBootstrap
        /// "failed to reach primary view".
        case noPrimaryComponent
        /// Its donor went away.
        case transferFailed
        /// It needs a full transfer, which a running database can't take.
        case mustRestart
        /// Two primary components met.
        case splitBrain
    }
}
