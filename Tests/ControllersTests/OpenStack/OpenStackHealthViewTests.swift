import Kubernetes
import Simulation
import Testing

@testable import Controllers

/// The health that is kept up to date against the one that is made anew at each look.
@Suite struct OpenStackHealthViewTests {
    private var names = NameTable()

    /// A workload of `application`, with as many pods ready as given of two.
    private mutating func workload(
        _ name: String, application: String?, ready: Int64, generation: Int64 = 1
    ) -> StoredObject {
        var deployment = Deployment(metadata: ObjectMeta(name: name, namespace: "openstack"))
        deployment.metadata.labels["application"] = application
        deployment.metadata.generation = generation
        deployment.spec.replicas = 2
        deployment.status.observedGeneration = generation
        deployment.status.updatedReplicas = 2
        deployment.status.readyReplicas = ready
        let key = ObjectKey(
            kind: DeploymentSpec.kind, namespace: names.intern("openstack"), name: names.intern(name))
        return Stored(key: key, object: deployment)
    }

    private func anew(_ workloads: [StoredObject]) -> OrderedMap<OrderedMap<OpenStackComponentHealth>> {
        var health = OrderedMap<OrderedMap<OpenStackComponentHealth>>()
        for workload in workloads { health.take(workload) }
        return health
    }

    @Test(arguments: 0..<20) mutating func aViewSaysWhatALookAtAllWouldSay(seed: UInt64) {
        let stream = RandomStream(seed: seed).derive("health")
        var workloads: [StoredObject] = []
        var view = OpenStackHealthView()
        for step in 0..<200 {
            let draw = { (of: Int, what: UInt64) in
                Int(stream.below(UInt64(of), UInt64(step) << 8 | what))
            }
            let number = draw(6, 0)
            // Of the names, two go by the same words; one workload has no application.
            let name = ["nova-api", "nova-scheduler", "x-nova-api", "glance-api", "keystone-api", "tool"][
                number]
            let application = [
                "nova", draw(9, 1) == 0 ? "glance" : "nova", "nova", "glance", "keystone", nil,
            ][number]
            let place = workloads.firstIndex { names[$0.key.name] == name }
            if let place, draw(5, 2) == 0 {
                workloads.remove(at: place)
            } else {
                let new = workload(
                    name, application: application, ready: Int64(draw(3, 3)), generation: Int64(draw(2, 4)))
                if let place { workloads[place] = new } else { workloads.append(new) }
            }
            #expect(view.health(of: workloads) == anew(workloads))
        }
    }
}
