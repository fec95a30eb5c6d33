import Kubernetes

/// The versions of everything from which the wanted specs of a cluster's LCMCluster and HelmBundle follow,
/// as they were when these last needed no write: with the same ones there is nothing to do. Kept for one
/// cluster, lost with the caches.
public struct ClusterInputs: ControllerMemory {
    private var lcm: LCMInputs?
    private var bundle: BundleInputs?

    private struct LCMInputs {
        var cluster: Part
        var release: Stored<ClusterReleaseSpec>
        var references: ReleaseReferences
        var own: Part
    }

    private struct BundleInputs {
        var cluster: Part
        var release: Stored<ClusterReleaseSpec>
        var plan: Stored<ClusterUpdatePlanSpec>?
        var own: Part
    }

    /// The spec of an object, told by its generation.
    private struct Part: Equatable {
        var uid: UID
        var generation: Int64

        init(_ metadata: borrowing ObjectMeta) {
            uid = metadata.uid
            generation = metadata.generation
        }
    }

    /// Nothing was found in order yet.
    public init() {}

    /// Whether the LCMCluster was found in order with these inputs.
    func areLCMInOrder(
        _ cluster: Stored<ClusterSpec>, _ release: Stored<ClusterReleaseSpec>, _ own: Stored<LCMClusterSpec>
    ) -> Bool {
        guard let lcm else { return false }
        return lcm.release === release && lcm.cluster == Part(cluster.object.metadata)
            && lcm.own == Part(own.object.metadata)
            && lcm.references == cluster.object.status.providerStatus.releaseRefs
    }

    /// Remembers that the LCMCluster is in order with these inputs.
    mutating func setLCMInOrder(
        _ cluster: Stored<ClusterSpec>, _ release: Stored<ClusterReleaseSpec>, _ own: Stored<LCMClusterSpec>
    ) {
        lcm = LCMInputs(
            cluster: Part(cluster.object.metadata), release: release,
            references: cluster.object.status.providerStatus.releaseRefs, own: Part(own.object.metadata))
    }

    /// Whether the HelmBundle was found in order with these inputs.
    func areBundleInOrder(
        _ cluster: Stored<ClusterSpec>, _ release: Stored<ClusterReleaseSpec>,
        _ plan: Stored<ClusterUpdatePlanSpec>?, _ own: Stored<HelmBundleSpec>
    ) -> Bool {
        guard let bundle else { return false }
        return bundle.release === release && bundle.plan === plan
            && bundle.cluster == Part(cluster.object.metadata) && bundle.own == Part(own.object.metadata)
    }

    /// Remembers that the HelmBundle is in order with these inputs.
    mutating func setBundleInOrder(
        _ cluster: Stored<ClusterSpec>, _ release: Stored<ClusterReleaseSpec>,
        _ plan: Stored<ClusterUpdatePlanSpec>?, _ own: Stored<HelmBundleSpec>
    ) {
        bundle = BundleInputs(
            cluster: Part(cluster.object.metadata), release: release, plan: plan,
            own: Part(own.object.metadata))
    }
}
