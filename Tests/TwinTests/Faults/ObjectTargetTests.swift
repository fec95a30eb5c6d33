import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// Which object somebody outside means.
@Suite struct ObjectTargetTests {
    static let template = Result {
        var builder = CloudBuilder()
        builder.extraMOSK = ["one", "two"].map {
            """
            ---
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: twins, namespace: \($0)}
            spec: {minAvailable: 1}

            """
        }.joined()
        return try builder.template()
    }

    private func write(_ object: String) throws -> ObjectWrite {
        let facts = CloudFacts(try Self.template.get())
        return try ObjectWrite(object: object, path: "spec.minAvailable", value: .int(7), facts)
    }

    private func objection(_ object: String) throws -> Objection? {
        do { _ = try write(object) } catch { return error as? Objection }
        return nil
    }

    @Test func nameOfSeveralIsRefusedWithAllThatMayBeMeant() throws {
        let found = try #require(try objection("PodDisruptionBudget/twins"))
        #expect(found.problem == "2 objects are called PodDisruptionBudget/twins")
        #expect(
            found.hint == "write PodDisruptionBudget/one/twins or PodDisruptionBudget/two/twins")
        #expect(found.field == "object")
        let facts = CloudFacts(try Self.template.get())
        #expect(throws: Objection.self) { try ObjectDeletion(object: "PodDisruptionBudget/twins", facts) }
        #expect(throws: Objection.self) {
            try ObjectCondition(
                object: "PodDisruptionBudget/twins", path: nil, test: .exists(true), facts)
        }
        _ = try ObjectDeletion(object: "PodDisruptionBudget/twins", namespace: "one", facts)
    }

    @Test func namespaceThatHasNoneIsRefused() throws {
        let found = try #require(try objection("PodDisruptionBudget/tow/twins"))
        #expect(found.problem == "there is no namespace with a PodDisruptionBudget/twins called tow")
        #expect(found.hint == "did you mean two?")
        #expect(try objection("PodDisruptionBudget/one/")?.problem == "there is no KIND/NAME")
        #expect(try objection("Node/one/ctl-01")?.problem == "Node objects have no namespace")
        let facts = CloudFacts(try Self.template.get())
        #expect(throws: Objection.self) {
            try ObjectDeletion(object: "PodDisruptionBudget/one/twins", namespace: "two", facts)
        }
    }

    @Test func writeGoesToTheNamespaceThatIsNamed() throws {
        let template = try Self.template.get()
        var world = World(template, seed: 1)
        world.inbox.post(.write(try write("PodDisruptionBudget/two/twins")), at: .zero)
        let holds = try ObjectCondition(
            object: "PodDisruptionBudget/two/twins", path: "spec.minAvailable", test: .equals("7"),
            CloudFacts(template))
        while world.now < .zero + .seconds(1), world.step() {}
        #expect(holds.holds(in: world) == true)
        let one = try ObjectCondition(
            object: "PodDisruptionBudget/one/twins", path: "spec.minAvailable", test: .equals("7"),
            CloudFacts(template))
        #expect(one.holds(in: world) == false)
    }
}
