import Controllers
import Kubernetes

/// The texts of the ConfigMap in which the start scripts of a database agree, which are no secrets.
enum DatabaseStateText {
    /// What numbers, times and identifiers are written with.
    private static let letters: Set<Character> = Set("0123456789abcdefABCDEF.:-+TZ")

    /// Whether these are the fields of that ConfigMap.
    static func isState(_ fields: [Value.Field]) -> Bool {
        fields.first { $0.key == "metadata" }?.value["name"]?.string == DatabaseNames.state
    }

    /// Whether a field is what a script publishes of its member.
    static func isPublished(_ field: Value.Field) -> Bool {
        guard DatabaseStateMap.Field(key: field.key) != nil, let text = field.value.string else {
            return false
        }
        return text.count <= 40 && text.allSatisfy { letters.contains($0) }
    }
}
