import Controllers
import Kubernetes
import Simulation

extension Importer {
    /// The nodes of the machines, with the labels that Machines and the Ceph controller set.
    mutating func deriveNodes(
        _ cluster: Cluster, _ plane: ManagementPlane, _ machines: MachineList
    ) throws(CloudError) {
        let roles = Dictionary(cephRoles(), uniquingKeysWith: { first, _ in first })
        let isDedicated = cluster.spec.provider.dedicatedControlPlane ?? true
        for entry in machines.entries where find(Node.self, entry.object.name, 1) == nil {
            var node = Node(metadata: ObjectMeta(name: entry.object.name))
            node.metadata.labels = [
                "kubernetes.io/hostname": entry.object.name, "kubernetes.io/os": "linux",
            ]
            if entry.isManager {
                node.metadata.labels["node-role.kubernetes.io/master"] = ""
                node.metadata.labels["node-role.kubernetes.io/control-plane"] = ""
                if isDedicated { node.spec.taints.append(Taint(controlPlane: "NoSchedule")) }
            }
            for label in entry.machine.spec.provider.nodeLabels {
                node.metadata.labels[label.key] = label.value
            }
            for role in roles[entry.object.name] ?? [] {
                node.metadata.labels["ceph_role_\(role)"] = "true"
            }
            node.setReady("True", reason: "KubeletReady", at: now)
            node.status.nodeInfo.kernelVersion = plane.source.kernel
            try put(node, 1)
        }
    }

    /// What nodes do for Ceph, from whichever of its kinds the input has.
    private func cephRoles() -> [(node: String, roles: [String])] {
        for object in cloud.objects {
            let nodes: Value?
            switch object.info.kind {
            case "KaaSCephCluster": nodes = object.value.at("spec", "cephClusterSpec", "nodes")
            case "MiraCeph", "CephDeployment": nodes = object.value.at("spec", "nodes")
            default: continue
            }
            if let fields = nodes?.fields {
                return fields.map { ($0.key, Self.roles($0.value)) }
            }
            if let list = nodes?.list {
                return list.compactMap { node in
                    node["name"]?.string.map { ($0, Self.roles(node)) }
                }
            }
        }
        return []
    }

    private static func roles(_ node: Value) -> [String] {
        var roles = (node["roles"]?.list ?? []).compactMap(\.string)
        let devices = node["storageDevices"]?.list ?? node["devices"]?.list ?? []
        if !devices.isEmpty || node["deviceFilter"] != nil { roles.append("osd") }
        return roles
    }

    /// The locks of the application controllers: one on the cluster, one on each node that has a role for
    /// them.
    mutating func deriveLocks(_ cluster: Cluster, _ plane: ManagementPlane) throws(CloudError) {
        let nodes = all(Node.self, 1)
        let deployment = cloud.objects.first { $0.info.kind == "OpenStackDeployment" }?.name
        let tungstenFabric = cloud.objects.first { $0.info.kind == "TFOperator" }?.name
        for application in Application.all {
            let held = nodes.filter { application.isAt($0) }
            guard !held.isEmpty else { continue }
            let name =
                switch application.name {
                case "openstack": "openstack-\(deployment ?? cluster.metadata.name)"
                case "tungstenfabric": "tf-\(tungstenFabric ?? cluster.metadata.name)"
                default: "\(application.name)-\(cluster.metadata.name)"
                }
            if find(ClusterWorkloadLock.self, name, 1) == nil {
                var lock = ClusterWorkloadLock(metadata: ObjectMeta(name: name))
                lock.spec.controllerName = application.name
                lock.status.release = plane.source.spec.version
                try put(lock, 1)
            }
            for node in held {
                let name = NodeWorkloadLock.name(application.name, on: node.metadata.name)
                guard find(NodeWorkloadLock.self, name, 1) == nil else { continue }
                var lock = NodeWorkloadLock(metadata: ObjectMeta(name: name))
                lock.spec.controllerName = application.name
                lock.spec.nodeName = node.metadata.name
                lock.spec.nodeDeletionRequestSupported = application.supportsDeletion
                lock.status.release = plane.source.spec.version
                try put(lock, 1)
            }
        }
    }
}
