/// An entry of `requires`: the name of the release that must be ready first, written as a string or as
/// `{name: ...}`.
///
/// Source: Mirantis/mcc-api pkg/apis/common/lcm/v1alpha1/helmbundle_types.go (strings).
public struct HelmRequirement: FieldValue, Hashable {
    /// The name.
    public var name = ""

    public init(value: Value) throws(FieldError) {
        if let text = value.string {
            name = text
        } else if let text = value["name"]?.string {
            name = text
        } else {
            throw .expected("the name of a Helm release", found: value)
        }
    }

    public func encoded(over base: Value?) -> Value {
        guard var map = base, map.fields != nil else { return name.encoded(over: base) }
        map["name"] = name.encoded(over: map["name"])
        return map
    }
}
