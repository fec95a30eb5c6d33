import Controllers
public import Kubernetes

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
}
