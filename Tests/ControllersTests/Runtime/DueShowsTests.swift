import Kubernetes
import Simulation
import Testing

@testable import Controllers

/// In which order caches see what was written.
@Suite struct DueShowsTests {
    private static func at(_ second: Int64) -> SimTime { .zero + .seconds(second) }

    private static func add(_ place: Int, at due: Int64, now: Int64, _ shows: inout DueShows) -> Bool {
        shows.add(place, at: at(due), now: at(now))
    }

    /// The places of a show.
    private static func shown(_ shows: inout DueShows, at second: Int64) -> [Int] {
        shows.begin(by: at(second))
        return shows.shown.map(\.place)
    }

    @Test func oneEventIsDueForAllOfAnInstant() {
        var shows = DueShows()
        #expect(Self.add(3, at: 10, now: 0, &shows) == true)
        #expect(Self.add(1, at: 10, now: 0, &shows) == false)
        #expect(Self.add(3, at: 10, now: 0, &shows) == false)
        #expect(Self.add(1, at: 11, now: 1, &shows) == true)
        #expect(shows.all.map(\.place) == [3, 1, 1])
        #expect(Self.shown(&shows, at: 9) == [])
        #expect(Self.shown(&shows, at: 10) == [3, 1])
        #expect(Self.shown(&shows, at: 11) == [1])
        #expect(shows.all.isEmpty)
    }

    @Test func whatIsDueSoonerIsShownFirstWhenItWasAddedLater() {
        var shows = DueShows()
        #expect(Self.add(1, at: 10, now: 0, &shows) == true)
        #expect(Self.add(2, at: 5, now: 1, &shows) == true)
        #expect(Self.shown(&shows, at: 5) == [2])
        #expect(Self.shown(&shows, at: 10) == [1])
    }

    /// A cache that has something to see already gets its next event only when it has seen that.
    @Test func whoIsStillToSeeSomethingLooksLater() {
        var shows = DueShows()
        #expect(Self.add(1, at: 10, now: 0, &shows) == true)
        #expect(Self.add(1, at: 13, now: 3, &shows) == true)
        #expect(Self.add(2, at: 13, now: 3, &shows) == false)
        #expect(Self.shown(&shows, at: 10) == [1])
        #expect(Self.shown(&shows, at: 13) == [2, 1])
    }

    @Test func theOrderOfAShowIsKeptInTheNext() {
        var shows = DueShows()
        #expect(Self.add(2, at: 10, now: 0, &shows) == true)
        #expect(Self.add(1, at: 10, now: 0, &shows) == false)
        #expect(Self.add(1, at: 13, now: 3, &shows) == true)
        #expect(Self.add(2, at: 13, now: 3, &shows) == false)
        #expect(Self.shown(&shows, at: 10) == [2, 1])
        #expect(Self.shown(&shows, at: 13) == [2, 1])
    }

    @Test func cachesOfAControllerLookInTheOrderInWhichTheyCame() {
        var shows = DueShows()
        var store = ObjectStore(cluster: 0)
        for controller in [5, 3, 5, 4, 3] as [UInt8] {
            let informer = store.addInformer(PodSpec.kind)
            shows.add(
                DueShows.Viewer(controller: controller, cluster: 0, informer: informer, aspects: .all))
        }
        for place in shows.viewers.indices { shows.order(place, by: UInt32(shows.viewers[place].controller)) }
        #expect(shows.viewers.map(\.informer.number) == [1, 4, 3, 0, 2])
    }
}
