import Kubernetes

/// What the process that brings deployments about keeps in memory: views of its caches.
public struct OpenStackDeploymentMemory: ControllerMemory {
    /// What a deployment comes to, and for which generation and release of the controller that was computed.
    private struct Known: Sendable {
        var generation: Int64
        var release: String
        var plan: OpenStackPlan?
    }

    private var plans: [UID: Known] = [:]
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
        for deployment: OpenStackDeployment, _ inventory: OpenStackInventory, release: String
    ) -> OpenStackPlan? {
        let metadata = deployment.metadata
        if let known = plans[metadata.uid], known.generation == metadata.generation, known.release == release
        {
            return known.plan
        }
        let plan = OpenStackPlan(deployment, inventory, controllerVersion: release)
        plans[metadata.uid] = Known(generation: metadata.generation, release: release, plan: plan)
        return plan
    }

    /// Forgets a deployment that is gone.
    mutating func forget(_ deployment: UID) {
        plans[deployment] = nil
        told[deployment] = nil
        views[deployment] = nil
    }

    /// Whether a status says of the health what the workloads do, as was found when both were last looked at;
    /// nil when either has changed since.
    func saysHealth(_ status: Stored<OpenStackDeploymentStatusSpec>, of deployment: UID) -> Bool? {
        guard let known = told[deployment], known.revision == status.revision else { return nil }
        return known.isTrue
    }

    /// Remembers whether a status says of the health what the workloads do.
    mutating func noteHealth(
        _ status: Stored<OpenStackDeploymentStatusSpec>, of deployment: UID, isTrue: Bool
    ) {
        told[deployment] = (status.revision, isTrue)
    }

    /// A workload has come, gone or changed in what counts for the health: what was known of it is so no
    /// longer.
    mutating func noteWorkloads() { told.removeAll(keepingCapacity: true) }
}
