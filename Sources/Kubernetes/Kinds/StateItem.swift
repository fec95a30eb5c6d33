/// One thing that the LCM agent does on a machine.
public struct StateItem: FieldCodable {
    /// How.
    public var runner = StateItemRunner.ansible { didSet { if runner != oldValue { known = nil } } }
    /// The name, unique in its list.
    public var name = "" { didSet { if name != oldValue { known = nil } } }
    /// The version; another one runs the item again.
    public var version = "" { didSet { if version != oldValue { known = nil } } }
    /// When.
    public var phase = StateItemPhase.deploy { didSet { if phase != oldValue { known = nil } } }
    /// Parameters; another value runs the item again.
    public var params = StringMap() { didSet { if params != oldValue { known = nil } } }
    /// The hash while none of the above has changed since it was made, else nil. Reading it does not copy the
    /// item, as `hash` does.
    public private(set) var known: StateItemHash?

    /// An item without a name.
    public init() {}

    /// Makes an item.
    public init(
        runner: StateItemRunner, name: String, version: String, phase: StateItemPhase,
        params: StringMap = StringMap()
    ) {
        self.runner = runner
        self.name = name
        self.version = version
        self.phase = phase
        self.params = params
        known = digest()
    }

    /// SHA-256 over the item's JSON, by which the agent tells whether it is done.
    public var hash: StateItemHash { known ?? digest() }

    /// Whether both say the same.
    public static func == (left: StateItem, right: StateItem) -> Bool {
        left.runner == right.runner && left.name == right.name && left.version == right.version
            && left.phase == right.phase && left.params == right.params
    }

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("runner", &runner)
        try coder.field("name", &name)
        try coder.field("version", &version)
        try coder.field("phase", &phase)
        try coder.field("params", &params)
        if known == nil { known = digest() }
    }

    /// The address of the control node and the tag of MKE don't count: agents leave them out.
    /// Source: Mirantis/mcc-api pkg/apis/common/lcm/v1alpha1/lcmmachine_types.go
    private func digest() -> StateItemHash {
        let counted = params.entries.filter { $0.key != "controlNodeIP" && $0.key != "ucp_tag" }
        let json = Value.map([
            "runner": .string(runner.rawValue), "name": .string(name), "version": .string(version),
            "phase": .string(phase.rawValue),
            "params": .map(counted.map { Value.Field(key: $0.key, value: .string($0.value)) }),
        ])
        return StateItemHash(of: CanonicalJSON.bytes(of: json))
    }
}
