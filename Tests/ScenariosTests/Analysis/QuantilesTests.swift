import Scenarios
import Simulation
import Testing

@Suite struct QuantilesTests {
    @Test func quantilesOfNothingAreNothing() { #expect(Quantiles([]) == nil) }

    @Test func quantilesAreNearestRanks() throws {
        let hundred = try #require(Quantiles((1...100).reversed().map { .seconds($0) }))
        #expect(hundred.low == .seconds(5))
        #expect(hundred.median == .seconds(50))
        #expect(hundred.high == .seconds(95))
        let one = try #require(Quantiles([.seconds(3)]))
        #expect([one.low, one.median, one.high] == [.seconds(3), .seconds(3), .seconds(3)])
        let three = try #require(Quantiles([.seconds(3), .seconds(1), .seconds(2)]))
        #expect([three.low, three.median, three.high] == [.seconds(1), .seconds(2), .seconds(3)])
    }
}
