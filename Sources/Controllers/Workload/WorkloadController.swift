import HardwareInterfaces
import Kubernetes
import Simulation

/// The controllers of Deployments, StatefulSets, DaemonSets, Jobs and CronJobs: they make the pods that are
/// missing, drop those that are too many, and replace those of an old template as the strategy says.
///
/// ReplicaSets are not run: a Deployment has its pods itself. Pods of the ReplicaSets of an imported cloud
/// count as its own.
///
/// Source: kubernetes pkg/controller/{deployment,statefulset,daemon,job,cronjob}, "Workloads" in the
/// Kubernetes documentation.
public struct WorkloadController: Controller {
    public typealias Memory = WorkloadMemory

    public static let spec = ControllerSpec(
        .workload, "workload-controller", workers: 5, writesPerSecond: 100, burst: 200,
        watches: [
            .mosk(DeploymentSpec.kind, for: [.creation, .deletion, .main]),
            .mosk(StatefulSetSpec.kind, for: [.creation, .deletion, .main]),
            .mosk(DaemonSetSpec.kind, for: [.creation, .deletion, .main]),
            .mosk(PodSpec.kind), .mosk(PersistentVolumeClaimSpec.kind, for: []), .mosk(NodeSpec.kind),
            .mosk(JobSpec.kind), .mosk(CronJobSpec.kind, for: [.creation, .deletion, .main]),
            .mosk(ControllerRevisionSpec.kind, for: []),
        ])

    /// Makes the controller.
    public init() {}

    public func requests(
        for change: ObjectChange, _ memory: inout WorkloadMemory, _ substrate: inout Substrate
    ) -> WorkKeys {
        switch change.key.kind {
        case DeploymentSpec.kind, StatefulSetSpec.kind, DaemonSetSpec.kind, CronJobSpec.kind:
            return owner(change, &memory)
        case JobSpec.kind: return owner(change, &memory) + cronJob(change, &substrate)
        case PodSpec.kind: return pod(change, &memory, &substrate)
        case NodeSpec.kind: return node(change, &memory, &substrate)
        default: return []
        }
    }

    /// A workload is looked at when its spec changes.
    private func owner(_ change: ObjectChange, _ memory: inout WorkloadMemory) -> WorkKeys {
        guard let new = change.new else {
            if let old = change.old { memory.forget(old.identity.uid) }
            return []
        }
        let identity = new.identity
        guard change.old?.identity.generation != identity.generation else { return [] }
        if new.key.kind == DaemonSetSpec.kind { memory.unsettle(identity.uid) }
        return [change.work]
    }

    /// The CronJob of a Job that went or ended.
    private func cronJob(_ change: ObjectChange, _ substrate: inout Substrate) -> WorkKeys {
        let job = change.box(Job.self).object
        guard let owner = job.metadata.ownerReferences.first(where: { $0.kind == "CronJob" }),
            change.new == nil || change.oldBox(Job.self)?.object.status.isOver != job.status.isOver
        else { return [] }
        let name = substrate.kernel.names.intern(owner.name)
        let key = ObjectKey(kind: CronJobSpec.kind, namespace: change.key.namespace, name: name)
        return [WorkKey(cluster: change.cluster, object: key)]
    }

    private func pod(
        _ change: ObjectChange, _ memory: inout WorkloadMemory, _ substrate: inout Substrate
    ) -> WorkKeys {
        let (old, new) = (change.oldBox(Pod.self), change.newBox(Pod.self))
        if let old, let new, old.isLike(new) { return [] }
        let pod = change.box(Pod.self)
        let isDaemon = pod.object.metadata.isDaemonPods
        if isDaemon {
            if let old { memory.count(old, by: -1) }
            if let new { memory.count(new, by: 1) }
        }
        guard let owner = pod.object.metadata.ownerReferences.first(where: { $0.controller ?? false }) else {
            return []
        }
        if isDaemon, old == nil || new == nil || new?.object.status.phase.isOver ?? false {
            memory.touch(owner.uid, on: pod.object.spec.nodeName)
        }
        if let known = memory.owners[owner.uid], known.cluster == change.cluster { return [known] }
        let key = ObjectKey(
            kind: PodSpec.kind, namespace: change.key.namespace,
            name: substrate.kernel.names.intern(owner.name))
        guard let work = substrate.workload(owner, key, cluster: change.cluster) else { return [] }
        // A ReplicaSet may get another owner yet.
        if owner.kind != "ReplicaSet", !owner.uid.isNone { memory.owners[owner.uid] = work }
        return [work]
    }

