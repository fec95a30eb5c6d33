import Controllers
import Kubernetes

extension Importer {
    /// Prepares a cluster that is to be deployed: what is not there yet is not made up. Hosts of its
    /// machines are blank and without power; those of others, the management cluster first, are at rest.
    mutating func deriveBare(_ cluster: CloudObject, _ plane: ManagementPlane) throws(CloudError) {
        let release = plane.source.metadata.name
        guard plane.kaas.spec.supportedClusterReleases.contains(where: { $0.name == release }) else {
            throw cluster.error(
                "\(plane.kaas.metadata.name) does not support \(release): the cluster can't be deployed",
                hint: "`twin releases` lists what each release of the management plane supports",
                at: cluster.value.at("spec", "providerSpec", "value", "release"))
        }
        try derivePlane(cluster, plane)
        let machines = try MachineList(&self, cluster)
        try checkIsNew(cluster, machines)
        try checkGroups(cluster, machines)
        try deriveInventories()
        let hosts = all(BareMetalHost.self, 0)
        guard !hosts.isEmpty else {
            throw cluster.error(
                "the cloud has no BareMetalHost: there is nothing to deploy the cluster on",
                hint: "add them: kubectl get baremetalhosts.metal3.io -A -o yaml")
        }
        let consumers = consumers(of: hosts, machines, isDeployment: true)
        for var host in hosts {
            host.status.provisioning.state = host.status.provisioning.state.modern
            if host.spec.consumerRef == nil { host.spec.consumerRef = consumers[host.place] }
            if host.spec.consumerRef != nil, host.status.provisioning.state == .none {
                host.status.provisioning.state =
                    host.spec.externallyProvisioned ? .externallyProvisioned : .provisioned
            }
            settle(&host, plane)
            try deriveCredentials(&host)
            replace(host, 0)
        }
        deriveSpares()
        notes.append(
            "the cluster is deployed: \(machines.entries.count) machines, from blank hosts without power")
    }

    /// Throws when a machine of the cluster is deployed already.
    private func checkIsNew(_ cluster: CloudObject, _ machines: MachineList) throws(CloudError) {
        for entry in machines.entries
        where find(LCMMachine.self, entry.object.name, namespace: entry.object.namespace, 0) != nil {
            throw entry.object.error(
                "Machine \(entry.object.name) is deployed already: it has an LCMMachine",
                hint: "say with to where the cluster is to go, or leave its status out")
        }
    }

    /// Throws when no manager of a cluster that is to be updated has been deployed: by the status of its host
    /// nothing runs there.
    func checkIsDeployed(_ cluster: CloudObject, _ machines: MachineList) throws(CloudError) {
        let managers = machines.entries.filter(\.isManager)
        let isBare = managers.allSatisfy { entry in
            guard find(LCMMachine.self, entry.object.name, namespace: entry.object.namespace, 0) == nil,
                let host = entry.host
            else { return false }
            let object = cloud.objects.first {
                $0.name == host && $0.namespace == entry.object.namespace
                    && ["BareMetalHost", "BareMetalHostInventory"].contains($0.info.kind)
            }
            guard let state = object?.value.at("status", "provisioning", "state")?.string else {
                return false
            }
            return !["provisioned", "externally provisioned"].contains(state)
        }
        guard isBare else { return }
        throw cluster.error(
            "no manager of the Cluster \(cluster.name) is deployed: there is nothing to update",
            hint: "deploy it with `twin run FILE`, FILE being a scenario whose cloud has no to, such as "
                + "scenarios/rehearsal/deploy-mosk.yaml")
    }
}
