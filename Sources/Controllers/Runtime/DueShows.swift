import Kubernetes
import Simulation

/// What was written and caches don't see yet: kinds of clusters in the order in which they will, one event
/// for all of an instant.
///
/// Caches of one controller look in the order of the events that each would have of its own: it would get one
/// when its kind is written, or, if it has something to see already, once it has seen that.
struct DueShows: Sendable {
    /// A kind of a cluster that was written.
    struct Show: Sendable {
        /// When caches see it.
        let due: SimTime
        /// Which: a `watchPlace`.
        let place: Int
        /// When a cache would get its event.
        let armed: SimTime
        /// Whether that is when it sees what was written before.
        let isNext: Bool
    }

    /// A cache that looks at what there is to see.
    struct Viewer: Sendable {
        /// The order of its controller among others.
        fileprivate(set) var tie: UInt32 = 0
        /// The number of its controller.
        let controller: UInt8
        /// Its cluster.
        let cluster: UInt8
        /// Which cache.
        let informer: InformerID
        /// Which changes it is shown.
        let aspects: ChangeAspects
    }

    /// The shows of a place.
    private struct Place: Sendable {
        /// How many are to come.
        var pending = 0
        /// When the last one is due, or was.
        var due = SimTime.zero
        /// Which it was of those of its instant.
        var rank = 0
    }

    private var shows: ContiguousArray<Show> = []
    private var start = 0
    private var places: ContiguousArray<Place> = []
    /// What is shown in the show that is going on, in order.
    private(set) var shown: ContiguousArray<Show> = []
    /// The caches that look, in order.
    private(set) var viewers: ContiguousArray<Viewer> = []
    /// How many others have got what is shown and need not look.
    var passed = 0
    /// Which of them looks next.
    private(set) var next = 0
    /// Whether it has seen something already.
    var hasSeen = false

    /// All that is to be seen.
    var all: ArraySlice<Show> { ArraySlice(shows[start...]) }

    /// Adds that what is written at `place` now is seen at `due`. True when nothing else was to be seen then.
    mutating func add(_ place: Int, at due: SimTime, now: SimTime) -> Bool {
        var index = shows.count
        while index > start, shows[index - 1].due > due { index -= 1 }
        var other = index
        while other > start, shows[other - 1].due == due {
            other -= 1
            if shows[other].place == place { return false }
        }
        while places.count <= place { places.append(Place()) }
        let isNext = places[place].pending > 0
        let show = Show(due: due, place: place, armed: isNext ? places[place].due : now, isNext: isNext)
        if index == shows.count { shows.append(show) } else { shows.insert(show, at: index) }
        places[place].pending += 1
        places[place].due = due
        return other == index
    }

    /// Begins the show of what is to be seen by `time`; nobody looks yet.
    mutating func begin(by time: SimTime) {
        shown.removeAll(keepingCapacity: true)
        viewers.removeAll(keepingCapacity: true)
        next = 0
        passed = 0
        hasSeen = false
        while start < shows.count, shows[start].due <= time {
            let show = shows[start]
            start += 1
            places[show.place].pending -= 1
            var index = shown.count
            shown.append(show)
            while index > 0, precedes(show, shown[index - 1]) {
                shown[index] = shown[index - 1]
                index -= 1
            }
            shown[index] = show
        }
        for rank in shown.indices { places[shown[rank].place].rank = rank }
        if start > 32, start * 2 > shows.count {
            shows.removeFirst(start)
            start = 0
        }
    }

    /// Whether what was added later is shown first.
    private func precedes(_ later: Show, _ other: Show) -> Bool {
        guard later.armed == other.armed else { return later.armed < other.armed }
        return later.isNext && other.isNext && places[later.place].rank < places[other.place].rank
    }

    /// Adds a cache.
    mutating func add(_ viewer: Viewer) { viewers.append(viewer) }

    /// Gives the cache at `place` its order among those before it, which have theirs: behind those of its
    /// controller.
    mutating func order(_ place: Int, by tie: UInt32) {
        var viewer = viewers[place]
        viewer.tie = tie
        var index = place
        while index > 0, viewers[index - 1].tie > tie {
            viewers[index] = viewers[index - 1]
            index -= 1
        }
        viewers[index] = viewer
    }

    /// Lets the next cache look.
    mutating func turn() {
        next += 1
        hasSeen = false
    }
}
