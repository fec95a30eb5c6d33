import HardwareInterfaces
import Kubernetes
import Simulation

/// One visit of the OpenStack controller to the lock of a node, or to a node that is not Ready.
///
/// The real handlers sleep and wait in place; here they are called again, and `pass` says how far they are.
struct OpenStackNodeSide {
    let maintenance: MaintenanceProtocol
    let settings: OpenStackSettings
    let work: WorkKey
    var pass: NodePass?

    /// The cluster's Nova.
    static let nova = EquipmentID(kind: .compute, index: 0)
    /// How long an answer of an OpenStack API is waited for. Source: Mirantis/rockoon
    /// rockoon/openstack_utils.py (api_timeout).
    static let apiTimeout = SimDuration.seconds(300)

    /// Does what can be done now.
    mutating func reconcile(_ substrate: inout Substrate) -> ReconcileResult {
        if work.object.kind == NodeSpec.kind { return notReady(&substrate) }
        guard let lock = substrate.box(NodeWorkloadLock.self, work) else {
            pass = nil
            return maintenance.lockNew(work, &substrate)
        }
        let nodeKey = substrate.key(Node.self, lock.object.spec.nodeName)
        guard let node = substrate.box(Node.self, nodeKey, cluster: work.cluster) else {
            pass = nil
            return nodeIsGone(lock, &substrate)
        }
        let index = IndexKey("node", lock.object.spec.nodeName)
        let request = substrate.first(
            NodeMaintenanceRequest.self, by: index, cluster: work.cluster, where: { _ in true })
        let hasRole = OpenStackRole.isAny(of: node.object.metadata.labels)
        if let request, !request.object.metadata.isDeleting {
            guard hasRole else { return .settled }
            if lock.object.status.state == .inactive {
                pass = nil
                return .settled
            }
            begin(.leave)
            return sleeping(&substrate) ?? leave(lock, node, request, &substrate)
        }
        guard hasRole else {
            pass = nil
            substrate.delete(lock.object, cluster: work.cluster)
            return .settled
        }
        if !substrate.isEmpty(NodeDeletionRequest.self, by: index, cluster: work.cluster) {
            return giveUp(lock, node, &substrate)
        }
        let isOut = lock.object.metadata.annotations[Label.innerState] == "active"
        let status = lock.object.status
        guard isOut || status.state != .active || !status.errorMessage.isEmpty else {
            pass = nil
            return .settled
        }
        begin(.comeBack)
        return sleeping(&substrate) ?? comeBack(lock, node, isOut: isOut, &substrate)
    }

    /// The handler at work, begun anew where another one was.
    mutating func begin(_ task: NodePass.Task) {
        if pass?.task != task { pass = NodePass(task) }
    }

    /// Until when the handler sleeps; nil when it is awake.
    func sleeping(_ substrate: inout Substrate) -> ReconcileResult? {
        guard let pass, pass.sleepsUntil > substrate.kernel.now else { return nil }
        let left = pass.sleepsUntil - substrate.kernel.now
        guard let block = pass.block else { return .after(left) }
        return .blocked(on: block.holder, rule: block.rule, retry: left)
    }

    /// Sleeps, then goes on.
    mutating func sleep(_ length: SimDuration, _ substrate: inout Substrate) -> ReconcileResult {
        pass?.sleepsUntil = substrate.kernel.now + length
        pass?.block = nil
        substrate.forgetAnswers()
        return .after(length)
    }

    /// Says on the lock what holds it up, and tries again from the beginning in a minute: what a
    /// TemporaryError does.
    mutating func postpone(
        _ lock: Stored<NodeWorkloadLockSpec>, _ message: String, on holder: Subject, rule: WaitRule,
        _ substrate: inout Substrate
    ) -> ReconcileResult {
        substrate.say(message, on: lock, cluster: work.cluster)
        substrate.forgetAnswers()
        pass?.beginAnew(keepingAttempts: settings.fixes.contains(.attemptsForgotten))
        return hold(on: holder, rule: rule, for: OpenStackSettings.retry, &substrate)
    }

    /// Sleeps because of somebody else.
    mutating func hold(
        on holder: Subject, rule: WaitRule, for length: SimDuration, _ substrate: inout Substrate
    ) -> ReconcileResult {
        pass?.sleepsUntil = substrate.kernel.now + length
        pass?.block = NodePass.Block(holder: holder, rule: rule)
        return .blocked(on: holder, rule: rule, retry: length)
    }

    /// Asks Nova, Neutron or Masakari; nil while there is no answer.
    func ask(
        _ command: ComputeCommand, _ summary: String, _ substrate: inout Substrate
    ) -> Result<ComputeReply, EquipmentError>? {
        let answer = substrate.perform(
            .compute(command), on: Self.nova, summary: summary, timeout: Self.apiTimeout)
        switch answer {
        case nil: return nil
        case .success(.compute(let reply)): return .success(reply)
        case .success: preconditionFailure("Nova answered with another's reply")
        case .failure(let error): return .failure(error)
        }
    }

    /// Nova as who holds something up.
    func nova(_ substrate: inout Substrate) -> Subject { substrate.equipment(Self.nova) }

    /// An instance as who holds something up.
    func subject(_ server: ComputeServer, _ substrate: inout Substrate) -> Subject {
        Subject(
            kind: PartKind.instance.subjectKind, name: substrate.kernel.names.intern(server.name),
            cluster: work.cluster)
    }

    /// The node's roles say that instances may be on it.
    func isCompute(_ node: Stored<NodeSpec>) -> Bool {
        OpenStackRole.compute.isRole(of: node.object.metadata.labels)
    }
}
