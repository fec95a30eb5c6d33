import Controllers
import Kubernetes
import Simulation

extension Importer {
    /// Makes up everything that a cluster at rest at its release would have and the input does not.
    mutating func derive(_ cluster: CloudObject, _ plane: ManagementPlane) throws(CloudError) {
        try derivePlane(cluster, plane)
        let machines = try MachineList(&self, cluster)
        try deriveHosts(machines)
        deriveGroups(cluster, machines)
        try checkGroups(cluster, machines)
        deriveLCM(cluster, plane, machines)
        deriveBundle(cluster, plane)
        deriveNodes(cluster, plane, machines)
        deriveLocks(cluster, plane, machines)
        try deriveWorkloads()
        deriveEquipment(plane, machines)
    }

    /// The release objects, and what the Cluster says of its releases.
    private mutating func derivePlane(_ cluster: CloudObject, _ plane: ManagementPlane) throws(CloudError) {
        var kaas = plane.kaas
        kaas.metadata.labels[Label.active] = "true"
        if all(KaaSRelease.self, 0).contains(where: { $0.metadata.name == kaas.metadata.name }) {
            replace(kaas, 0)
        } else {
            put(kaas, 0)
        }
        if plane.isMadeUp {
            notes.append(
                "the input says nothing of the management plane: it is taken to be at \(kaas.metadata.name), the oldest that offers this update"
            )
        }
        let present = all(ClusterRelease.self, 0).map(\.metadata.name)
        var wanted = [plane.source, plane.target]
        for entry in kaas.spec.supportedClusterReleases {
            if let release = catalogue.clusterRelease(entry.name) { wanted.append(release) }
        }
        var seen = Set(present)
        for release in wanted where seen.insert(release.metadata.name).inserted { put(release, 0) }
        for releaseName in [plane.source, plane.target] {
            if let cycle = releaseName.helmCycle {
                throw CloudError(
                    problem: "the Helm releases of \(releaseName.metadata.name) require each other: "
                        + cycle.joined(separator: " → "),
                    hint: "break the cycle in spec.helm.releases[].requires")
            }
        }
        guard
            var object = all(Cluster.self, 0).first(where: {
                $0.metadata.name == cluster.name && $0.metadata.namespace == cluster.namespace
            })
        else { return }
        guard object.spec.provider.kind != "OpenstackClusterProviderSpec",
            object.spec.provider.kind.isEmpty || object.spec.provider.kind.hasPrefix("Baremetal")
        else {
            throw cluster.error(
                "the Cluster is of provider \(object.spec.provider.kind)",
                hint: "only bare-metal clusters (BaremetalClusterProviderSpec) can be rehearsed",
                at: cluster.value.at("spec", "providerSpec", "value", "kind"))
        }
        if object.status.providerStatus.releaseRefs.current == nil {
            var reference = ReleaseReference()
            reference.name = plane.source.metadata.name
            reference.version = plane.source.spec.version
            object.status.providerStatus.releaseRefs.current = reference
            object.status.providerStatus.ready = true
            replace(object, 0)
        }
    }

    /// The groups that every cluster has, unless the input has them.
    private mutating func deriveGroups(_ cluster: CloudObject, _ machines: MachineList) {
        let provider = all(Cluster.self, 0).first { $0.metadata.name == cluster.name }?.spec.provider
        let present = all(UpdateGroup.self, 0).map(\.metadata.name)
        for (suffix, limit) in [
            ("controlplane", Int64(1)), ("default", provider?.maxWorkerUpgradeCount ?? 1),
        ] {
            let name = "\(cluster.name)-\(suffix)"
            guard !present.contains(name) else { continue }
            if suffix == "default", !machines.usesDefaultGroup(cluster.name), !present.isEmpty { continue }
            var group = UpdateGroup(
                metadata: ObjectMeta(
                    name: name, namespace: cluster.namespace, labels: [Label.clusterName: cluster.name]))
            group.spec.index = 1
            group.spec.concurrentUpdates = limit
            group.spec.rebootIfUpdateRequires = true
            put(group, 0)
        }
    }

    private mutating func checkGroups(_ cluster: CloudObject, _ machines: MachineList) throws(CloudError) {
        let groups = all(UpdateGroup.self, 0).filter { $0.metadata.labels[Label.clusterName] == cluster.name }
        for entry in machines.entries {
            guard let name = entry.machine.metadata.labels[Label.updateGroup],
                !groups.contains(where: { $0.metadata.name == name })
            else { continue }
            throw entry.object.error(
                "Machine \(entry.machine.metadata.name) is in update group \(name), which does not exist",
                hint: NearestName.find(name, among: groups.map(\.metadata.name)).map { "did you mean \($0)?" }
                    ?? "add the UpdateGroup or remove the label \(Label.updateGroup)",
                at: entry.object.value.at("metadata", "labels", Label.updateGroup))
        }
        for group in groups where group.metadata.name != "\(cluster.name)-controlplane" {
            let name = group.metadata.name
            let isUsed = machines.entries.contains {
                $0.group == name
            }
            if !isUsed {
                notes.append("update group \(name) has no machine: its step ends as soon as it begins")
            }
        }
        let managers = machines.entries.count { $0.isManager }
        if managers % 2 == 0 {
            notes.append(
                "the cluster has \(managers) managers: an even number tolerates no more failures than one fewer, and is known to break updates"
            )
        }
    }
}

extension ClusterRelease {
    /// Helm releases that require each other, or nil.
    var helmCycle: [String]? {
        var done: Set<String> = []
        for release in spec.helm.releases where !done.contains(release.name) {
            if let cycle = visit(release.name, [], &done) { return cycle }
        }
        return nil
    }

    private func visit(_ name: String, _ path: [String], _ done: inout Set<String>) -> [String]? {
        if let start = path.firstIndex(of: name) { return Array(path[start...]) + [name] }
        if done.contains(name) { return nil }
        for next in spec.helm.releases.first(where: { $0.name == name })?.requires ?? [] {
            if let cycle = visit(next.name, path + [name], &done) { return cycle }
        }
        done.insert(name)
        return nil
    }
}
