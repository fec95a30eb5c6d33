import Controllers
public import Kubernetes
import Simulation

extension Importer {
    /// Makes up everything that a cluster at rest at its release would have and the input does not.
    mutating func derive(_ cluster: CloudObject, _ plane: ManagementPlane) throws(CloudError) {
        try derivePlane(cluster, plane)
        let machines = try MachineList(&self, cluster)
        try checkIsDeployed(cluster, machines)
        try deriveHosts(machines, plane)
        try checkReferences(cluster, machines)
        try deriveNetwork()
        guard let object = find(Cluster.self, cluster.name, namespace: cluster.namespace, 0) else {
            preconditionFailure("the Cluster \(cluster.name) is not in its store")
        }
        try deriveGroups(object)
        try checkGroups(cluster, machines)
        try deriveLCM(object, plane, machines)
        try deriveBundle(object, plane)
        try deriveNodes(object, plane, machines)
        try deriveLocks(object, plane)
        try deriveWorkloads(of: plane.source)
        deriveEquipment(plane, machines)
        resumeEquipment(object, plane)
        compute = try deriveCompute()
        noteInconsistencies(cluster, plane, machines)
    }

    /// The release objects, and what the Cluster says of its releases.
    mutating func derivePlane(_ cluster: CloudObject, _ plane: ManagementPlane) throws(CloudError) {
        var kaas = plane.kaas
        kaas.metadata.labels[Label.active] = "true"
        if all(KaaSRelease.self, 0).contains(where: { $0.metadata.name == kaas.metadata.name }) {
            replace(kaas, 0)
        } else {
            try put(kaas, 0)
        }
        if plane.isMadeUp {
            let reason =
                options.isDeployment
                ? "the newest that supports its release"
                : plane.target == nil
                    ? "the oldest that supports its release" : "the oldest that offers this update"
            notes.append(
                "the input says nothing of the management plane: it is taken to be at \(kaas.metadata.name), \(reason)"
            )
        }
        let present = all(ClusterRelease.self, 0).map(\.metadata.name)
        var wanted = [plane.source, plane.target].compactMap { $0 }
        for entry in kaas.spec.supportedClusterReleases {
            if let release = catalogue.clusterRelease(entry.name) { wanted.append(release) }
        }
        var seen = Set(present)
        for release in wanted where seen.insert(release.metadata.name).inserted { try put(release, 0) }
        for release in [plane.source, plane.target].compactMap({ $0 }) {
            do throws(FieldError) { try release.checkCharts() } catch {
                let own = cloud.objects.first {
                    $0.info.kind == ClusterReleaseSpec.info.kind && $0.name == release.metadata.name
                }
                throw CloudError(error, file: own?.file ?? catalogue.files[release.metadata.name] ?? "")
            }
        }
        guard var object = find(Cluster.self, cluster.name, namespace: cluster.namespace, 0) else { return }
        guard object.spec.provider.kind != "OpenstackClusterProviderSpec",
            object.spec.provider.kind.isEmpty || object.spec.provider.kind.hasPrefix("Baremetal")
        else {
            throw cluster.error(
                "the Cluster is of provider \(object.spec.provider.kind)",
                hint: "only bare-metal clusters (BaremetalClusterProviderSpec) can be rehearsed",
                at: cluster.value.at("spec", "providerSpec", "value", "kind"))
        }
        if object.status.providerStatus.releaseRefs.current == nil, !options.isDeployment {
            var reference = ReleaseReference()
            reference.name = plane.source.metadata.name
            reference.version = plane.source.spec.version
            object.status.providerStatus.releaseRefs.current = reference
            object.status.providerStatus.ready = true
            replace(object, 0)
        }
    }

    /// The groups that every cluster has, unless the input has them.
    private mutating func deriveGroups(_ cluster: Cluster) throws(CloudError) {
        for group in ClusterController.wantedGroups(of: cluster) {
            let metadata = group.metadata
            if find(UpdateGroup.self, metadata.name, namespace: metadata.namespace, 0) == nil {
                try put(group, 0)
            }
        }
    }

    mutating func checkGroups(_ cluster: CloudObject, _ machines: MachineList) throws(CloudError) {
        let groups = all(UpdateGroup.self, 0).filter {
            $0.metadata.labels[Label.clusterName] == cluster.name
                && $0.metadata.namespace == cluster.namespace
        }
        // The controller makes these where they are missing.
        let known = Set(groups.map(\.metadata.name)).union(["\(cluster.name)-default"])
        for entry in machines.entries {
            guard let name = entry.machine.metadata.labels[Label.updateGroup], !known.contains(name) else {
                continue
            }
            throw entry.object.error(
                "Machine \(entry.machine.metadata.name) is in update group \(name), which does not exist",
                hint: NearestName.find(name, among: groups.map(\.metadata.name)).map { "did you mean \($0)?" }
                    ?? "add the UpdateGroup or remove the label \(Label.updateGroup)",
                at: entry.object.value.at("metadata", "labels", Label.updateGroup))
        }
        let used = Set(machines.entries.compactMap(\.group))
        // What was made up has no base, and nobody expects machines in it.
        for group in groups
        where group.base != nil && group.metadata.name != "\(cluster.name)-controlplane"
            && !used.contains(group.metadata.name)
        {
            notes.append(
                "update group \(group.metadata.name) has no machine: its step ends as soon as it begins")
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
    /// Throws at the first of Helm releases that require each other.
    public func checkCharts() throws(FieldError) {
        guard let cycle = helmCycle,
            let index = spec.helm.releases.firstIndex(where: { $0.name == cycle[0] })
        else { return }
        let charts = base?.at("spec", "helm", "releases")?.list ?? []
        let place = index < charts.count ? charts[index]["requires"] ?? charts[index] : base
        throw FieldError(
            path: "spec.helm.releases[\(index)].requires", position: place?.position ?? .none,
            problem: "the Helm releases of \(metadata.name) require each other: "
                + cycle.joined(separator: " → "), hint: "take one of these requirements out")
    }

    /// Helm releases that require each other, or nil.
    private var helmCycle: [String]? {
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
