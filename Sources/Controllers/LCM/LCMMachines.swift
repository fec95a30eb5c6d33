import Kubernetes

/// How the machines of a cluster are, counted without copying them.
struct LCMMachines {
    /// All of them.
    private(set) var count: Int64 = 0
    /// Those in Ready.
    private(set) var ready: Int64 = 0
    /// Whether all have reached the release of the cluster.
    private(set) var isThere = true

    init(_ lcm: LCMCluster, _ substrate: Substrate) {
        let key = IndexKey("cluster", namespace: lcm.metadata.namespace, lcm.metadata.name)
        for stored in substrate.boxes(LCMMachine.self, by: key, cluster: 0) {
            count += 1
            if stored.object.status.state == .ready { ready += 1 }
            if stored.object.status.release != lcm.spec.release { isThere = false }
        }
    }
}

extension Substrate {
    /// The boxes of objects under an index key as the present controller's cache sees them.
    func boxes<Spec>(_ type: Resource<Spec>.Type, by key: IndexKey, cluster: UInt8) -> [Stored<Spec>] {
        stores[Int(cluster)].list(Spec.kind, by: key, informer: informer(Spec.kind, cluster)).map {
            unsafeDowncast($0, to: Stored<Spec>.self)
        }
    }
}
