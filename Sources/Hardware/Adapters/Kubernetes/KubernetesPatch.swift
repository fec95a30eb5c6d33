/// How an object is patched.
public enum KubernetesPatch: Hashable, Sendable {
    /// By RFC 7396: fields are replaced, null removes them, lists are replaced whole.
    case merge
    /// As `merge`, but lists are merged by their keys; for built-in types only.
    case strategic
    /// By what this manager wants of its fields; `force` takes them from others.
    case apply(fieldManager: String, force: Bool)

    var contentType: String {
        switch self {
        case .merge: "application/merge-patch+json"
        case .strategic: "application/strategic-merge-patch+json"
        // JSON is YAML.
        case .apply: "application/apply-patch+yaml"
        }
    }

    var query: String {
        guard case .apply(let manager, let force) = self else { return "" }
        return "?fieldManager=\(HTTPCall.encoded(queryValue: manager))" + (force ? "&force=true" : "")
    }
}
