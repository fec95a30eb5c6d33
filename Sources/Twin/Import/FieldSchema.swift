import Kubernetes

/// The fields that the twin knows of a kind, as a tree.
indirect enum FieldSchema: Sendable {
    /// A scalar, or what is kept as it is.
    case leaf
    /// A struct: its fields in order.
    case fields([(name: String, schema: FieldSchema)])
    /// A list of what is all alike.
    case list(FieldSchema)
    /// A map of what is all alike, under any names.
    case entries(FieldSchema)

    /// A field that a value has and the schema has not.
    struct Unknown {
        /// The names from the outermost value on; list indexes are left out.
        var path: [String]
        /// The field.
        var field: Value.Field
        /// The fields beside it, and itself.
        var siblings: [Value.Field]
        /// What the schema knows in its place.
        var known: [(name: String, schema: FieldSchema)]
    }

    /// The schema of the objects of each modelled kind.
    static let kinds: [(info: KindInfo, schema: FieldSchema)] = {
        let specs: [any ResourceSpec.Type] = [
            KaaSReleaseSpec.self, ClusterReleaseSpec.self, ClusterSpec.self, MachineSpec.self,
            BareMetalHostSpec.self, LCMClusterSpec.self, LCMMachineSpec.self, LCMClusterStateSpec.self,
            HelmBundleSpec.self, UpdateGroupSpec.self, ClusterUpdatePlanSpec.self, ScopeSpec.self,
            ServiceAccountSpec.self, NodeSpec.self, PersistentVolumeClaimSpec.self, PodSpec.self,
            PodDisruptionBudgetSpec.self, DeploymentSpec.self, StatefulSetSpec.self, DaemonSetSpec.self,
            ClusterMaintenanceRequestSpec.self, NodeMaintenanceRequestSpec.self, ClusterWorkloadLockSpec.self,
            NodeWorkloadLockSpec.self, BareMetalHostInventorySpec.self, BareMetalHostCredentialSpec.self,
            NodeDeletionRequestSpec.self, NodeDisableNotificationSpec.self, GracefulRebootRequestSpec.self,
            UpdateAutoPauseSpec.self,
            SubnetSpec.self, L2TemplateSpec.self, IpamHostSpec.self, IPaddrSpec.self,
            BareMetalHostProfileSpec.self,
            PublicKeySpec.self, HostOSConfigurationSpec.self, HostOSConfigurationModulesSpec.self,
            JobSpec.self, CronJobSpec.self, PriorityClassSpec.self, ControllerRevisionSpec.self,
            ServiceSpec.self, EndpointsSpec.self, ConfigMapSpec.self,
            OpenStackDeploymentSpec.self, OpenStackDeploymentStatusSpec.self,
        ]
        return specs.map { (info: $0.info, schema: object($0)) }
    }()

    /// The schema of a modelled kind; nil of another.
    static func of(_ info: KindInfo) -> FieldSchema? {
        kinds.first { $0.info.kind == info.kind && $0.info.group == info.group }?.schema
    }

    /// Calls `body` with each unknown field, in order; what is below one is not looked at.
    func forEachUnknown(in value: Value, _ body: (Unknown) -> Void) {
        var path: [String] = []
        walk(value, &path, body)
    }

    private func walk(_ value: Value, _ path: inout [String], _ body: (Unknown) -> Void) {
        switch (self, value.node) {
        case (.fields(let known), .map(let fields)):
            for field in fields {
                path.append(field.key)
                if let schema = known.first(where: { $0.name == field.key })?.schema {
                    schema.walk(field.value, &path, body)
                } else {
                    body(Unknown(path: path, field: field, siblings: fields, known: known))
                }
                path.removeLast()
            }
        case (.entries(let schema), .map(let fields)):
            for field in fields {
                path.append(field.key)
                schema.walk(field.value, &path, body)
                path.removeLast()
            }
        case (.list(let schema), .list(let list)):
            for element in list { schema.walk(element, &path, body) }
        default: break
        }
    }

    fileprivate init<T: FieldValue>(of type: T.Type) {
        if let source = type as? any FieldSchemaSource.Type {
            self = source.schema
        } else if let type = type as? any FieldCodable.Type {
            self = Self.fields(of: type)
        } else {
            self = .leaf
        }
    }

    private static func object<Spec: ResourceSpec>(_ spec: Spec.Type) -> FieldSchema {
        guard case .fields(let known) = fields(of: Resource<Spec>.self) else { return .leaf }
        return .fields([("apiVersion", .leaf), ("kind", .leaf)] + known)
    }

    private static func fields<T: FieldCodable>(of type: T.Type) -> FieldSchema {
        var (value, coder) = (T(), FieldSchemaCoder())
        do throws(FieldError) { try value.code(&coder) } catch {
            preconditionFailure("code of \(T.self) must throw nothing of its own, but threw \(error)")
        }
        return .fields(coder.fields)
    }
}

/// Notes each field with the schema of its type.
private struct FieldSchemaCoder: FieldCoder {
    var fields: [(name: String, schema: FieldSchema)] = []

    mutating func field<T: FieldValue>(_ name: String, _ value: inout T) throws(FieldError) {
        fields.append((name, FieldSchema(of: T.self)))
    }

    mutating func field<T: FieldValue>(_ name: String, _ value: inout T?) throws(FieldError) {
        fields.append((name, FieldSchema(of: T.self)))
    }
}

/// A type that holds values of another one.
private protocol FieldSchemaSource {
    static var schema: FieldSchema { get }
}

extension Array: FieldSchemaSource where Element: FieldValue {
    fileprivate static var schema: FieldSchema { .list(FieldSchema(of: Element.self)) }
}

extension OrderedMap: FieldSchemaSource {
    fileprivate static var schema: FieldSchema { .entries(FieldSchema(of: Element.self)) }
}
