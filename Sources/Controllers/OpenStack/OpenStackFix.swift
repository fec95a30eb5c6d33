/// Defects of the OpenStack controller that a run may go without: each is as the real one has it, unless it
/// is named here.
public enum OpenStackFix: String, CaseIterable, Sendable {
    /// Whether a node may be worked on counts the nodes of all roles: with one controller or gateway out, no
    /// other node of any role is let out. Fixed, only the node's own roles count.
    /// Source: Mirantis/rockoon rockoon/maintenance.py (can_handle_nmr of NodeWorkloadLock).
    case concurrencyAllRoles = "concurrency-all-roles"
    /// A node that a service blocks keeps its place among the nodes that are out. Fixed, it gives it back.
    /// Source: Mirantis/rockoon rockoon/controllers/maintenance.py (order of the calls).
    case blockedNodeHoldsSlot = "blocked-node-holds-slot"
    /// Whether a quorum survives a node's absence filters on ready pods before it asks whether they are
    /// ready: the pods on other nodes count, ready or not. Fixed, only ready ones count.
    /// Source: Mirantis/rockoon rockoon/kube.py (StatefulSet.is_node_locked).
    case quorumGuardReadyFilter = "quorum-guard-ready-filter"
    /// How often an instance was tried is forgotten whenever the handler starts anew, so that one that can't
    /// move is tried for ever. Fixed, it is known for as long as the maintenance lasts.
    /// Source: Mirantis/rockoon rockoon/services (servers_migrating_count).
    case attemptsForgotten = "attempts-forgotten"

    /// What the run is without, for people.
    public var about: String {
        switch self {
        case .concurrencyAllRoles: "only the nodes of a node's own roles count against its being let out"
        case .blockedNodeHoldsSlot: "a node that a service blocks gives its place back"
        case .quorumGuardReadyFilter: "the quorum guard counts ready pods only"
        case .attemptsForgotten: "attempts at an instance are remembered until the maintenance is over"
        }
    }
}
