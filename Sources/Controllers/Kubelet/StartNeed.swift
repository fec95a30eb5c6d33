import Kubernetes
import Simulation

/// Something that a pod waits for before its containers start.
struct StartNeed: Hashable, Sendable {
    /// What it is.
    enum Kind: Hashable, Sendable {
        /// An endpoint with a ready pod behind it.
        case endpoint
        /// A Job that has succeeded.
        case job
    }

    /// What it is.
    var kind: Kind
    /// The name of the endpoint or the Job.
    var name: NameID
    /// The namespace of the Job; empty of an endpoint.
    var namespace: NameID
    /// The cluster.
    var cluster: UInt8

    /// How the journal words the wait for it.
    var rule: WaitRule {
        switch kind {
        case .endpoint: WaitRule(.endpointNotReady)
        case .job: WaitRule(.jobIncomplete)
        }
    }

    /// Whether a write to an object of a kind may meet a need.
    static func isMet(byWriting kind: KindID) -> Bool {
        kind == DeploymentSpec.kind || kind == StatefulSetSpec.kind || kind == DaemonSetSpec.kind
            || kind == JobSpec.kind
    }
}
