/// The file `grastate.dat` of a member.
///
/// Source: codership/galera galera/src/saved_state.cpp.
public struct GaleraSavedState: Hashable, Codable, Sendable {
    /// The identity of the cluster whose data it has; nil for a member without data. Given by number.
    public var cluster: UInt64?
    /// The last write-set in its data; -1 while the member runs, and after a crash.
    public var seqno: Int64
    /// Whether it may begin a new cluster: it was the last to leave.
    public var isSafeToBootstrap: Bool

    /// Makes it.
    public init(cluster: UInt64?, seqno: Int64, isSafeToBootstrap: Bool) {
        self.cluster = cluster
        self.seqno = seqno
        self.isSafeToBootstrap = isSafeToBootstrap
    }
}
