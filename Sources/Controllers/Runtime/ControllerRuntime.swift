import HashTreeCollections
import Kubernetes
import Simulation

/// The volatile side of one controller: its caches, its queue, its reconciles under way. A crash loses all of
/// it, and the controller's memory with it.
struct ControllerRuntime: Sendable {
    /// A cache.
    struct Cache: Sendable {
        var cluster: UInt8
        var informer: InformerID
        /// Whether the event that shows it its next change is due.
        var isArmed = false
        /// Whether it is to see each object once at its next change, not one write after the other.
        var isBehind = false
        /// What it is seeing at once, the last one first.
        var batch: [Delivery] = []
    }

    /// How it runs.
    let spec: ControllerSpec
    /// Its caches.
    var caches: [Cache] = []
    /// The cache of each kind and cluster, plus one, by `watchPlace`; 0 for none.
    private var cachePlaces: ContiguousArray<UInt8> = []
    /// What it has to do, by number.
    var items = ChunkedArray<WorkItem>()
    /// Work that waits for a worker, in order.
    var line: [UInt32] = []
    var lineStart = 0
    /// Reconciles under way.
    var running = 0
    /// Their writes, by item.
    var lists: TreeDictionary<UInt32, WriteList> = [:]
    /// When the client's rate limit lets the next write go (a generic cell rate: theoretical arrival time).
    var nextWrite = SimTime.zero
    /// False between a crash and the restart.
    var isUp = true
    /// Counts restarts, so that what was due before one is told apart.
    var epoch: UInt16 = 0
    /// Writes applied so far, for faults that strike after one.
    var writesApplied = 0
    /// How many items keep Ironic busy, but for the one that is being reconciled.
    private(set) var busyItems = 0
    private var numbers: TreeDictionary<WorkKey, UInt32> = [:]

    init(spec: ControllerSpec) { self.spec = spec }

    /// Adds a cache.
    mutating func add(_ cache: Cache) {
        caches.append(cache)
        let place = Substrate.watchPlace(cluster: Int(cache.cluster), cache.informer.kind)
        while cachePlaces.count <= place { cachePlaces.append(0) }
        cachePlaces[place] = UInt8(caches.count)
    }

    /// The cache of a kind in a cluster, or nil.
    func informer(_ kind: KindID, _ cluster: UInt8) -> InformerID? {
        guard kind.rawValue < KindID.firstModelled + 64 else { return nil }
        let place = Substrate.watchPlace(cluster: Int(cluster), kind)
        guard place < cachePlaces.count, cachePlaces[place] > 0 else { return nil }
        return caches[Int(cachePlaces[place]) - 1].informer
    }

    /// The number of `key`, given anew at its first use.
    mutating func number(_ key: WorkKey) -> UInt32 {
        if let number = numbers[key] { return number }
        let number = UInt32(items.count)
        precondition(number < WorkTarget.maxItems, "too many keys for one controller")
        items.append(WorkItem(key: key))
        numbers[key] = number
        return number
    }

    /// The number of `key` if it is known.
    func known(_ key: WorkKey) -> UInt32? { numbers[key] }

    /// Takes the first of the line, or nil.
    mutating func takeFirst() -> UInt32? {
        guard lineStart < line.count else { return nil }
        let first = line[lineStart]
        lineStart += 1
        if lineStart > 32, lineStart * 2 > line.count {
            line.removeFirst(lineStart)
            lineStart = 0
        }
        return first
    }

    /// Counts an item anew whose operations have changed.
    mutating func countBusy(_ number: Int) {
        let isBusy = items[number].keepsIronicBusy
        guard isBusy != items[number].isCountedBusy else { return }
        items[number].isCountedBusy = isBusy
        busyItems += isBusy ? 1 : -1
    }

    /// Forgets everything that a process keeps in memory.
    mutating func crash() {
        isUp = false
        epoch &+= 1
        line = []
        lineStart = 0
        running = 0
        busyItems = 0
        lists = [:]
        for index in items.indices {
            items[index].isQueued = false
            items[index].isRunning = false
            items[index].isDirty = false
            items[index].failures = 0
            items[index].wakeAt = .never
            items[index].operations = []
            items[index].isCountedBusy = false
            items[index].activities = []
        }
    }
}
