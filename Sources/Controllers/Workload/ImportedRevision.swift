import Kubernetes

/// How pods of a cloud are labelled that were made of a workload's template before the twin took it over: the
/// label is that of the real hash, which the twin does not compute.
public struct ImportedRevision: Hashable, Sendable {
    /// The template's revision by the twin.
    public var revision: String
    /// What the pods' label says; empty when they have none.
    public var label: String

    /// Makes a row.
    public init(revision: String, label: String) {
        self.revision = revision
        self.label = label
    }
}

/// The labels by which pods tell of which template they are.
public enum RevisionLabel {
    /// Of a Deployment's pods. Source: Kubernetes documentation, "Deployments".
    public static let deployment = "pod-template-hash"
    /// Of the pods of StatefulSets and DaemonSets. Source: Kubernetes API reference,
    /// apps/v1 ControllerRevisionHashLabelKey.
    public static let set = "controller-revision-hash"
}
