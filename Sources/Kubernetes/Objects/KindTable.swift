/// The kinds of a world: those that the twin models, and those met in its input.
public struct KindTable: Sendable {
    /// What is known of a kind.
    struct Row: Sendable {
        var info: KindInfo
        /// The API group, found out once.
        var group: String
        var id: KindID
        var make: @Sendable (Value, ObjectKey) throws(FieldError) -> StoredObject
    }

    private(set) var rows: [Row] = []
    private var unmodelled: UInt16 = 0
    /// The rows of each kind: those of several groups may be called alike.
    private var places: [String: [Int]] = [:]

    /// The modelled kinds only.
    public init() {
        add(KaaSReleaseSpec.self)
        add(ClusterReleaseSpec.self)
        add(ClusterSpec.self)
        add(MachineSpec.self)
        add(BareMetalHostSpec.self)
        add(BareMetalHostInventorySpec.self)
        add(BareMetalHostCredentialSpec.self)
        add(LCMClusterSpec.self)
        add(LCMMachineSpec.self)
        add(LCMClusterStateSpec.self)
        add(HelmBundleSpec.self)
        add(UpdateGroupSpec.self)
        add(ClusterUpdatePlanSpec.self)
        add(ScopeSpec.self)
        add(ServiceAccountSpec.self)
        add(NodeSpec.self)
        add(PersistentVolumeClaimSpec.self)
        add(PodSpec.self)
        add(PodDisruptionBudgetSpec.self)
        add(DeploymentSpec.self)
        add(StatefulSetSpec.self)
        add(DaemonSetSpec.self)
        add(ClusterMaintenanceRequestSpec.self)
        add(NodeMaintenanceRequestSpec.self)
        add(ClusterWorkloadLockSpec.self)
        add(NodeWorkloadLockSpec.self)
        add(NodeDeletionRequestSpec.self)
        add(NodeDisableNotificationSpec.self)
        add(GracefulRebootRequestSpec.self)
        add(UpdateAutoPauseSpec.self)
        add(SubnetSpec.self)
        add(L2TemplateSpec.self)
        add(IpamHostSpec.self)
        add(IPaddrSpec.self)
        add(BareMetalHostProfileSpec.self)
        add(PublicKeySpec.self)
        add(HostOSConfigurationSpec.self)
        add(HostOSConfigurationModulesSpec.self)
        add(JobSpec.self)
        add(CronJobSpec.self)
        add(PriorityClassSpec.self)
        add(ControllerRevisionSpec.self)
        add(ServiceSpec.self)
        add(EndpointsSpec.self)
        add(ConfigMapSpec.self)
        add(OpenStackDeploymentSpec.self)
        add(OpenStackDeploymentStatusSpec.self)
    }

    private mutating func add<Spec: ResourceSpec>(_ spec: Spec.Type) {
        places[Spec.info.kind, default: []].append(rows.count)
        rows.append(
            Row(info: Spec.info, group: String(Spec.info.group), id: Spec.kind) {
                (value, key) throws(FieldError) in
                Stored<Spec>(key: key, object: try Resource(value: value))
            })
    }

    /// The kind with this group and name, or nil. Versions of a group don't tell kinds apart.
    public func find(apiVersion: String, kind: String) -> KindID? {
        let group = KindInfo(apiVersion: apiVersion, kind: kind, home: .everywhere).group
        for place in places[kind] ?? [] where rows[place].group == group { return rows[place].id }
        return nil
    }

    /// Adds an unmodelled kind; its objects are kept as they are.
    public mutating func add(_ info: KindInfo) -> KindID {
        let id = KindID(rawValue: KindID.firstUnmodelled + unmodelled)
        unmodelled += 1
        places[info.kind, default: []].append(rows.count)
        rows.append(
            Row(info: info, group: String(info.group), id: id) { (value, key) throws(FieldError) in
                Stored<UntypedSpec>(key: key, object: try Resource(value: value))
            })
        return id
    }

    /// What is known of `id`, which must be of this table.
    public func info(_ id: KindID) -> KindInfo {
        guard let row = rows.first(where: { $0.id == id }) else {
            preconditionFailure("kind \(id.rawValue) is not in the table")
        }
        return row.info
    }

    /// How logs call a kind; nil when it is not in the table.
    public func label(_ id: KindID) -> String? { rows.first { $0.id == id }?.info.kind }

    /// Whether the twin has a struct for the kind.
    public func isModelled(_ id: KindID) -> Bool { id.rawValue < KindID.firstUnmodelled }

    /// Reads an object of kind `key.kind`.
    public func make(_ value: Value, key: ObjectKey) throws(FieldError) -> StoredObject {
        guard let row = rows.first(where: { $0.id == key.kind }) else {
            preconditionFailure("kind \(key.kind.rawValue) is not in the table")
        }
        return try row.make(value, key)
    }

    /// Reads an object of an unmodelled kind `key.kind`, which stays packed.
    public func make(_ document: PackedValue, key: ObjectKey) throws(FieldError) -> StoredObject {
        precondition(!isModelled(key.kind), "kind \(key.kind.rawValue) is modelled")
        let object = try Resource<UntypedSpec>(value: document.value)
        return PackedObject(key: key, document: document, metadata: object.metadata)
    }

    /// The names of all kinds, modelled ones first.
    public var kindNames: [String] { rows.map(\.info.kind) }

    /// All kinds, modelled ones first.
    public var all: [(id: KindID, info: KindInfo)] { rows.map { ($0.id, $0.info) } }
}
