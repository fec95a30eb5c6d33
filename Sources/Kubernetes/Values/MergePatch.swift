/// JSON merge patch over values. Source: RFC 7396, section 2.
public enum MergePatch {
    /// The target after the patch: maps merge, null removes a key, everything else replaces; lists are
    /// replaced as a whole. Keys of the target keep their order, new ones follow.
    public static func apply(_ patch: Value, to target: Value) -> Value {
        guard case .map(let changes) = patch.node else { return patch }
        var result = target
        if result.fields == nil { result = Value(node: .map([]), position: patch.position) }
        for change in changes {
            if change.value.isNull {
                result[change.key] = nil
            } else {
                let old = result[change.key] ?? .null
                result[change.key] = apply(change.value, to: old)
            }
        }
        return result
    }
}
