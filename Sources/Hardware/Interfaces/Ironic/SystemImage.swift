/// An operating system as it is written to a disk, with the identity that its user data gives it.
public struct SystemImage: Hashable, Codable, Sendable {
    /// Where it comes from.
    public var url: String
    /// The distribution, such as `ubuntu/jammy`.
    public var distribution: String
    /// The kernel that it boots.
    public var kernel: String
    /// The name under which the node joins its cluster.
    public var node: String
    /// The cluster that the node joins.
    public var cluster: UInt8
    /// The device of the disk that it is to be on; nil leaves the choice to Ironic.
    public var rootDevice: String?

    /// Makes an image.
    public init(
        url: String, distribution: String, kernel: String, node: String, cluster: UInt8,
        rootDevice: String? = nil
    ) {
        self.url = url
        self.distribution = distribution
        self.kernel = kernel
        self.node = node
        self.cluster = cluster
        self.rootDevice = rootDevice
    }
}
