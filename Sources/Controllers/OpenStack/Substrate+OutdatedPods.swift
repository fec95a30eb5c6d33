import HardwareInterfaces
import Kubernetes
import Simulation

/// Pods of DaemonSets that are replaced only when somebody deletes them: restarting them cuts instances off
/// their network for a moment.
extension Substrate {
    /// A pod of a DaemonSet that is not of its present template; nil when all are.
    mutating func outdatedPod(of set: Stored<DaemonSetSpec>, cluster: UInt8) -> Stored<PodSpec>? {
        let label = label(of: set)
        return firstLive(
            Pod.self, by: IndexKey(owner: set.object.metadata.uid), cluster: cluster,
            because: "the real one lists the pods, too"
        ) { $0.isOutdated(label) && !$0.object.metadata.isDeleting }
    }

    /// Whether a pod of a DaemonSet is of another template than its present one.
    mutating func isOutdated(_ pod: Stored<PodSpec>, of set: Stored<DaemonSetSpec>) -> Bool {
        pod.isOutdated(label(of: set))
    }

    /// Has the outdated pods of a node replaced that has been in maintenance, one DaemonSet after the other;
    /// who is waited for, nil once all are of the present template and ready. Only nodes that instances or
    /// their networks are on have their turn.
    ///
    /// Source: Mirantis/rockoon rockoon/services/__init__.py (Neutron.prepare_node_after_reboot),
    /// rockoon/kube.py (DaemonSet.ensure_pod_generation_on_node).
    mutating func replaceOutdatedPods(on node: Node, cluster: UInt8) -> Subject? {
        let roles = OpenStackRole.of(node)
        guard let inventory = estate.openStack, roles.contains(.compute) || roles.contains(.gateway) else {
            return nil
        }
        let sets = listLive(DaemonSet.self, cluster: cluster, because: "it has no cache of workloads")
        let pods = listLive(
            Pod.self, by: IndexKey("node", node.metadata.name), cluster: cluster,
            because: "it has no cache of pods")
        // By place: a service is big.
        for place in inventory.services.indices {
            for row in inventory.services[place].workloads where row.onDelete && row.kind == .daemonSet {
                let namespace = inventory.services[place].namespace
                let found = sets.first {
                    $0.object.metadata.name == row.name && $0.object.metadata.namespace == namespace
                }
                guard let found, DaemonPlacement(found.object.spec.template.spec).admits(node) else {
                    continue
                }
                let uid = found.object.metadata.uid
                let pod = pods.first { stored in
                    stored.object.metadata.ownerReferences.contains { $0.uid == uid }
                        && !stored.object.metadata.isDeleting
                }
                guard let pod else { return found.key.subject(cluster: cluster) }
                let isOutdated = pod.isOutdated(label(of: found))
                if isOutdated { stop(pod.object, cluster: cluster) }
                if isOutdated || !pod.object.status.isReady { return pod.key.subject(cluster: cluster) }
            }
        }
        return nil
    }

    /// What the pods of a DaemonSet's present template are labelled with.
    private mutating func label(of set: Stored<DaemonSetSpec>) -> String {
        let uid = set.object.metadata.uid
        let revision = templateRevisions.revision(of: set.identity, set.object.spec.template)
        return label(uid, revision: revision, own: revision)
    }
}

extension Stored<PodSpec> {
    /// Whether it is of another template than pods with `label`.
    fileprivate func isOutdated(_ label: String) -> Bool {
        (object.metadata.labels[RevisionLabel.set] ?? "") != label
    }
}
