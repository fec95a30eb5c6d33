/// What a kind is called and where its objects live.
public struct KindInfo: Hashable, Sendable {
    /// The cluster in which the objects of a kind are found.
    public enum Home: String, Sendable {
        /// The management cluster.
        case management
        /// The MOSK cluster that the objects belong to.
        case mosk
        /// Every cluster: the folder or context that an object was read from decides.
        case everywhere
    }

    /// Group and version, such as `lcm.mirantis.com/v1alpha1`.
    public var apiVersion: String
    /// The kind, such as `LCMMachine`.
    public var kind: String
    /// Whether objects live in a namespace.
    public var isNamespaced: Bool
    /// The cluster of its objects.
    public var home: Home

    /// Describes a kind.
    public init(apiVersion: String, kind: String, isNamespaced: Bool = true, home: Home) {
        self.apiVersion = apiVersion
        self.kind = kind
        self.isNamespaced = isNamespaced
        self.home = home
    }

    /// The API group: empty for the core group.
    public var group: String {
        apiVersion.utf8.firstIndex(of: UInt8(ascii: "/")).map { String(apiVersion[..<$0]) } ?? ""
    }
}
