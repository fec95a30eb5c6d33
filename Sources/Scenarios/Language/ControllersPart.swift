public import Kubernetes

/// How controllers differ from the real ones in a scenario.
public struct ControllersPart: FieldCodable {
    public var openstack: Placed<OpenStackPart>?

    /// Nothing written.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("openstack", &openstack)
    }

    /// How the OpenStack controller differs.
    public struct OpenStackPart: FieldCodable {
        public var fix: [Placed<String>]?

        /// Nothing written.
        public init() {}

        public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
            try coder.field("fix", &fix)
        }
    }
}

extension ControllersPart: ScenarioPart {
    static let required: [String] = []
    static let about = ["openstack": "How the OpenStack controller differs from the real one."]
}

extension ControllersPart.OpenStackPart: ScenarioPart {
    static let required = ["fix"]
    static let about = [
        "fix": "The defects that it goes without; docs/model/openstack-node-maintenance.md lists them."
    ]
}
