/// How the controller of the database chooses the pod that receives all SQL. Neither form has a preference
/// for the present primary: the lowest pod takes over again as soon as it is ready.
public enum PrimaryRule: String, CaseIterable, Sendable {
    /// The selector of the Service names the pod.
    ///
    /// Source: Mirantis/rockoon charts/infra/mariadb/templates/bin/_mariadb_controller.py.tpl.
    case selector
    /// A label of the pod names its role, and the Service selects by it.
    ///
    /// Source: MOSK documentation, "OpenStack database architecture".
    case labels

    /// A label that is to be put on a pod.
    public struct RoleChange: Hashable, Sendable {
        /// The pod.
        public var pod: String
        /// Its role from now on.
        public var role: DatabaseRole

        /// Makes it.
        public init(pod: String, role: DatabaseRole) {
            self.pod = pod
            self.role = role
        }
    }

    /// The pod that is to receive SQL; nil when none may, and then nothing is changed.
    public func primary(of pods: [DatabasePod]) -> String? {
        let eligible = pods.filter(\.isEligible)
        return switch self {
        // By name as text: mariadb-server-10 comes before mariadb-server-2.
        case .selector: eligible.map(\.name).min()
        case .labels: eligible.min { ($0.ordinal, $0.name) < ($1.ordinal, $1.name) }?.name
        }
    }

    /// The pod that the Service is to point at instead of `current`; nil when nothing is to be done.
    public static func pointer(for pods: [DatabasePod], current: String?) -> String? {
        let primary = Self.selector.primary(of: pods)
        return primary == current ? nil : primary
    }

    /// The labels that are to be changed, in this order: that of an old primary goes before there is a new
    /// one.
    public static func roles(for pods: [DatabasePod]) -> [RoleChange] {
        guard let primary = Self.labels.primary(of: pods) else { return [] }
        let others = pods.filter { $0.name != primary }.sorted { $0.name < $1.name }
        let deposed = others.filter { $0.role == .primary }
        let chosen = pods.filter { $0.name == primary && $0.role != .primary }
        let unnamed = others.filter { $0.role == nil }
        return deposed.map { RoleChange(pod: $0.name, role: .backup) }
            + chosen.map { RoleChange(pod: $0.name, role: .primary) }
            + unnamed.map { RoleChange(pod: $0.name, role: .backup) }
    }
}
