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

    /// Counts a pod with these labels in (1) or out (-1), if the term means it and somebody has asked.
    mutating func count(_ labels: StringMap, _ namespace: String, by step: Int32, at place: Int) {
        guard meant != nil, term.means(labels, namespace: namespace, from: self.namespace) else { return }
        meant?.add(step, at: place)
    }

    /// Whether it means a pod.
    func means(_ pod: Pod) -> Bool {
        term.means(pod.metadata.labels, namespace: pod.metadata.namespace, from: namespace)
    }
}
