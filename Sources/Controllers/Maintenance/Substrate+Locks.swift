import Kubernetes
import Simulation

/// How application controllers write their locks, on clusters and on nodes.
///
/// Source: Mirantis/rockoon rockoon/controllers/maintenance.py: whoever sets the state clears the message.
/// That other applications do so too is inferred.
extension Substrate {
    /// Lets LCM act; with a release that isn't empty, the lock is of that release from now on.
    mutating func release<Spec>(_ lock: Stored<Spec>, at release: String = "", cluster: UInt8)
    where Spec.Status == WorkloadLockStatus {
        write(.inactive, "", release, to: lock, cluster)
    }

    /// Holds LCM off, and says on the lock what is waited for, if anything is.
    mutating func take<Spec>(
        _ lock: Stored<Spec>, at release: String = "", saying message: String = "", cluster: UInt8
    ) where Spec.Status == WorkloadLockStatus {
        write(.active, message, release, to: lock, cluster)
    }

    /// Says on a lock what is waited for; `note` is journaled where that is new.
    mutating func say<Spec>(
        _ message: String, on lock: Stored<Spec>, cluster: UInt8, note: Write.Note? = nil
    ) where Spec.Status == WorkloadLockStatus {
        write(lock.object.status.state, message, "", note, to: lock, cluster)
    }

    /// Writes what is not so already; the journal says when the lock is released or taken.
    private mutating func write<Spec>(
        _ state: WorkloadLockState, _ message: String, _ release: String, _ note: Write.Note? = nil,
        to lock: Stored<Spec>, _ cluster: UInt8
    ) where Spec.Status == WorkloadLockStatus {
        var status = lock.object.status
        status.state = state
        status.errorMessage = message
        if !release.isEmpty { status.release = release }
        guard status != lock.object.status else { return }
        let word = state == .inactive ? LCMEntry.lockReleased : .lockTaken
        let isChanged = state != lock.object.status.state
        updateStatus(status, of: lock, cluster: cluster, note: isChanged ? Write.Note(word.kind) : note)
    }
}
