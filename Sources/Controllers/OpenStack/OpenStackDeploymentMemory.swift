import Kubernetes

/// What the process that brings deployments about keeps in memory: views of its caches.
public struct OpenStackDeploymentMemory: ControllerMemory {
    /// What a deployment comes to, and for which generation and release of the controller that was computed.
    private struct Known: Sendable {
        var generation: Int64
        var release: String
        var plan: OpenStackPlan?
    }

    /// A look that found nothing to do: which versions it saw.
    private struct Rest: Sendable {
        var deployment: UInt64
        var status: UInt64
        var release: String
    }

    private var plans: [UID: Known] = [:]
    /// The last look that found a deployment at rest and its health told, by deployment.
    private var rests: [UID: Rest] = [:]
    /// What is known of the health that statuses tell, by deployment.
    private var told: [UID: (revision: UInt64, isTrue: Bool)] = [:]
    /// The health, by deployment.
    private var views: [UID: OpenStackHealthView] = [:]

    /// Nothing.
    public init() {}

    /// The health of every component of a deployment that has these workloads.
    mutating func health(
        of deployment: UID, _ workloads: [StoredObject]
    ) -> OrderedMap<OrderedMap<OpenStackComponentHealth>> {
        views[deployment, default: OpenStackHealthView()].health(of: workloads)
    }

    /// The plan for a deployment under a release of the controller: the inventory never changes in a run.
    mutating func plan(
        for deployment: Stored<OpenStackDeploymentSpec>, _ inventory: OpenStackInventory, release: String
    ) -> OpenStackPlan? {
        let (uid, generation) = deployment.identity
        if let known = plans[uid], known.generation == generation, known.release == release {
            return known.plan
        }
        let plan = OpenStackPlan(deployment.object, inventory, controllerVersion: release)
        plans[uid] = Known(generation: generation, release: release, plan: plan)
        return plan
    }

    /// Forgets a deployment that is gone.
    mutating func forget(_ deployment: UID) {
        plans[deployment] = nil
        rests[deployment] = nil
        told[deployment] = nil
        views[deployment] = nil
    }

    /// Whether a status says of the health what the workloads do, as was found when both were last looked at;
    /// nil when either has changed since.
    func saysHealth(_ status: Stored<OpenStackDeploymentStatusSpec>, of deployment: UID) -> Bool? {
        guard let known = told[deployment], known.revision == status.revision else { return nil }
        return known.isTrue
    }

    /// Whether nothing has changed since a look that found nothing to do.
    func isAtRest(
        _ deployment: Stored<OpenStackDeploymentSpec>, _ status: Stored<OpenStackDeploymentStatusSpec>,
        release: String
    ) -> Bool {
        guard let rest = rests[deployment.identity.uid] else { return false }
        return rest.deployment == deployment.revision && rest.status == status.revision
            && rest.release == release
    }

    /// Remembers that a look has found nothing to do: the deployment is at rest, and its status says so and
    /// how its health is.
    mutating func noteRest(
        _ deployment: Stored<OpenStackDeploymentSpec>, _ status: Stored<OpenStackDeploymentStatusSpec>,
        release: String
    ) {
        rests[deployment.identity.uid] = Rest(
            deployment: deployment.revision, status: status.revision, release: release)
    }

    /// Remembers whether a status says of the health what the workloads do.
    mutating func noteHealth(
        _ status: Stored<OpenStackDeploymentStatusSpec>, of deployment: UID, isTrue: Bool
    ) {
        told[deployment] = (status.revision, isTrue)
    }

    /// A workload has come, gone or changed in what counts for the health: what was known of it is so no
    /// longer.
    mutating func noteWorkloads() {
        told.removeAll(keepingCapacity: true)
        rests.removeAll(keepingCapacity: true)
    }
}
