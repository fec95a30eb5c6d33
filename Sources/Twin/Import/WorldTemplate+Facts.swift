import Controllers
import HardwareSimulated
public import Kubernetes
public import Simulation

/// What reports say of a cloud.
extension WorldTemplate {
    /// A node of the cloud.
    public struct NodeFact: Sendable {
        /// The name.
        public var name: String
        /// The labels.
        public var labels: StringMap
        /// Whether it is a manager.
        public var isManager: Bool
        /// The update group of a worker.
        public var group: String?
    }

    /// The nodes of the machines, in the order of the input.
    public var nodes: [NodeFact] {
        var labels: [String: StringMap] = [:]
        for stored in stores[1].list(NodeSpec.kind) {
            let metadata = stored.metadata
            labels[metadata.name] = metadata.labels
        }
        var groups: [String: String] = [:]
        for stored in stores[0].list(LCMMachineSpec.kind) {
            let metadata = stored.metadata
            groups[metadata.name] = metadata.labels[Label.updateGroup]
        }
        return hosts.filter(\.isNode).map { host in
            NodeFact(
                name: host.name, labels: labels[host.name] ?? StringMap(), isManager: host.isManager,
                group: groups[host.name])
        }
    }

    /// The names of the cluster's machines, deployed or not, in the order of the input.
    public var machineNames: [String] {
        stores[0].list(MachineSpec.kind).map(\.metadata).filter {
            $0.namespace == namespace && $0.labels[Label.clusterName] == cluster
        }.map(\.name)
    }

    /// How many instances are known.
    public var instanceCount: Int { compute?.instances.count ?? 0 }

    /// Whether the edge from source to target reboots nodes.
    public var rebootsNodes: Bool {
        let entry = kaasRelease.spec.supportedClusterReleases.first { $0.name == source.metadata.name }
        return entry?.availableUpgrades.first { $0.version == release.spec.version }?.rebootRequired ?? false
    }

    /// Whether the update takes Ceph to another major release; false when the catalogue does not know.
    public var changesCephMajor: Bool {
        func major(_ release: ClusterRelease) -> String? {
            release.metadata.annotations["component.twin.rehearsal/ceph-release"]
        }
        guard let from = major(source), let to = major(release) else { return false }
        return from != to
    }

    /// How certain the edge is: `verified`, `inferred` or `recalled`.
    public var edgeCertainty: String {
        kaasRelease.edgeCertainty(source.metadata.name, release.metadata.name)
    }

    /// A Deployment, StatefulSet or DaemonSet of the MOSK cluster, as it is at the beginning.
    public struct WorkloadFact: Sendable {
        /// The kind.
        public var kind: String
        /// The name.
        public var name: String
        /// How many pods it wants; nil for a DaemonSet.
        public var replicas: Int?
    }

    /// The workloads of the MOSK cluster.
    public var workloadFacts: [WorkloadFact] {
        var facts: [WorkloadFact] = []
        func add<Spec: ResourceSpec>(_ type: Spec.Type, _ replicas: (Spec) -> Int?) {
            for stored in stores[1].list(Spec.kind) {
                let object = unsafeDowncast(stored, to: Stored<Spec>.self).object
                facts.append(
                    WorkloadFact(
                        kind: Spec.info.kind, name: object.metadata.name, replicas: replicas(object.spec)))
            }
        }
        add(DeploymentSpec.self) { Int($0.replicas) }
        add(StatefulSetSpec.self) { Int($0.replicas) }
        add(DaemonSetSpec.self) { _ in nil }
        return facts
    }

    /// Calls `body` with the name and the node of each pod of the MOSK cluster, and whether it is ready and
    /// stays, as it is at the beginning.
    public func forEachPod(_ body: (NameID, String, Bool) -> Void) {
        stores[1].forEach(PodSpec.kind) { stored in
            let pod = unsafeDowncast(stored, to: Stored<PodSpec>.self)
            let object = pod.object
            body(
                pod.key.name, object.spec.nodeName,
                object.status.isReady && !object.metadata.isDeleting)
            return true
        }
    }

    /// The alerts that pause an update of the cluster when they fire (UpdateAutoPause); empty when there is
    /// no such object.
    public var pausingAlerts: [String] {
        guard let name = names.find(cluster), let namespace = names.find(namespace) else { return [] }
        let key = ObjectKey(kind: UpdateAutoPauseSpec.kind, namespace: namespace, name: name)
        return stores[0].get(UpdateAutoPause.self, key)?.spec.alerts ?? []
    }
}
