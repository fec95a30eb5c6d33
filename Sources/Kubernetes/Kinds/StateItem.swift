/// One thing that the LCM agent does on a machine.
public struct StateItem: FieldCodable {
    /// How.
    public var runner = StateItemRunner.ansible
    /// The name, unique in its list.
    public var name = ""
    /// The version; another one runs the item again.
    public var version = ""
    /// When.
    public var phase = StateItemPhase.deploy
    /// Parameters; another value runs the item again.
    public var params = StringMap()
    /// SHA-256 over the item's JSON, by which the agent tells whether it is done.
    public private(set) var hash = ""

    /// An item without a name.
    public init() {}

    /// Makes an item.
    public init(
        runner: StateItemRunner, name: String, version: String, phase: StateItemPhase, params: StringMap = StringMap()
    ) {
        self.runner = runner
        self.name = name
        self.version = version
        self.phase = phase
        self.params = params
        hash = digest()
    }

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("runner", &runner)
        try coder.field("name", &name)
        try coder.field("version", &version)
        try coder.field("phase", &phase)
        try coder.field("params", &params)
        if hash.isEmpty { hash = digest() }
    }

    /// The address of the control node and the tag of MKE don't count: agents leave them out.
    /// Source: Mirantis/mcc-api pkg/apis/common/lcm/v1alpha1/lcmmachine_types.go
    private func digest() -> String {
        let counted = params.entries.filter { $0.key != "controlNodeIP" && $0.key != "ucp_tag" }
        let json = Value.map([
            "runner": .string(runner.rawValue), "name": .string(name), "version": .string(version),
            "phase": .string(phase.rawValue),
            "params": .map(counted.map { Value.Field(key: $0.key, value: .string($0.value)) }),
        ])
        return SHA256.hex(of: CanonicalJSON.bytes(of: json))
    }
}
