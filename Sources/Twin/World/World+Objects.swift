import Controllers
public import Kubernetes

extension World {
    /// All objects of a kind, as an API server has them: 0 the management cluster's, 1 the MOSK cluster's.
    public borrowing func objects<Spec>(_ type: Resource<Spec>.Type, cluster: Int = 0) -> [Resource<Spec>] {
        state.substrate.stores[cluster].list(Spec.kind).map {
            unsafeDowncast($0, to: Stored<Spec>.self).object
        }
    }

    /// As `objects`, in their boxes: nothing is copied.
    public borrowing func boxes<Spec>(_ type: Resource<Spec>.Type, cluster: Int = 0) -> [Stored<Spec>] {
        state.substrate.stores[cluster].list(Spec.kind).map { unsafeDowncast($0, to: Stored<Spec>.self) }
    }
}
