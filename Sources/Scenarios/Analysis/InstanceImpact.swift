public import Controllers
import HardwareInterfaces
import Kubernetes
public import Simulation

/// What tenants notice of a run: instances that moved, stood still or were down, and those that hold a node.
public struct InstanceImpact: Sendable {
    /// Something that happened to instances, and the one that it happened to longest.
    public struct Sum: Hashable, Sendable {
        /// How often.
        public var count = 0
        /// How long at most.
        public var longest = SimDuration.zero
        /// To which instance.
        public var instance = ""
        /// The entry that says so.
        public var entry = EntryID.none

        mutating func add(_ length: SimDuration, _ instance: String, _ entry: EntryID) {
            count += 1
            guard length > longest || self.entry == .none else { return }
            longest = length
            self.instance = instance
            self.entry = entry
        }
    }

    /// An instance that keeps a node from its maintenance.
    public struct Hold: Hashable, Sendable {
        public var instance: String
        public var node: String
        /// Why it stays.
        public var rule: WaitRule
        /// How long in all.
        public var length: SimDuration
        /// Whether it never went.
        public var isOpen: Bool
        /// The entry of the first wait for it.
        public var entry: EntryID
    }

    /// Moves, standstills and times of being down that ended.
    public private(set) var moved = Sum()
    public private(set) var paused = Sum()
    public private(set) var down = Sum()
    /// Moves that came to nothing.
    public private(set) var failedMoves = 0
    /// How many instances were still down at the end.
    public private(set) var stillDown = 0
    /// The instances that held nodes, longest first.
    public private(set) var holds: [Hold] = []

    /// Whether there is nothing to tell.
    public var isEmpty: Bool {
        moved.count + paused.count + down.count + failedMoves + stillDown + holds.count == 0
    }

    /// What a run says.
    public init(_ run: RecordedRun) {
        run.forEach { id, entry in
            let name = run.names[entry.subject.name]
            let length = SimDuration(nanoseconds: entry.value)
            switch entry.kind {
            case ComputeEntry.instanceMoved.kind: moved.add(length, name, id)
            case ComputeEntry.instancePaused.kind: paused.add(length, name, id)
            case ComputeEntry.migrationFailed.kind: failedMoves += 1
            case ComputeEntry.instanceDown.kind: stillDown += 1
            case ComputeEntry.instanceUp.kind:
                down.add(length, name, id)
                stillDown -= 1
            default: break
            }
        }
        stillDown = max(stillDown, 0)
        collectHolds(run)
    }

    private mutating func collectHolds(_ run: RecordedRun) {
        let end = run.count == 0 ? SimTime.zero : run[EntryID(number: UInt32(run.count))].time
        for wait in Wait.all(run) where wait.holder.kind == PartKind.instance.subjectKind {
            let (instance, lock) = (run.names[wait.holder.name], run.names[wait.waiter.name])
            let node = NodeWorkloadLock.node(ofLock: lock) ?? lock
            let length = (wait.end ?? end) - wait.start
            if let index = holds.firstIndex(where: { $0.instance == instance && $0.node == node }) {
                holds[index].length += length
                holds[index].isOpen = holds[index].isOpen || wait.end == nil
                if wait.rule.form == .instanceHeld { holds[index].rule = wait.rule }
            } else {
                holds.append(
                    Hold(
                        instance: instance, node: node, rule: wait.rule, length: length,
                        isOpen: wait.end == nil, entry: wait.entry))
            }
        }
        holds.sort { ($1.length, $0.node, $0.instance) < ($0.length, $1.node, $1.instance) }
    }
}
