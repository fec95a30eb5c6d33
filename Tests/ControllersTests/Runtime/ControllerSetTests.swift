import Testing

@testable import Controllers

@Suite struct ControllerSetTests {
    @Test func everyControllerHasANameOfItsOwn() {
        let names = ControllerID.allCases.map(\.name)
        #expect(Set(names).count == ControllerID.allCases.count)
        #expect(ControllerID.lcmAgent.name == "lcm-agent")
        #expect(ControllerID.garbageCollector.name == "garbage-collector")
    }
}
