/// A service that hosts speak to and that stands beyond the racks.
public enum NetworkService: String, CaseIterable, Hashable, Sendable {
    /// The API server of the management cluster.
    case management
    /// The caching proxy before the artifact origins.
    case mirror
    /// Ironic.
    case ironic
}
