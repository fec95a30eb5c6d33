import Kubernetes

/// A term of pod affinity that some pod has, and where the pods are that it means and those that have it.
struct AffinityTerm: Sendable {
    /// The term.
    let term: PodAffinityTerm
    /// The namespace of the pods that have it.
    let namespace: String
    /// How many pods it means, by node; nil as long as nobody has asked.
    var meant: PlaceCounts?
    /// How many pods must not be with those it means, by node.
    var holders = PlaceCounts()

    /// Whether it means a pod.
    func means(_ pod: Pod) -> Bool {
        term.means(pod.metadata.labels, namespace: pod.metadata.namespace, from: namespace)
    }
}