    /// DaemonSets are looked at when nodes come and go, or may be theirs now.
    private func node(
        _ change: ObjectChange, _ memory: inout WorkloadMemory, _ substrate: inout Substrate
    ) -> WorkKeys {
        if let old = change.oldBox(Node.self), let new = change.newBox(Node.self),
            old.object.metadata.labels == new.object.metadata.labels,
            old.object.ownTaints == new.object.ownTaints
        {
            return []
        }
        return WorkKeys(
            substrate.boxes(DaemonSet.self, cluster: change.cluster).map { set in
                memory.unsettle(set.object.metadata.uid)
                return WorkKey(cluster: change.cluster, object: set.key)
            })
    }

    public func reconcile(
        _ work: WorkKey, _ memory: inout WorkloadMemory, _ substrate: inout Substrate
    ) -> ReconcileResult {
        switch work.object.kind {
        case DeploymentSpec.kind: deployment(work, &memory, &substrate)
        case StatefulSetSpec.kind: statefulSet(work, &memory, &substrate)
        case DaemonSetSpec.kind: daemonSet(work, &memory, &substrate)
        case JobSpec.kind: job(work, &substrate)
        case CronJobSpec.kind: cronJob(work, &substrate)
        default: .settled
        }
    }
}

extension Stored<PodSpec> {
    /// Whether another version means the same to its workload.
    fileprivate func isLike(_ other: Stored<PodSpec>) -> Bool {
        object.status.phase == other.object.status.phase
            && object.status.isReady == other.object.status.isReady
            && object.metadata.isDeleting == other.object.metadata.isDeleting
            && object.metadata.labels[RevisionLabel.set] == other.object.metadata.labels[RevisionLabel.set]
    }
}

extension Node {
    /// The taints that somebody gave it, not those of its condition, which daemon pods tolerate.
    fileprivate var ownTaints: [Taint] { spec.taints.filter { !$0.isOfCondition } }
}

extension Substrate {
    /// The workload that owns a pod: its controller, or the Deployment behind its ReplicaSet. `place` has the
    /// pod's namespace and the owner's name.
    mutating func workload(_ owner: OwnerReference, _ place: ObjectKey, cluster: UInt8) -> WorkKey? {
        guard let kind = kinds.find(apiVersion: owner.apiVersion, kind: owner.kind) else { return nil }
        let key = ObjectKey(kind: kind, namespace: place.namespace, name: place.name)
        guard owner.kind == "ReplicaSet" else { return WorkKey(cluster: cluster, object: key) }
        let set = getKnown(key, cluster: cluster, because: "a ReplicaSet keeps its owner")
        guard let above = set?.metadata.ownerReferences.first(where: { $0.kind == "Deployment" }) else {
            return nil
        }
        let name = kernel.names.intern(above.name)
        return WorkKey(
            cluster: cluster,
            object: ObjectKey(kind: DeploymentSpec.kind, namespace: place.namespace, name: name))
    }

    /// What pods of a workload's present template are labelled with: `own`, or what an imported cloud calls
    /// the same template. Empty for no label: so pods may be in a cloud that somebody wrote.
    func label(_ owner: UID, revision: String, own: String) -> String {
        guard let imported = estate.revisions[owner], imported.revision == revision else { return own }
        return imported.label
    }

    /// Five letters for a generated name, as the API server appends to `generateName`.
    mutating func suffix(_ owner: UID, _ index: Int, cluster: UInt8) -> String {
        let stream = kernel.random.derive("names").derive(owner.number)
        var bits = stream.bits(stores[Int(cluster)].revision << 8 | UInt64(index))
        let letters = Self.suffixLetters
        var text: [UInt8] = []
        for _ in 0..<5 {
            text.append(letters[Int(bits % UInt64(letters.count))])
            bits /= UInt64(letters.count)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The letters of generated names. Source: kubernetes apimachinery pkg/util/rand/rand.go (alphanums).
    private static let suffixLetters = Array("bcdfghjklmnpqrstvwxz2456789".utf8)
}
