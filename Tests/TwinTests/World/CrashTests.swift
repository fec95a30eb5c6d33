import Kubernetes
import Scenarios
import Simulation
import Testing
import Twin

@testable import Controllers

/// A controller may die after any of its writes, and may see the world late: the end is the same.
///
/// The cloud is small (three managers, one worker, ten pods), so that hundreds of runs stay below a minute or
/// two.
@Suite struct CrashTests {
    /// All writes up to 40; else the first 15, the last 5 and 20 in between.
    static func sample(_ writes: Int, _ controller: ControllerID) -> [Int] {
        guard writes > 40 else { return writes == 0 ? [] : Array(1...writes) }
        let stream = RandomStream(seed: 1).derive(controller.name)
        let between = (0..<20).map { 16 + Int(stream.below(UInt64(writes - 20), UInt64($0))) }
        return Set(Array(1...15) + between + Array((writes - 4)...writes)).sorted()
    }

    @Test(arguments: ControllerID.allCases)
    func crashAfterAnyWriteLeadsToTheSameEnd(controller: ControllerID) throws {
        let reference = try ReferenceEnd.made.get()
        for write in Self.sample(reference.writes[Int(controller.rawValue)], controller) {
            let text = "controller-crash:\(controller.name):\(write):30s"
            let rested = try reference.run([text])
            #expect(rested.run.entries(KubernetesEntry.controllerCrashed).count == 1, "\(text)")
            #expect(rested.outcome == .completed, "\(text)")
            let differences = reference.differences(rested)
            #expect(differences.isEmpty, "\(text)")
        }
    }

    @Test(arguments: [1, 5, 30])
    func lateCachesLeadToTheSameEnd(seconds: Int64) throws {
        let reference = try ReferenceEnd.made.get()
        let rested = RunToRest(reference.template, prepare: { $0.substrate.cacheLag = .seconds(seconds) })
        #expect(rested.outcome == .completed)
        #expect(EndStateChecker.problems(rested.world, reference.template) == [])
        #expect(reference.differences(rested) == [])
    }
}
