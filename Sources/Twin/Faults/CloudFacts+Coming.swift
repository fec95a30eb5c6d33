import Controllers
import Kubernetes

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

    /// Notes an object that will be applied, with what controllers make of it.
    public mutating func expect(_ apply: ObjectApply) {
        func note(_ kind: String) { objects[kind, default: []].insert(apply.name) }
        note(apply.kindName)
        switch apply.kindName {
        case "Machine":
            note("LCMMachine")
            note("Node")
            noteSite(FaultSite(name: apply.name))
        case "BareMetalHostInventory", "BareMetalHost":
            note("BareMetalHost")
            noteSite(FaultSite(name: apply.name, isNode: false, host: apply.name))
        case "HostOSConfiguration":
            do throws(FieldError) { noteItems(of: try HostOSConfiguration(value: apply.value)) } catch {
                // What is wrong with it is said when it is applied.
            }
        default: break
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
