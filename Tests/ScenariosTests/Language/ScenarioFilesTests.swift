import HardwareInterfaces
import Scenarios
import Simulation
import Testing
import Twin

/// The project's scenarios hold, and are about what they say.
@Suite struct ScenarioFilesTests {
    @Test func atLeastThirtyScenariosHoldAndOneIsACanary() throws {
        let all = try ScenarioFixture.files.map { try ScenarioFixture.read($0).scenario }
        #expect(all.count { !$0.mustFail } >= 30)
        #expect(all.filter(\.mustFail).map(\.name) == ["canary"])
        #expect(Set(all.map(\.name)).count == all.count)
        for scenario in all {
            #expect(!scenario.source.isEmpty, "\(scenario.name)")
            #expect(scenario.options.properties.contains { $0.kind == .sometimes }, "\(scenario.name)")
        }
    }

    @Test(arguments: ScenarioFixture.files)
    func scenarioHoldsAndAnotherThingHoldsWithoutEachFault(file: String) throws {
        let (scenario, template) = try ScenarioFixture.read(file)
        let seed = scenario.seeds[0]
        let run = RunDriver.record(scenario, template, seed: seed)
        guard !scenario.mustFail else {
            guard case .violated = run.recorded.outcome else {
                Issue.record("the canary held: failures are not seen")
                return
            }
            return
        }
        let broken = run.results.filter { !$0.isHeld }
        #expect(broken.isEmpty, "\(broken.map { "\($0.name): \($0.reason)" })")
        if scenario.outcome == .completed {
            #expect(run.faultCount == 0, "faults are left on")
        }
        for fault in scenario.faults {
            let other = RunDriver.record(scenario.without([fault]), template, seed: seed)
            #expect(!other.isHeld, "nothing that is expected shows whether \(fault) happens")
        }
        let actions = scenario.options.timeline.filter { $0.fault == nil && $0.isOperators }.map(\.name)
        for action in scenario.faults.isEmpty ? actions : [] {
            let other = RunDriver.record(scenario.leavingOut(action), template, seed: seed)
            #expect(!other.isHeld, "nothing that is expected shows whether \(action) happens")
        }
        guard scenario.faults.isEmpty, actions.isEmpty else { return }
        // Nothing happens from outside: then it must at least matter how far the run gets.
        var short = scenario
        short.options.limit = (run.recorded[EntryID(number: UInt32(run.recorded.count))].time - .zero) / 4
        #expect(!RunDriver.record(short, template, seed: seed).isHeld, "it holds of a run cut short")
    }

    @Test func everyKindOfFaultIsUsed() throws {
        var used: Set<String> = []
        for file in ScenarioFixture.files {
            for item in try ScenarioFixture.read(file).scenario.options.timeline {
                if let fault = item.fault { used.insert(fault.kind.name) }
            }
        }
        for kind in FaultKind.all.map(\.name) {
            #expect(used.contains(kind), "no scenario shows what \(kind) does")
        }
    }

    /// Words that are journaled because a scenario says so, whether or not anything comes of it.
    static let mereWords: Set<String> = [
        "faultBegan", "faultEnded", "faultMissed", "inboxTaken", "runStarted", "runSettled", "runTimedOut",
    ]

    @Test(arguments: ScenarioFixture.files)
    func sometimesIsNoMereBeginOfAFault(file: String) throws {
        let scenario = try ScenarioFixture.read(file).scenario
        for property in scenario.options.properties where property.kind == .sometimes {
            switch property.test {
            case .entry(let pattern):
                #expect(!Self.mereWords.contains(pattern.word), "\(property.name): it shows no effect")
            case .span(let from, let until):
                // A stretch may begin with a fault, such as how long it takes until it is noticed.
                #expect(!Self.mereWords.contains(until.word), "\(property.name): it shows the fault's length")
                #expect(from != until, "\(property.name): it shows nothing that lasts")
            case .condition: break
            }
        }
    }

    /// What shows the effect of faults must not hold of faults that began and did nothing.
    @Test(arguments: ScenarioFixture.files)
    func sometimesDoesNotHoldAtTheBeginOfTheFaultsAlone(file: String) throws {
        let (scenario, template) = try ScenarioFixture.read(file)
        guard !scenario.faults.isEmpty, !scenario.mustFail else { return }
        let run = RunDriver.record(scenario, template, seed: scenario.seeds[0]).recorded
        // The journal as it would be if nothing but the faults themselves had been journaled.
        var mere: [Entry] = []
        run.forEach { _, entry in
            if [
                EquipmentEntry.faultBegan.kind, EquipmentEntry.faultEnded.kind,
                EquipmentEntry.faultMissed.kind,
            ]
            .contains(entry.kind) {
                mere.append(entry)
            }
        }
        #expect(!mere.isEmpty, "no fault begins")
        for property in scenario.options.properties where property.kind == .sometimes {
            guard case .entry(let pattern) = property.test else { continue }
            #expect(!mere.contains { pattern.matches($0, run.names) }, "\(property.name)")
        }
    }

    @Test func sameScenarioAndSeedGiveTheSameRun() throws {
        let (scenario, template) = try ScenarioFixture.read(
            "\(ScenarioFixture.root)/scenarios/chaos/half-the-computes-hang.yaml")
        let (first, second) = (
            RunDriver.record(scenario, template, seed: 5), RunDriver.record(scenario, template, seed: 5)
        )
        #expect(first.recorded.fingerprint == second.recorded.fingerprint)
        #expect(first.results == second.results)
    }
}
