import Kubernetes

/// What the operator of OpenSDN keeps in memory: views of objects, never facts.
public struct TungstenFabricMemory: ControllerMemory {
    /// A workload of the operator's release.
    struct Wanted: Sendable {
        var row: OpenStackWorkload
        var service: OpenStackService
        var document: Value
    }

    /// What a deployment of OpenStack comes to here, and for which generation and release that was computed.
    private struct Known: Sendable {
        var generation: Int64
        var release: String
        var wanted: [Wanted]
    }

    /// Which nodes are out where durations stand for the work.
    var lines = MaintenanceLines()
    private var known: [UID: Known] = [:]

    /// Nothing was read yet.
    public init() {}

    /// The workloads that a release of the operator brings for a deployment of OpenStack, in the order of the
    /// inventory.
    mutating func wanted(
        for deployment: Stored<OpenStackDeploymentSpec>, _ inventory: OpenStackInventory, release: String
    ) -> [Wanted] {
        let (uid, generation) = deployment.identity
        if let known = known[uid], known.generation == generation, known.release == release {
            return known.wanted
        }
        var wanted: [Wanted] = []
        if let plan = OpenStackPlan(deployment.object, inventory, controllerVersion: release) {
            for service in plan.openSDN {
                for row in plan.workloads(of: service) {
                    let document = plan.document(row, of: service)
                    wanted.append(Wanted(row: row, service: service, document: document))
                }
            }
        }
        known[uid] = Known(generation: generation, release: release, wanted: wanted)
        return wanted
    }
}
