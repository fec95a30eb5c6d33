import Controllers
import Simulation
import Testing

@testable import Scenarios

@Suite struct ComparisonTests {
    /// A run of `count` entries; the one numbered `changed` has another value. Names are interned in another
    /// order in a shifted one.
    private func run(
        _ count: Int, changed: Int? = nil, isShifted: Bool = false, versions: [String] = ["test"]
    ) -> RecordedRun {
        var builder = RunBuilder(versions: versions)
        if isShifted { _ = builder.names.intern("something else") }
        let machines = (0..<10).map { builder.machine("m\($0)") }
        var last = EntryID.none
        for number in 1...count {
            last = builder.add(
                Int64(number), LCMEntry.itemFailed, machines[number % 10], value: number == changed ? -1 : 7,
                cause: last)
        }
        return builder.run()
    }

    @Test(arguments: [1, 2, 9_999, 10_000, 10_001, 19_999, 20_000, 20_001, 34_567, 45_000])
    func plantedDifferenceIsFoundInAnyBlock(number: Int) {
        let difference = Comparison.firstDifference(run(45_000), run(45_000, changed: number))
        #expect(difference == Comparison.Difference(entry: EntryID(number: UInt32(number)), isEnd: false))
    }

    @Test func equalRunsDoNotDiffer() {
        #expect(Comparison.firstDifference(run(25_000), run(25_000)) == nil)
    }

    @Test(arguments: [5, 9_999, 10_000, 10_001, 20_000])
    func runThatEndsEarlierPartsThere(count: Int) {
        let difference = Comparison.firstDifference(run(25_000), run(count))
        #expect(difference == Comparison.Difference(entry: EntryID(number: UInt32(count + 1)), isEnd: true))
        #expect(Comparison.firstDifference(run(count), run(25_000)) == difference)
    }

    @Test func otherVersionsAreSaidToBeTheDifference() {
        let (one, two) = (run(15_000), run(15_000, versions: ["other"]))
        #expect(Comparison.firstDifference(one, two) == Comparison.Difference(entry: .none, isEnd: false))
    }

    @Test func otherVersionsDoNotHideADifferenceInALaterBlock() {
        let difference = Comparison.firstDifference(
            run(25_000), run(25_000, changed: 24_000, versions: ["other"]))
        #expect(difference == Comparison.Difference(entry: EntryID(number: 24_000), isEnd: false))
    }

    @Test func namesAreComparedByTextInWhateverOrderTheyWereInterned() {
        let difference = Comparison.firstDifference(
            run(25_000), run(25_000, changed: 21_000, isShifted: true))
        #expect(difference == Comparison.Difference(entry: EntryID(number: 21_000), isEnd: false))
    }
}
