import HardwareInterfaces
public import Simulation

/// Subjects of the journal that are neither objects nor equipment.
public enum SubjectLabels {
    /// A step of an update plan; the name is the step's identifier.
    public static let updateStep = SubjectKind(rawValue: 65)
    /// The operator.
    public static let `operator` = SubjectKind(rawValue: 66)
    /// The API server of a cluster.
    public static let apiServer = SubjectKind(rawValue: 67)
    /// An alert of StackLight.
    public static let alert = SubjectKind(rawValue: 68)

    /// How logs call a kind of these; nil for others.
    public static func label(_ kind: SubjectKind) -> String? {
        switch kind {
        case Substrate.controllerKind: "Controller"
        case updateStep: "Step"
        case self.operator: "Operator"
        case apiServer: "APIServer"
        case alert: "Alert"
        default: PartKind(rawValue: kind.rawValue)?.label
        }
    }
}
