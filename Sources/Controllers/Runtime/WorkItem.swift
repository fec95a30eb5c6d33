import HardwareInterfaces
import Simulation

/// What a controller has to do for one key.
struct WorkItem: Sendable {
    /// The key.
    let key: WorkKey
    /// True while it stands in line or its event is due.
    var isQueued = false
    /// True from the reconcile to the last of its writes.
    var isRunning = false
    /// True when something changed while it was running.
    var isDirty = false
    /// How often in a row it had to be done again.
    var failures: UInt8 = 0
    /// The entry that the next reconcile takes as its cause.
    var cause = EntryID.none
    /// Until when its own last writes are not in its caches yet: the next reconcile waits that long.
    var blindUntil = SimTime.zero
    /// When its timer is due; `.never` without one.
    var wakeAt = SimTime.never
    /// Its current wait.
    var wait: Wait?
    /// Its commands to equipment.
    var operations: [OperationSlot] = []
    /// Whether it was counted among those that keep Ironic busy.
    var isCountedBusy = false
    /// Where its writes stand that are on their way; nil without any.
    var list: UInt32?
    /// Every how long it looks whether Ironic has room, as long as it waits for nothing else; zero when it
    /// does not.
    var roomPoll = SimDuration.zero
    /// The version of its object that was seen when it began to look for room.
    var roomRevision: UInt64 = 0

    /// What it does by itself for a while.
    var activities: [Activity] = []

    /// Something that takes a controller time of its own, such as a Helm upgrade.
    struct Activity: Sendable {
        var name: NameID
        var end: SimTime
        /// The entry of its begin.
        var entry: EntryID
        /// Whether its end was journaled.
        var isOver: Bool
        /// Whether the latest reconcile asked for it.
        var isWanted: Bool
    }

    /// Asks for a reconcile because of `cause`; false when it is to be done anyway.
    mutating func request(_ cause: EntryID) -> Bool {
        self.cause = cause
        guard !isQueued else { return false }
        guard !isRunning else {
            isDirty = true
            return false
        }
        isQueued = true
        return true
    }

    /// Begins a reconcile; answers its newest cause.
    mutating func begin() -> EntryID {
        isQueued = false
        isRunning = true
        wakeAt = .never
        roomPoll = .zero
        for slot in operations.indices { operations[slot].isWanted = false }
        for slot in activities.indices { activities[slot].isWanted = false }
        return cause
    }

    /// Ends a reconcile with its writes; true when it has to be done again at once.
    mutating func end(isBlocked: Bool) -> Bool {
        isRunning = false
        if !isBlocked { failures = 0 }
        let isDirty = isDirty
        self.isDirty = false
        isQueued = isDirty
        return isDirty
    }

    /// Who holds it, by which rule.
    struct Wait: Equatable, Sendable {
        var holder: Subject
        var rule: NameID
    }

    /// A command, and its answer once there.
    struct OperationSlot: Sendable {
        var id: OperationID
        var target: EquipmentID
        var command: EquipmentCommand
        var answer: Result<EquipmentReply, EquipmentError>?
        var askedAt: SimTime
        /// Whether the latest reconcile asked for it.
        var isWanted: Bool

        /// Whether Ironic is busy with it, a long operation that is still wanted.
        var keepsIronicBusy: Bool {
            guard case .ironic(let command) = command else { return false }
            return command.isBusy && isWanted && answer == nil
        }
    }
}
