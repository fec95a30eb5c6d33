import Simulation
import Testing

@testable import Controllers

@Suite struct LCMAgentControllerTests {
    @Test func failedItemIsTriedAgainLaterEachTimeUpToABound() {
        let delays = [1, 2, 3, 4, 1_000_000].map { LCMAgentController.retryDelay(after: $0) }
        #expect(delays == [.minutes(1), .minutes(2), .minutes(4), .minutes(5), .minutes(5)])
    }
}
