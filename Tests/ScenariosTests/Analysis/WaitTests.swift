import Controllers
import Scenarios
import Simulation
import Testing

@Suite struct WaitTests {
    @Test func overlappingWaitsAreToldApartByWaiterHolderAndRule() {
        var builder = RunBuilder()
        let (a, b, holder) = (builder.machine("a"), builder.machine("b"), builder.machine("holder"))
        let rules = ["one", "two"].map { Int64(builder.names.intern($0).number) }
        builder.add(0, SimulationEntry.waitBegan, a, holder, value: rules[0])
        builder.add(1, SimulationEntry.waitBegan, b, holder, value: rules[0])
        builder.add(2, SimulationEntry.waitBegan, a, holder, value: rules[1])
        builder.add(3, SimulationEntry.waitEnded, a, holder, value: rules[0])
        builder.add(4, SimulationEntry.waitBegan, a, holder, value: rules[0])
        builder.add(5, SimulationEntry.waitEnded, b, holder, value: rules[0])
        builder.add(6, SimulationEntry.waitEnded, a, holder, value: rules[0])
        builder.add(7, SimulationEntry.waitEnded, b, holder, value: rules[1])
        let run = builder.run()
        let waits = Wait.all(run)
        #expect(waits.map { run.names[$0.waiter.name] } == ["a", "b", "a", "a"])
        #expect(waits.map(\.rule.text) == ["one", "one", "two", "one"])
        #expect(waits.map { $0.start - .zero } == [.seconds(0), .seconds(1), .seconds(2), .seconds(4)])
        #expect(waits.map { $0.end.map { $0 - .zero } } == [.seconds(3), .seconds(5), nil, .seconds(6)])
        #expect(waits.map(\.entry.number) == [1, 2, 3, 5])
    }

    @Test func everyWaitOfACompletedRunIsOfAFormAndBeginsBeforeItEnds() throws {
        let run = try SmallCloud.run.get()
        let waits = Wait.all(run)
        #expect(waits.count > 50)
        for wait in waits {
            #expect(wait.rule.form != .message, "\(wait.rule.text)")
            #expect(wait.end.map { $0 >= wait.start } ?? true)
            #expect(wait.holder != .none)
        }
    }
}
