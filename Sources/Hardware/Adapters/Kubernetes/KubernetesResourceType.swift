/// A type of resources, by which paths are made.
public struct KubernetesResourceType: Hashable, Sendable {
    /// Empty for the core types.
    public var group: String
    public var version: String
    /// The plural name in lower case, such as `nodes`.
    public var plural: String

    /// Makes a type.
    public init(group: String = "", version: String = "v1", plural: String) {
        self.group = group
        self.version = version
        self.plural = plural
    }

    public static let nodes = KubernetesResourceType(plural: "nodes")
    public static let pods = KubernetesResourceType(plural: "pods")

    /// The path of the list, of an object in it, or of a part of that such as `status`. Names are those of
    /// Kubernetes, and are written so that others cannot lead elsewhere.
    func path(namespace: String?, name: String? = nil, part: String? = nil) -> String {
        let root = group.isEmpty ? "/api/\(version)" : "/apis/\(group)/\(version)"
        let space = namespace.map { "/namespaces/\(HTTPCall.encoded(queryValue: $0))" } ?? ""
        let object = name.map { "/\(HTTPCall.encoded(queryValue: $0))" } ?? ""
        return "\(root)\(space)/\(plural)\(object)" + (part.map { "/\($0)" } ?? "")
    }
}
