import Kubernetes
import Simulation

/// Who stands behind the endpoints that pods wait for, and which Jobs they may wait for.
struct StartTable: Sendable {
    /// The variables of the init container that say what it waits for, separated by commas.
    /// Source: airshipit/kubernetes-entrypoint README.md.
    static let services = "DEPENDENCY_SERVICE"
    static let jobs = "DEPENDENCY_JOBS"

    private var providers: [NameID: [ObjectKey]] = [:]
    private var jobNames: Set<NameID> = []

    /// The rows of an inventory.
    init(_ inventory: OpenStackInventory, _ names: inout NameTable) {
        for service in inventory.services + inventory.openSDN {
            let namespace = names.intern(service.namespace)
            for row in service.workloads {
                let name = names.intern(row.name)
                let key = ObjectKey(kind: row.kind.id, namespace: namespace, name: name)
                for endpoint in row.serves {
                    providers[names.intern(endpoint), default: []].append(key)
                }
            }
            for row in service.jobs { jobNames.insert(names.intern(row.name)) }
        }
    }

    /// The workloads that may stand behind an endpoint, in the order of the inventory.
    func providers(of endpoint: NameID) -> [ObjectKey] { providers[endpoint] ?? [] }

    /// What a pod waits for. A name that the inventory does not have is left out: nobody would ever know that
    /// it is there.
    func needs(of pod: Stored<PodSpec>, cluster: UInt8, _ names: borrowing NameTable) -> [StartNeed] {
        guard !pod.object.spec.initContainers.isEmpty,
            let namespace = names.find(pod.object.metadata.namespace)
        else { return [] }
        var needs: [StartNeed] = []
        for container in pod.object.spec.initContainers {
            for variable in container.env {
                let isService = variable.name == Self.services
                guard isService || variable.name == Self.jobs, let value = variable.value else { continue }
                for text in value.split(separator: ",") {
                    guard let name = names.find(String(text)) else { continue }
                    if isService, providers[name] != nil {
                        needs.append(
                            StartNeed(kind: .endpoint, name: name, namespace: .empty, cluster: cluster))
                    } else if !isService, jobNames.contains(name) {
                        needs.append(
                            StartNeed(kind: .job, name: name, namespace: namespace, cluster: cluster))
                    }
                }
            }
        }
        return needs
    }
}

extension OpenStackWorkload.Kind {
    /// The kind of its objects.
    var id: KindID {
        switch self {
        case .deployment: DeploymentSpec.kind
        case .statefulSet: StatefulSetSpec.kind
        case .daemonSet: DaemonSetSpec.kind
        }
    }
}
