public import HardwareInterfaces
import Kubernetes
import Simulation

/// The kubelets: each starts and stops the pods of its node, and says that its node is ready. It does nothing
/// while the containers of its node don't run.
///
/// Source: Kubernetes documentation, "Pod Lifecycle" (graceful termination).
public struct KubeletController: Controller {
    public typealias Memory = KubeletMemory

    public static let spec = ControllerSpec(
        .kubelet, "kubelet", workers: nil, writesPerSecond: nil,
        watches: [.mosk(PodSpec.kind), .mosk(NodeSpec.kind)])

    /// Just started.
    public init() {}

    public func requests(
        for change: ObjectChange, _ memory: inout KubeletMemory, _ substrate: inout Substrate
    ) -> WorkKeys {
        if let old = change.old, change.new?.identity.uid != old.identity.uid {
            memory.forget(old.metadata.uid)
            // Another pod of the name starts from the beginning.
            substrate.forgetActivities(.kubelet, change.work)
        }
        if change.key.kind == NodeSpec.kind {
            // It may have been held silent in the moment in which its containers came back.
            return change.newBox(Node.self)?.object.isHeldSilent ?? false ? [change.work] : []
        }
        guard let pod = change.newBox(Pod.self), !pod.object.spec.nodeName.isEmpty else { return [] }
        // What the kubelet wrote itself needs no second look, unless it ends by itself.
        let isDone = pod.object.status.isReady && pod.object.spec.restartPolicy == .always
        guard !isDone || pod.object.metadata.isDeleting else { return [] }
        return sees(pod, change.cluster, &substrate) ? [change.work] : []
    }

    /// Whether the kubelet of a pod's node may do something about it: one that is cut off looks at all its
    /// pods when it comes back. What stands for the processes of databases and brokers goes on without it.
    private func sees(_ pod: Stored<PodSpec>, _ cluster: UInt8, _ substrate: inout Substrate) -> Bool {
        guard let name = substrate.kernel.names.find(pod.object.spec.nodeName),
            let host = substrate.estate.node(name, cluster: cluster)
        else { return false }
        if substrate.estate.nodes[Int(host)].isTalking { return true }
        let work = WorkKey(cluster: cluster, object: pod.key)
        return substrate.databaseMember(in: work) != nil || substrate.messageBroker(in: work) != nil
    }

    /// A kubelet that comes up looks at its node and its pods.
    public static func requests(for notice: EquipmentNotice, _ substrate: inout Substrate) -> WorkKeys {
        switch notice {
        case .containers(let host, areRunning: true):
            loseWork(host, &substrate)
            return lookAround(host, &substrate)
        case .network(let host, isConnected: true),
            .kubelet(let host, isRunning: true), .member(let host, isMember: true):
            return lookAround(host, &substrate)
        case .database(let equipment, _, _, _):
            return substrate.databaseMember(equipment).map { [$0.work] } ?? []
        case .broker(let equipment, _, _):
            return substrate.messageBroker(equipment).map { [$0.work] } ?? []
        default: return []
        }
    }

    /// What the runtime was to do for the pods of a node went down with it, and so did what it had begun:
    /// also where the kubelet is not heard yet.
    private static func loseWork(_ host: UInt32, _ substrate: inout Substrate) {
        let node = substrate.nodeWork(host)
        let name = substrate.kernel.names[node.object.name]
        for pod in substrate.listKnown(
            Pod.self, by: IndexKey("node", name), cluster: node.cluster,
            because: "only their keys are used")
        {
            substrate.loseWork(.kubelet, WorkKey(cluster: node.cluster, object: pod.key))
        }
    }

    private static func lookAround(_ host: UInt32, _ substrate: inout Substrate) -> WorkKeys {
        guard substrate.estate.nodes[Int(host)].isTalking else { return [] }
        let node = substrate.nodeWork(host)
        let name = substrate.kernel.names[node.object.name]
        let pods = substrate.listLive(
            Pod.self, by: IndexKey("node", name), cluster: node.cluster,
            because: "a kubelet that starts lists its pods")
        return [node] + WorkKeys(pods.map { WorkKey(cluster: node.cluster, object: $0.key) })
    }

