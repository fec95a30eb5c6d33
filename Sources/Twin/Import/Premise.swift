import Kubernetes

/// A change to the input for one question: `updategroup/rack-1.spec.concurrentUpdates=5`, or with `*` for all of a
/// kind: `updategroup/*.spec.rebootIfUpdateRequires=false`.
public struct Premise: Hashable, Sendable {
    /// The kind, in lower case.
    public var kind: String
    /// The name, or `*`.
    public var name: String
    /// The path of the field.
    public var path: [String]
    /// The new value as text; a plain scalar is typed as YAML types it.
    public var text: String

    /// Reads a premise; throws with what is wrong with it.
    public init(_ text: String) throws(CloudError) {
        guard let equals = text.firstIndex(of: "=") else {
            throw CloudError(
                problem: "--set \(text): there is no '='",
                hint: "write it as KIND/NAME.FIELD=VALUE, such as updategroup/rack-1.spec.concurrentUpdates=5")
        }
        let left = text[..<equals]
        guard let slash = left.firstIndex(of: "/"),
            let dot = left[slash...].range(of: ".spec.") ?? left[slash...].range(of: ".metadata.")
        else {
            throw CloudError(
                problem: "--set \(left): there is no KIND/NAME.spec.FIELD before the '='",
                hint: "write it as KIND/NAME.FIELD=VALUE, such as updategroup/rack-1.spec.concurrentUpdates=5")
        }
        kind = left[..<slash].lowercased()
        name = String(left[left.index(after: slash)..<dot.lowerBound])
        path = left[left.index(after: dot.lowerBound)...].split(separator: ".").map(String.init)
        self.text = String(text[text.index(after: equals)...])
    }

    /// Whether the premise is about an object.
    func matches(_ object: CloudObject) -> Bool {
        object.info.kind.lowercased() == kind && (name == "*" || name == object.name)
    }

    /// The document with the field changed.
    func apply(to document: Value) -> Value {
        var patch = Value(node: .scalar(Scalar(text: text, style: .plain)))
        for key in path.reversed() { patch = .map([Value.Field(key: key, value: patch)]) }
        return MergePatch.apply(patch, to: document)
    }
}
