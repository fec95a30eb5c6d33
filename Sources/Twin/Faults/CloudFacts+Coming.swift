import Controllers
import HardwareSimulated
import Kubernetes
import Simulation

extension CloudFacts {
    /// Kinds whose objects controllers make with names of their own.
    private static let madeByControllers: Set<String> = [
        "Pod", "PersistentVolumeClaim", "NodeMaintenanceRequest", "ClusterMaintenanceRequest",
        "ClusterUpdatePlan", "LCMClusterState", "NodeWorkloadLock", "ClusterWorkloadLock",
    ]

    /// Whether objects of a kind may come to be in a run.
    func comesToBe(_ kind: String) -> Bool { Self.madeByControllers.contains(kind) }

    /// Notes what the deployment of a cluster brings; there is no plan.
    mutating func expectDeployment(_ template: WorldTemplate) {
        for name in template.machineNames {
            for kind in ["LCMMachine", "Node"] { objects[kind, default: []].insert(name) }
        }
        for kind in ["LCMCluster", "HelmBundle"] { objects[kind, default: []].insert(template.cluster) }
        for group in ["controlplane", "default"] {
            objects["UpdateGroup", default: []].insert("\(template.cluster)-\(group)")
        }
    }

    /// Notes objects that will be applied, with what controllers make of them.
    public mutating func expect(_ coming: [ObjectApply]) {
        self.coming += coming
        for apply in coming {
            if let template = object(L2Template.self, apply) { l2Templates.append(template) }
            if let profile = object(BareMetalHostProfile.self, apply) { profiles.append(profile) }
            if let host = host(apply) { hosts.append(host) }
        }
        let needs = HardwareNeeds.byNamespace(l2Templates, profiles)
        for apply in coming {
            func note(_ kind: String) { objects[kind, default: []].insert(apply.name) }
            note(apply.kindName)
            if let machine = object(Machine.self, apply) {
                note("LCMMachine")
                note("Node")
                var site = FaultSite(name: apply.name)
                site.isManager = machine.metadata.labels[Label.controlPlane] != nil
                for host in hosts(for: machine) { site.add(WorldTemplate.Host(host, needs), host) }
                noteSite(site)
            } else if let host = host(apply) {
                note("BareMetalHost")
                let built = WorldTemplate.Host(host, needs)
                var site = FaultSite(name: apply.name, isNode: false, host: apply.name)
                site.add(built, host)
                noteSite(site)
                if !racks.contains(built.rack) { racks.append(built.rack) }
            } else if let configuration = object(HostOSConfiguration.self, apply) {
                noteItems(of: configuration)
            }
        }
    }

    /// The namespaces in which objects of a kind have a name, at the beginning or once applied, sorted.
    /// Complexity: O(objects of the kind).
    func namespaces(_ kind: KindID, _ name: String, cluster: Int) -> [String] {
        var found: Set<String> = []
        if stores.indices.contains(cluster) {
            stores[cluster].forEach(kind) { stored in
                if stored.metadata.name == name { found.insert(stored.metadata.namespace) }
                return true
            }
        }
        for apply in coming where apply.kind == kind && apply.cluster == cluster && apply.name == name {
            found.insert(apply.namespace)
        }
        return found.sorted()
    }

    /// The hosts that a machine may get, the free ones first.
    private func hosts(for machine: Machine) -> [BareMetalHost] {
        let selector = machine.spec.provider.hostSelector
        let fitting = hosts.filter {
            $0.metadata.namespace == machine.metadata.namespace && selector.matches($0.metadata.labels)
        }
        func rank(_ host: BareMetalHost) -> (Int, String) {
            (host.spec.consumerRef == nil ? 0 : 1, host.metadata.name)
        }
        return fitting.sorted { rank($0) < rank($1) }
    }

    /// The host that will be applied, or nil.
    private func host(_ apply: ObjectApply) -> BareMetalHost? {
        object(BareMetalHost.self, apply) ?? object(BareMetalHostInventory.self, apply)?.bareMetalHost
    }

    private func object<Spec>(_ type: Resource<Spec>.Type, _ apply: ObjectApply) -> Resource<Spec>? {
        let key = ObjectKey(kind: apply.kind, namespace: .empty, name: .empty)
        guard apply.kind == Spec.kind else { return nil }
        do {
            return unsafeDowncast(try kinds.make(apply.value, key: key), to: Stored<Spec>.self).object
        } catch {
            // What is wrong with it is said when it is applied.
            return nil
        }
    }

    /// Notes the items that machines get by a HostOSConfiguration.
    mutating func noteItems(of configuration: HostOSConfiguration) {
        for config in configuration.spec.configs {
            for item in StateItem.hostOS(config, of: configuration.metadata.name)
            where !items.contains(item.name) {
                items.append(item.name)
            }
        }
    }

    private mutating func noteSite(_ site: FaultSite) {
        guard !sites.contains(where: { $0.name == site.name || $0.host == site.name }) else { return }
        sites.append(site)
    }
}

extension FaultSite {
    /// Takes over where a server stands that it may be, and what that server consists of.
    fileprivate mutating func add(_ built: WorldTemplate.Host, _ host: BareMetalHost) {
        if rack == nil { rack = host.metadata.labels[Label.rack] }
        for disk in HostSimulator.disks(of: built.hardware).map(\.shortName) where !disks.contains(disk) {
            disks.append(disk)
        }
        for name in HostSimulator.interfaces(of: built.hardware) where !interfaces.contains(name) {
            interfaces.append(name)
        }
    }
}