    public func reconcile(
        _ work: WorkKey, _ memory: inout KubeletMemory, _ substrate: inout Substrate
    ) -> ReconcileResult {
        if work.object.kind == NodeSpec.kind { return node(work, &substrate) }
        guard let box = substrate.box(Pod.self, work),
            let node = substrate.node(named: box.object.spec.nodeName, cluster: work.cluster), node.isMember,
            !box.object.status.phase.isOver
        else { return .settled }
        guard node.isTalking else {
            if let broker = substrate.messageBroker(in: work) {
                return brokerApart(box.object, broker, node, work, &substrate)
            }
            return substrate.databaseMember(in: work).map {
                databaseApart(box.object, $0, node, work, &substrate)
            } ?? .settled
        }
        let broker = substrate.messageBroker(in: work)
        if box.object.metadata.isDeleting {
            if let broker { endBroker(broker, &substrate) }
            return stop(box, work, &substrate)
        }
        if let broker { return self.broker(box, broker, node, work, &memory, &substrate) }
        if let member = substrate.databaseMember(in: work) {
            return database(box, member, node, work, &memory, &substrate)
        }
        guard box.object.status.isReady else {
            return substrate.hasRunOn(box, node)
                ? answer(box, work, &substrate) : start(box, work, &memory, &substrate)
        }
        if substrate.haveContainersRestarted(box, node) {
            return restarted(box.object, work, &substrate)
        }
        if let failure = failure(of: box, work, &memory, &substrate) { return failure }
        return box.object.spec.restartPolicy == .always ? .settled : complete(box, work, &substrate)
    }

    /// Posts that the node is ready; the taints of silence go.
    private func node(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard var node = substrate.get(Node.self, work) else { return register(work, &substrate) }
        guard let state = substrate.node(named: node.metadata.name, cluster: work.cluster),
            state.isTalking, node.isHeldSilent
        else { return .settled }
        node.setReady("True", reason: "KubeletReady", at: substrate.timestamp)
        substrate.updateStatus(
            node, cluster: work.cluster, note: Write.Note(LCMEntry.nodeReady.kind, substrate.text("True")))
        node.spec.taints.removeAll { $0.key == "node.kubernetes.io/unreachable" }
        substrate.update(node, cluster: work.cluster)
        return .settled
    }

    /// Registers a node that has joined its cluster, with the labels that LCM has given to its kubelet.
    private func register(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        let name = substrate.kernel.names[work.object.name]
        guard let state = substrate.node(named: name, cluster: work.cluster), state.isTalking, state.isMember
        else { return .settled }
        var node = Node(metadata: ObjectMeta(name: name))
        node.metadata.labels["kubernetes.io/hostname"] = name
        node.metadata.labels["kubernetes.io/os"] = "linux"
        let namespace = substrate.estate.clusters[Int(work.cluster)].namespace
        let key = ObjectKey(kind: MachineSpec.kind, namespace: namespace, name: work.object.name)
        let machine = substrate.getKnown(
            Machine.self, key, cluster: 0, because: "LCM has put the labels into the kubelet's configuration")
        for label in machine?.object.spec.provider.nodeLabels ?? [] {
            node.metadata.labels[label.key] = label.value
        }
        if machine?.object.metadata.labels[Label.controlPlane] != nil {
            node.metadata.labels["node-role.kubernetes.io/master"] = ""
            node.metadata.labels["node-role.kubernetes.io/control-plane"] = ""
            let name = substrate.estate.clusters[Int(work.cluster)].name
            let clusterKey = ObjectKey(kind: ClusterSpec.kind, namespace: namespace, name: name)
            let cluster = substrate.getKnown(
                Cluster.self, clusterKey, cluster: 0, because: "LCM has put the taints there too")
            if cluster?.object.spec.provider.dedicatedControlPlane ?? true {
                node.spec.taints.append(Taint(controlPlane: "NoSchedule"))
            }
        }
        node.setReady("True", reason: "KubeletReady", at: substrate.timestamp)
        substrate.create(
            node, cluster: work.cluster, note: Write.Note(LCMEntry.nodeReady.kind, substrate.text("True")))
        return .settled
    }

