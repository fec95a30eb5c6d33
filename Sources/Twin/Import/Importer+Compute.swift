import Controllers
import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Simulation

extension Importer {
    /// Nova as the lists of the input tell it; nil when the input lists no instances.
    mutating func deriveCompute() throws(CloudError) -> ComputeSimulator? {
        guard cloud.listings.contains(where: { $0.kind == .servers }) else { return nil }
        // A draft says what there is as well: only nothing new is made of it.
        let spec = all(OpenStackDeployment.self, 1).first.map {
            OpenStackPlan.merged($0, catalogue.openStack)
        }
        var inventory = ComputeInventory(cluster: WorldTemplate.mosk, spec: spec)
        try inventory.readFlavors(cloud.listings)
        try inventory.readAggregates(cloud.listings)
        try inventory.readGroups(cloud.listings)
        let computes = computeHosts()
        try inventory.readHypervisors(cloud.listings, computes, &names)
        try inventory.readServers(cloud.listings, &names)
        notes += inventory.notes
        let count = inventory.nova.instances.count
        notes.append("\(count) instances on \(inventory.nova.hypervisors.count) hypervisors are as listed")
        return inventory.nova
    }

    /// How the OpenStack controller works.
    mutating func openStackSettings() -> OpenStackSettings {
        var settings = OpenStackSettings()
        let maps = OpenStackControllerOptions.names.compactMap { name in
            find(ConfigMap.self, name, namespace: OpenStackControllerOptions.namespace, 1)
        }
        if let map = maps.first, let text = map.spec.data[OpenStackControllerOptions.key] {
            for option in OpenStackControllerOptions.take(text, &settings) {
                notes.append(
                    "\(option) in ConfigMap \(map.metadata.name) is not what it may be; its default stands")
            }
        }
        // Its handlers for nodes ask whether there is one, draft or not. Source: Mirantis/rockoon
        // rockoon/controllers/maintenance.py (kube.get_osdpl).
        settings.hasDeployment = !all(OpenStackDeployment.self, 1).isEmpty
        settings.quorums = catalogue.openStack.quorums
        return settings
    }

    /// The hosts of the computes, by index.
    private func computeHosts() -> [(name: String, host: Int, hardware: HardwareDetails?)] {
        var found: [(name: String, host: Int, hardware: HardwareDetails?)] = []
        for (index, host) in hosts.enumerated() where host.isNode {
            let node = find(Node.self, host.name, 1)
            guard node?.metadata.labels["openstack-compute-node"] == "enabled" else { continue }
            found.append((host.name, index, host.hardware))
        }
        return found
    }
}
