/// A Ceph cluster, and how to find it. Keys stay in files that the program `ceph` reads itself.
public struct CephCluster: Sendable {
    /// What messages call it.
    public var name: String
    /// The file of its configuration, with the addresses of its monitors; nil for `/etc/ceph/ceph.conf`.
    public var configuration: String?
    /// The user, without `client.`; nil for `admin`.
    public var user: String?
    /// The file with the user's key; nil where the configuration says it.
    public var keyring: String?

    /// Makes a cluster that this machine is set up for.
    public init(name: String) { self.name = name }
}
