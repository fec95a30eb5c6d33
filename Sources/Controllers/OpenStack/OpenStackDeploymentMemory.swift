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

    /// Nothing.
    public init() {}

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
    mutating func forget(_ deployment: UID) { plans[deployment] = nil }
}
