import Kubernetes

/// A cache over a kind of a cluster, and whose.
struct Watcher: Sendable {
    /// The number of the controller.
    let controller: UInt8
    /// The number of the cache in its controller.
    let cache: UInt8
    /// Its place in the store.
    let informer: InformerID
    /// Which changes it is shown.
    let aspects: ChangeAspects
}
