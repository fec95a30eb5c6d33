public import Kubernetes
public import Simulation

/// What the passes of the controller of the database would find. A pass that would find nothing is not
/// made: when something changes that it looks at, the next pass is computed.
extension Substrate {
    /// Whether something has changed, since this was last asked, that may matter to the processes of
    /// databases and message brokers.
    public mutating func takeProcessChange() -> Bool {
        defer { areProcessesChanged = false }
        return areProcessesChanged
    }

    /// Notes that equipment has changed, which may matter to them.
    public mutating func noteProcessChange() { areProcessesChanged = true }

    /// The Service of a cluster's database, as the API server has it; nil when it has none.
    public func databaseService(_ cluster: UInt8) -> Stored<ServiceSpec>? {
        stores[Int(cluster)].databaseService
    }

    /// The pods of a component of the database in a namespace, as the API server has them.
    public func databasePods(_ component: String, namespace: String, cluster: UInt8) -> [Pod] {
        var pods: [Pod] = []
        stores[Int(cluster)].forEach(PodSpec.kind, by: IndexKey("mariadb", namespace)) { stored in
            let pod = unsafeDowncast(stored, to: Stored<PodSpec>.self)
            if pod.object.metadata.labels["component"] == component { pods.append(pod.object) }
            return true
        }
        return pods
    }

    /// What a pass of the controller of a cluster's database would do now; nil for nothing. Without an
    /// answer of the API server a pass does nothing.
    public func databaseTask(_ cluster: UInt8) -> DatabaseTask? {
        guard stores[Int(cluster)].isAvailable, let service = databaseService(cluster)?.object else {
            return nil
        }
        let namespace = service.metadata.namespace
        let pods = databasePods(DatabaseNames.serverComponent, namespace: namespace, cluster: cluster)
            .map(DatabasePod.init)
        let task: DatabaseTask?
        if service.spec.selector[Label.databaseRole] != nil {
            let roles = PrimaryRule.roles(for: pods)
            task = roles.isEmpty ? nil : .label(roles)
        } else {
            let pointer = PrimaryRule.pointer(for: pods, current: service.spec.selector[Label.podName])
            task = pointer.map { .point(to: $0) }
        }
        return task != nil && runsDatabaseController(namespace, cluster) ? task : nil
    }

    /// Whether a replica of the controller of the database runs somewhere and reaches the API server. Where
    /// its Deployment is not known, it is taken to run.
    private func runsDatabaseController(_ namespace: String, _ cluster: UInt8) -> Bool {
        let pods = databasePods(DatabaseNames.controllerComponent, namespace: namespace, cluster: cluster)
        guard pods.isEmpty else {
            return pods.contains { pod in
                guard pod.status.phase == .running else { return false }
                guard let node = node(named: pod.spec.nodeName, cluster: cluster) else { return true }
                return node.areContainersRunning && node.isConnected
            }
        }
        guard let name = kernel.names.find(DatabaseNames.controller),
            let namespace = kernel.names.find(namespace)
        else { return true }
        let key = ObjectKey(kind: DeploymentSpec.kind, namespace: namespace, name: name)
        return stores[Int(cluster)].stored(key) == nil
    }

    /// Lets the controller of a cluster's database make its pass, which will find something: because of
    /// `cause`. While it is at it, or down, it makes none.
    public mutating func passDatabase(_ cluster: UInt8, cause: EntryID) {
        guard databaseTask(cluster) != nil, !isDatabaseControllerBusy(cluster),
            let service = databaseService(cluster)
        else { return }
        enqueue(.mariaDB, WorkKey(cluster: cluster, object: service.key), cause: cause)
    }

    private func isDatabaseControllerBusy(_ cluster: UInt8) -> Bool {
        let runtime = runtimes[Int(ControllerID.mariaDB.rawValue)]
        guard runtime.isUp else { return true }
        guard let service = databaseService(cluster),
            let number = runtime.known(WorkKey(cluster: cluster, object: service.key))
        else { return false }
        let item = runtime.items[Int(number)]
        return item.isQueued || item.isRunning || item.wakeAt != .never
    }
}

extension ObjectStore {
    /// The Service of the database; nil when there is none.
    public var databaseService: Stored<ServiceSpec>? {
        var found: Stored<ServiceSpec>?
        forEach(ServiceSpec.kind, by: IndexKey("name", DatabaseNames.service)) {
            let service = unsafeDowncast($0, to: Stored<ServiceSpec>.self)
            guard service.object.metadata.name == DatabaseNames.service,
                service.object.spec.selector["application"] == DatabaseNames.application
            else { return true }
            found = service
            return false
        }
        return found
    }
}
