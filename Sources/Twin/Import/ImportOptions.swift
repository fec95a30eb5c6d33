public import Simulation

/// What the user says beside the objects.
public struct ImportOptions: Hashable, Sendable {
    /// The ClusterRelease to go to; nil where the cluster is to be deployed, or stays at its release.
    public var target: String?
    /// The release of OpenStack to go to, while the cluster stays at its own; nil for everything else. Its
    /// controllers must be modelled.
    public var openStackVersion: String?
    /// The Cluster to look at, when there are several.
    public var cluster: String?
    /// Civil time of the run's epoch.
    public var calendar: Calendar
    /// Whether edges that are inferred or recalled don't count.
    public var onlyVerified: Bool
    /// Premises that replace fields of objects: see `Premise`.
    public var premises: [Premise]
    /// What stands for OpenStack.
    public var openStack = OpenStackPlane.modelled

    /// Whether the cluster is there and nothing is asked of it: neither `target` nor `openStackVersion` is.
    public var stays = false

    /// Whether the cluster is to be deployed, from bare machines on.
    var isDeployment: Bool { target == nil && openStackVersion == nil && !stays }

    /// Options for a run to `target`, or for a deployment, that begins at the epoch of `calendar`.
    public init(
        target: String?, cluster: String? = nil, calendar: Calendar, onlyVerified: Bool = false,
        premises: [Premise] = []
    ) {
        self.target = target
        self.cluster = cluster
        self.calendar = calendar
        self.onlyVerified = onlyVerified
        self.premises = premises
    }
}
