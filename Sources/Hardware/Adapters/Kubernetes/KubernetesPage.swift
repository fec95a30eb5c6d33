public import JSON

/// A page of a list, or the whole of it.
public struct KubernetesPage: Hashable, Sendable {
    /// The objects as they came.
    public var items: [JSONValue]
    /// The version of the list, from which a watch goes on; the same for all pages of one list.
    public var resourceVersion: String
    /// What the next page is asked for by; nil for the last one.
    public var next: String?
    /// How many objects there are beyond this page; nil where that is not told.
    public var remaining: Int64?
}
