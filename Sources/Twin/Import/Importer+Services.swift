import Controllers
import Kubernetes
import Simulation

extension Importer {
    /// On a ClusterRelease (annotation): how the controller of MariaDB names the primary, `selector` or
    /// `labels`. A name of our own; without it, by the selector of the Service.
    private static let primaryForm = "component.twin.rehearsal/mariadb-primary"

    /// The Services of the catalogue that have pods here, in the form that the release gives them.
    mutating func deriveServices(_ services: [Service], of release: ClusterRelease) throws(CloudError) {
        guard options.openStack == .modelled else { return }
        for service in services {
            guard all(Pod.self, 1).contains(where: { service.covers($0) }) else { continue }
            var service = service
            let form = release.metadata.annotations[Self.primaryForm].flatMap(PrimaryRule.init)
            if service.metadata.name == DatabaseNames.service, form == .labels {
                service.spec.selector[Label.podName] = nil
                service.spec.selector[Label.databaseRole] = DatabaseRole.primary.rawValue
                nameRoles(in: service.metadata.namespace)
            }
            try put(service, 1)
        }
    }

    /// Labels the pods of the database as its controller would have.
    private mutating func nameRoles(in namespace: String) {
        let servers = all(Pod.self, 1).filter {
            $0.metadata.namespace == namespace
                && $0.metadata.labels["application"] == DatabaseNames.application
                && $0.metadata.labels["component"] == DatabaseNames.serverComponent
        }
        for change in PrimaryRule.roles(for: servers.map(DatabasePod.init)) {
            guard var pod = servers.first(where: { $0.metadata.name == change.pod }) else { continue }
            pod.metadata.labels[Label.databaseRole] = change.role.rawValue
            replace(pod, 1)
        }
    }

    /// What the start scripts of a database that runs have agreed on, where the input does not say.
    mutating func deriveDatabaseState() throws(CloudError) {
        guard options.openStack == .modelled else { return }
        for set in all(StatefulSet.self, 1) where set.metadata.name == DatabaseNames.server {
            let namespace = set.metadata.namespace
            guard find(ConfigMap.self, DatabaseNames.state, namespace: namespace, 1) == nil else { continue }
            let members = (0..<max(set.spec.replicas, 0)).map { "\(set.metadata.name)-\($0)" }
            try put(DatabaseStateMap(namespace: namespace, members: members, at: now).map, 1)
        }
    }

    /// Says who is behind each Service, where the input does not.
    mutating func settleEndpoints() throws(CloudError) {
        let services = all(Service.self, 1).filter { !$0.spec.selector.isEmpty }
        guard !services.isEmpty else { return }
        let pods = all(Pod.self, 1)
        for service in services {
            let metadata = service.metadata
            guard find(Endpoints.self, metadata.name, namespace: metadata.namespace, 1) == nil else {
                continue
            }
            try put(
                EndpointsController.wanted(for: service, pods: pods.filter { service.covers($0) }, over: nil),
                1)
        }
    }
}

extension Resource<ServiceSpec> {
    /// Whether a pod is one of the Service.
    fileprivate func covers(_ pod: Pod) -> Bool {
        pod.metadata.namespace == metadata.namespace && spec.selects(pod.metadata.labels)
    }
}
