import Kubernetes

/// At which step of an update a chart of the release is upgraded.
///
/// Inferred: an application controller must run at the target release before it can serve that release's
/// maintenance request, so its chart goes first in its own step; all others settle in the last step.
public enum ChartStep: Sendable {
    case openStack
    case ceph
    case components

    /// The step of the chart called `name`.
    public init(chart name: String) {
        switch name {
        case "openstack-operator", "rockoon", "tungstenfabric-operator": self = .openStack
        case "ceph-controller", "pelagia-ceph", "ceph-operator": self = .ceph
        default: self = .components
        }
    }

    /// The identifier of the step in an update plan.
    public var stepID: String {
        switch self {
        case .openStack: UpdateStep.openStack
        case .ceph: UpdateStep.ceph
        case .components: UpdateStep.components
        }
    }
}
