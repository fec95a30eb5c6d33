/// How a Machine goes, the most careful way first.
///
/// Source: page "Delete a cluster machine using CLI" (overview of machine deletion policies).
public enum DeletionPolicy: String, FieldEnum, Comparable {
    /// Its node is prepared first: locks, cordon, drain, removal from Swarm.
    case graceful
    /// Without preparation.
    case unsafe
    /// Without waiting for what does not answer.
    case forced

    public static func < (left: Self, right: Self) -> Bool { left.place < right.place }

    private var place: Int {
        switch self {
        case .graceful: 0
        case .unsafe: 1
        case .forced: 2
        }
    }
}
