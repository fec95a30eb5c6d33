import Kubernetes
import Testing

/// An object of a modelled kind as YAML, all of whose fields are modelled and none of which has its default.
struct ObjectSample: CustomTestStringConvertible {
    let kind: String
    let id: KindID
    let text: String
    /// Reads the object and writes it as one that was made in the twin.
    let rewrite: @Sendable (Value) throws -> Value
    let fieldNames: [String]
    /// Whether the fields stand beside the metadata.
    let isAtTop: Bool

    /// With `top` the kind's fields stand beside its metadata.
    init<Spec: ResourceSpec>(_ spec: Spec.Type, _ text: String, top: Bool = false) {
        kind = Spec.info.kind
        id = Spec.kind
        self.text = "apiVersion: \(Spec.info.apiVersion)\nkind: \(Spec.info.kind)\n" + text
        rewrite = { value in
            var object = try Resource<Spec>(value: value)
            object.base = nil
            return object.encoded()
        }
        fieldNames = Spec.fieldNames()
        isAtTop = top
    }

    var testDescription: String { kind }
}
