/// Why no world could be built.
public enum ImportFailure: Error, Sendable {
    /// The input is wrong.
    case badInput(CloudError)
    /// The release graph does not lead from the cluster's release to the target in one hop.
    case noPath(NoPath)
}
