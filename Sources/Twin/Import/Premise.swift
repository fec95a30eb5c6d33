import Kubernetes

/// A change to the input for one question: `updategroup/rack-1.spec.concurrentUpdates=5`, or with `*` for all
/// of a kind: `updategroup/*.spec.rebootIfUpdateRequires=false`. A dot within a key is written `\\.`; labels
/// and annotations need no such care, as what follows them is one key.
public struct Premise: Hashable, Sendable {
    /// The kind, in lower case.
    public var kind: String
    /// The name, or `*`.
    public var name: String
    /// The path of the field; the first is `spec` or `metadata`.
    public var path: [String]
    /// The new value as text; a plain scalar is typed as YAML types it.
    public var text: String

    private static let form =
        "write it as KIND/NAME.FIELD=VALUE, such as updategroup/rack-1.spec.concurrentUpdates=5"

    /// Reads a premise; throws with what is wrong with it, but never with its value.
    public init(_ text: String) throws(CloudError) {
        guard let equals = text.firstIndex(of: "=") else {
            let start = text.prefix { $0.isLetter || $0.isNumber || "-_./*".contains($0) }
            throw CloudError(problem: "--set \(start): there is no '='", hint: Self.form)
        }
        let left = text[..<equals]
        guard let slash = left.firstIndex(of: "/"),
            let dot = left[slash...].range(of: ".spec.") ?? left[slash...].range(of: ".metadata."),
            slash > left.startIndex, dot.lowerBound > left.index(after: slash)
        else {
            throw CloudError(
                problem: "--set \(left): there is no KIND/NAME.spec.FIELD before the '='", hint: Self.form)
        }
        kind = left[..<slash].lowercased()
        name = String(left[left.index(after: slash)..<dot.lowerBound])
        path = Self.keys(left[left.index(after: dot.lowerBound)...])
        self.text = String(text[text.index(after: equals)...])
        guard path.count > 1, !path.contains("") else {
            throw CloudError(problem: "--set \(left): a field has no name", hint: Self.form)
        }
        if path[0] == "metadata", !["labels", "annotations"].contains(path[1]) {
            throw CloudError(
                problem: "--set \(left): only labels and annotations of the metadata can be set",
                hint: "change \(path[1]) in the file itself")
        }
    }

    /// The premise as the command line takes it.
    public var description: String { "\(place)=\(text)" }

    /// What the premise is about: all but its value, which may be secret.
    var place: String {
        let isOneKey = path[0] == "metadata"
        let keys = path.map {
            isOneKey
                ? $0 : $0.split(separator: ".", omittingEmptySubsequences: false).joined(separator: "\\.")
        }
        return "\(kind)/\(name).\(keys.joined(separator: "."))"
    }

    private static func keys(_ path: Substring) -> [String] {
        var keys = [""]
        var isEscaped = false
        for character in path {
            let isOneKey = keys.count == 3 && keys[0] == "metadata"
            if character == "\\", !isEscaped {
                isEscaped = true
                continue
            }
            if character == ".", !isEscaped, !isOneKey {
                keys.append("")
            } else {
                keys[keys.count - 1].append(character)
            }
            isEscaped = false
        }
        return keys
    }

    /// Whether the premise is about an object.
    func matches(_ object: CloudObject) -> Bool {
        object.info.kind.lowercased() == kind && (name == "*" || name == object.name)
    }

    /// The document with the field changed.
    func apply(to document: Value) -> Value { MergePatch.apply(patch, to: document) }

    /// The field alone, as a document.
    var patch: Value {
        var patch = Value(node: .scalar(Scalar(text: text, style: .plain)))
        for key in path.reversed() { patch = .map([Value.Field(key: key, value: patch)]) }
        return patch
    }
}
