public import Kubernetes

/// An alert that fires, or never does.
public struct AlertPart: FieldCodable {
    public var name: Placed<String>?
    public var fires: Placed<String>?
    public var neverFires: Placed<String>?
    public var of: Placed<String>?
    public var within: Placed<Span>?

    /// Nothing written.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("fires", &fires)
        try coder.field("neverFires", &neverFires)
        try coder.field("of", &of)
        try coder.field("within", &within)
    }
}

extension AlertPart: ScenarioPart {
    static let required = ["name"]
    static let choice = ["fires", "neverFires"]
    static let about = [
        "name": "What is expected, in a few words.",
        "fires": "This alert of StackLight fires, inhibited or not.",
        "neverFires": "This alert never fires.",
        "of": "Of whom: a node, a pod, a workload, a service; a name that ends in * for several.",
        "within": "With fires: how long after the beginning of the run at most.",
    ]
}
