import Scenarios
import Simulation
import Testing
import Twin

@Suite struct CriticalPathTests {
    @Test func segmentsAddUpToTheWholeWay() throws {
        let run = try SmallCloud.run.get()
        let end = UpdateSpan(run).endEntry
        let path = CriticalPath(run, to: end)
        let chain = run.causes(of: end)
        let root = try #require(chain.last)
        #expect(run[root].cause == .none)
        let sum = path.segments.reduce(SimDuration.zero) { $0 + $1.duration }
        #expect(sum == run[end].time - run[root].time)
        #expect(sum > .hours(4))
    }

    @Test func segmentsFollowEachOtherAndLieOnTheChain() throws {
        let run = try SmallCloud.run.get()
        let end = UpdateSpan(run).endEntry
        let chain = Set(run.causes(of: end))
        var last = SimTime.zero
        for segment in CriticalPath(run, to: end).segments.dropLast() {
            #expect(chain.contains(segment.from) && chain.contains(segment.to))
            #expect(segment.start >= last)
            #expect(segment.duration >= .seconds(1))
            #expect(run[segment.to].time - run[segment.from].time == segment.duration)
            #expect(!segment.what.isEmpty && !segment.what.contains("{"))
            last = segment.start + segment.duration
        }
    }

    @Test func contributorsAddUpToThePath() throws {
        let run = try SmallCloud.run.get()
        let path = CriticalPath(run, to: UpdateSpan(run).endEntry)
        let contributors = Contributor.of(path)
        #expect(
            contributors.reduce(SimDuration.zero) { $0 + $1.total }
                == path.segments.reduce(SimDuration.zero) { $0 + $1.duration })
        #expect(contributors.reduce(0) { $0 + $1.count } == path.segments.count)
        #expect(Set(contributors.map(\.what)).count == contributors.count)
        #expect(contributors.map(\.total) == contributors.map(\.total).sorted(by: >))
        for contributor in contributors {
            let longest = path.segments.filter { $0.what == contributor.what }.map(\.duration).max()
            let named = path.segments.first { $0.to == contributor.entry && $0.what == contributor.what }
            #expect(named?.duration == longest)
        }
    }

    @Test func shortStretchesAreJoined() throws {
        var builder = RunBuilder()
        let machine = builder.machine("a")
        var last = builder.add(0, SimulationEntry.inboxTaken, machine)
        for seconds in [Int64(0), 10, 10, 25] {
            last = builder.add(seconds, SimulationEntry.waitEnded, machine, cause: last)
        }
        let path = CriticalPath(builder.run(), to: last)
        #expect(path.segments.map(\.duration) == [.seconds(10), .seconds(15)])
    }
}