    /// Starts the containers of a pod: after the back-off of those that have failed, else once all is there
    /// that its init containers wait for. What goes away later does not matter.
    private func start(
        _ box: Stored<PodSpec>, _ work: WorkKey, _ memory: inout KubeletMemory, _ substrate: inout Substrate
    ) -> ReconcileResult {
        let restarts = memory.restarts[box.object.metadata.uid] ?? RestartBackoff()
        if let wait = backOff(restarts, work, substrate) { return wait }
        let name = restarts.ends == 0 ? "start" : "start \(restarts.ends + 1)"
        if !substrate.hasBegun(name) {
            if !box.object.hasFailedContainers, let wait = substrate.startWait(of: box, work) { return wait }
            if let wait = pull(box, work, &memory, &substrate) { return wait }
        }
        let length = substrate.kernel.duration(
            "pod.start", node: box.object.spec.nodeName,
            occurrence: Kernel.occurrence(box.object.metadata.name))
        if let rest = substrate.activity(name, takes: length) { return .after(rest) }
        if let fault = substrate.crashFault(of: box, work) {
            return fail(box, by: fault, work, &memory, &substrate)
        }
        var status = box.object.status
        status.phase = .running
        status.isReady = true
        status.startTime = substrate.timestamp
        substrate.updateStatus(
            status, of: box, cluster: work.cluster, note: Write.Note(LCMEntry.podReady.kind))
        return .settled
    }

    /// The containers have run all the while: others took the pod as not ready since its node was silent.
    private func answer(_ box: Stored<PodSpec>, _ work: WorkKey, _ substrate: inout Substrate)
        -> ReconcileResult
    {
        var status = box.object.status
        status.isReady = true
        substrate.updateStatus(
            status, of: box, cluster: work.cluster, note: Write.Note(LCMEntry.podReady.kind))
        return .settled
    }

    /// Containers that are not started again run to their end.
    private func complete(_ box: Stored<PodSpec>, _ work: WorkKey, _ substrate: inout Substrate)
        -> ReconcileResult
    {
        let length = substrate.kernel.duration(
            "pod.run", node: box.object.spec.nodeName,
            occurrence: Kernel.occurrence(box.object.metadata.name))
        if let rest = substrate.activity("run", takes: length) { return .after(rest) }
        var status = box.object.status
        status.phase = .succeeded
        status.isReady = false
        substrate.updateStatus(
            status, of: box, cluster: work.cluster, note: Write.Note(LCMEntry.podNotReady.kind))
        return .settled
    }

    /// Containers of the pod came back with the container runtime: it is not ready until they are.
    func restarted(_ pod: Pod, _ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        var pod = pod
        pod.status.isReady = false
        substrate.updateStatus(pod, cluster: work.cluster, note: Write.Note(LCMEntry.podNotReady.kind))
        return .settled
    }

    private func stop(_ box: Stored<PodSpec>, _ work: WorkKey, _ substrate: inout Substrate)
        -> ReconcileResult
    {
        let length = stopDuration(box, &substrate)
        if let rest = substrate.activity("stop", takes: length) { return .after(rest) }
        substrate.delete(box, cluster: work.cluster, graceSeconds: 0)
        return .settled
    }

    /// As long as the pod needs, at most its grace period.
    private func stopDuration(_ box: Stored<PodSpec>, _ substrate: inout Substrate) -> SimDuration {
        let needed = substrate.kernel.duration(
            "pod.stop", node: box.object.spec.nodeName,
            occurrence: Kernel.occurrence(box.object.metadata.name))
        return min(needed, .seconds(box.object.spec.terminationGracePeriodSeconds))
    }
}

extension Node {
    /// Whether the node is not Ready or still has the taints of a node whose kubelet is silent.
    var isHeldSilent: Bool {
        !status.isReady || spec.taints.contains { $0.key == "node.kubernetes.io/unreachable" }
    }
}

extension Substrate {
    /// A node of a cluster, by name.
    func node(named name: String, cluster: UInt8) -> Estate.Node? {
        kernel.names.find(name).flatMap { estate.node($0, cluster: cluster) }.map { estate.nodes[Int($0)] }
    }

    /// Whether the containers of a pod that is not ready run since it last was.
    func hasRunOn(_ pod: Stored<PodSpec>, _ node: Estate.Node) -> Bool {
        pod.object.status.phase == .running && pod.object.status.startTime != nil
            && !haveContainersRestarted(pod, node)
    }

    /// Whether the containers of a node came up after a pod last became ready.
    func haveContainersRestarted(_ pod: Stored<PodSpec>, _ node: Estate.Node) -> Bool {
        guard let started = pod.object.status.startTime else { return false }
        return started < timestamp(node.containersSince)
    }
}
