import Controllers
import Kubernetes
import Scenarios
import Simulation
import Testing
import Twin

/// A dump of a cloud at rest has all that controllers would write: they look at it and leave it alone.
@Suite struct SettledCloudTests {
    @Test func aCloudThatHasComeToRestIsNotWrittenTo() throws {
        var options = RunOptions(seed: 7)
        options.operatorPlan.commencements = []
        var driver = RunDriver(try ExampleCloud.small(), options, goal: Goal(after: .hours(1)), observers: [])
        #expect(driver.run() == .completed)
        // The example lacks what its controllers keep: they have written it by now.
        let written = Int(driver.world.lastEntry.number)
        #expect(written > 1)
        let seconds = driver.world.state.substrate.kernel.calendar.epochUnixSeconds + 3600
        let template = try ResumeTests.template(
            of: driver.world, start: Calendar(epochUnixSeconds: seconds))
        var world = World(template, seed: 7)
        let begin = world.lastEntry
        while let next = world.nextTime, next <= .zero + .hours(24) {
            guard world.step() else { break }
        }
        #expect(world.eventCount > template.nodes.count)
        #expect(world.lastEntry == begin)
    }
}
