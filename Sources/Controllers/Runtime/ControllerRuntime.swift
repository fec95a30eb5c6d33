import Kubernetes
import Simulation

/// The volatile side of one controller: its caches, its queue, its reconciles under way. A crash loses all of
/// it, and the controller's memory with it.
struct ControllerRuntime: Sendable {
    /// A cache.
    struct Cache: Sendable {
        var cluster: UInt8
        var informer: InformerID
        /// Which changes it is shown.
        var aspects: ChangeAspects
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
    /// Their writes, at places that their items know.
    private var lists = ChunkedArray<WriteList?>()
    private var freeLists: [UInt32] = []
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
    /// The numbers of items by namespace and name, for each kind of a cluster that it works on: a few.
    private var numbers: [(cluster: UInt8, kind: KindID, places: PlaceMap)] = []

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
        guard kind.isModelled else { return nil }
        let place = Substrate.watchPlace(cluster: Int(cluster), kind)
        guard place < cachePlaces.count, cachePlaces[place] > 0 else { return nil }
        return caches[Int(cachePlaces[place]) - 1].informer
    }

    /// The number of `key`, given anew at its first use.
    mutating func number(_ key: WorkKey) -> UInt32 {
        if let number = known(key) { return number }
        let number = UInt32(items.count)
        precondition(number < WorkTarget.maxItems, "too many keys for one controller")
        items.append(WorkItem(key: key))
        if let index = numbers.firstIndex(where: { $0.cluster == key.cluster && $0.kind == key.object.kind })
        {
            numbers[index].places.insert(number, under: key.object.packed)
        } else {
            var places = PlaceMap()
            places.insert(number, under: key.object.packed)
            numbers.append((key.cluster, key.object.kind, places))
        }
        return number
    }

    /// The number of `key` if it is known.
    func known(_ key: WorkKey) -> UInt32? {
        for index in numbers.indices
        where numbers[index].kind == key.object.kind && numbers[index].cluster == key.cluster {
            return numbers[index].places.find(key.object.packed)
        }
        return nil
    }

    /// The writes of an item that are on their way, or nil.
    func list(of number: UInt32) -> WriteList? { items[Int(number)].list.flatMap { lists[Int($0)] } }

    /// Keeps the writes of an item that has none.
    mutating func keep(_ list: consuming WriteList, of number: UInt32) {
        if let place = freeLists.popLast() {
            lists[Int(place)] = consume list
            items[Int(number)].list = place
        } else {
            items[Int(number)].list = UInt32(lists.count)
            lists.append(consume list)
        }
    }

    /// Takes the writes of an item away, so that nothing else holds them; nil when it has none.
    mutating func takeList(of number: UInt32) -> WriteList? {
        guard let place = items[Int(number)].list else { return nil }
        items[Int(number)].list = nil
        freeLists.append(place)
        return lists[Int(place)].take()
    }

    /// Says what comes to the write of an item that is on its way.
    mutating func setFate(_ fate: WriteFate, of number: UInt32) {
        guard let place = items[Int(number)].list else { return }
        lists[Int(place)]?.fate = fate
    }

    /// Forgets what an item has asked for and its last reconcile did not ask for again.
    mutating func forgetUnwanted(_ number: Int) {
        let isFree = items[number].operations.isEmpty && items[number].activities.isEmpty
        guard !isFree || items[number].isCountedBusy else { return }
        items[number].operations.removeAll { !$0.isWanted && $0.answer != nil }
        countBusy(number)
        items[number].activities.removeAll { !$0.isWanted }
    }

    /// Forgets what was begun for an item.
    mutating func forgetActivities(_ number: UInt32) {
        if !items[Int(number)].activities.isEmpty { items[Int(number)].activities = [] }
    }

    /// Keeps what an item has asked for: its last reconcile has failed before it could ask again.
    mutating func keepAsked(_ number: Int) {
        for slot in items[number].operations.indices { items[number].operations[slot].isWanted = true }
        for slot in items[number].activities.indices { items[number].activities[slot].isWanted = true }
        countBusy(number)
    }

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
        let isBusy = items[number].operations.contains(where: \.keepsIronicBusy)
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
        lists = ChunkedArray()
        freeLists = []
        for index in items.indices {
            items[index].isQueued = false
            items[index].isRunning = false
            items[index].isDirty = false
            items[index].failures = 0
            items[index].wakeAt = .never
            items[index].list = nil
            items[index].roomPoll = .zero
            items[index].operations = []
            items[index].isCountedBusy = false
            items[index].activities = []
        }
    }
}
