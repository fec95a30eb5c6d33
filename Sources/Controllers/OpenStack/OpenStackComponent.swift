public import Kubernetes

/// What the OpenStack controller says of the health of a workload.
///
/// Source: Mirantis/rockoon rockoon/health.py, rockoon/kube.py.
public enum OpenStackComponent {
    /// The application and the component that a workload is called in the health: the label `application`,
    /// and the object's name without all up to the application. Instances of RabbitMQ for one service count
    /// for that service.
    public static func name(_ metadata: ObjectMeta, kind: KindID) -> (application: String, component: String)?
    {
        guard let application = metadata.labels["application"] else { return nil }
        let name = metadata.name
        if kind == StatefulSetSpec.kind, application == "rabbitmq", name.hasPrefix("openstack-"),
            name.hasSuffix("-rabbitmq-rabbitmq")
        {
            let service = name.dropFirst("openstack-".count).dropLast("-rabbitmq-rabbitmq".count)
            return (String(service), "rabbitmq")
        }
        if kind == StatefulSetSpec.kind, application == "rabbitmq" { return ("rabbitmq", "server") }
        let prefix = application + "-"
        var rest = name[...]
        while !rest.isEmpty {
            if rest.hasPrefix(prefix) { return (application, String(rest.dropFirst(prefix.count))) }
            rest = rest.dropFirst()
        }
        return (application, name)
    }

    /// Whether a Deployment or StatefulSet is ready.
    public static func isReady(replicas: Int64, _ metadata: ObjectMeta, _ status: WorkloadStatus) -> Bool {
        status.observedGeneration >= metadata.generation && status.updatedReplicas == replicas
            && status.readyReplicas == replicas
    }

    /// Whether a DaemonSet is ready.
    public static func isReady(_ metadata: ObjectMeta, _ status: WorkloadStatus, onDelete: Bool) -> Bool {
        let ready = status.numberReady ?? 0
        let wanted = (onDelete ? status.desiredNumberScheduled : status.updatedNumberScheduled) ?? 0
        return status.observedGeneration >= metadata.generation && ready == wanted
    }

    /// Whether a workload is ready; nil of an object of another kind.
    public static func isReady(_ stored: StoredObject) -> Bool? {
        switch stored.key.kind {
        case DeploymentSpec.kind:
            let box = unsafeDowncast(stored, to: Stored<DeploymentSpec>.self)
            return isReady(
                replicas: box.object.spec.replicas, box.object.metadata, box.object.status)
        case StatefulSetSpec.kind:
            let box = unsafeDowncast(stored, to: Stored<StatefulSetSpec>.self)
            return isReady(
                replicas: box.object.spec.replicas, box.object.metadata, box.object.status)
        case DaemonSetSpec.kind:
            let box = unsafeDowncast(stored, to: Stored<DaemonSetSpec>.self)
            return isReady(
                box.object.metadata, box.object.status,
                onDelete: box.object.spec.updateStrategy.type == .onDelete)
        default: return nil
        }
    }
}

extension OpenStackComponent {
    /// Whether the health calls two versions of a workload alike and says the same of their generation.
    static func isCalledAlike(_ old: StoredObject?, _ new: StoredObject?) -> Bool {
        guard let old, let new else { return false }
        return observedGeneration(old) == observedGeneration(new) && old.hasLabels(of: new)
    }

    /// The generation that the status of a workload is about.
    static func observedGeneration(_ stored: StoredObject) -> Int64 {
        switch stored.key.kind {
        case DeploymentSpec.kind:
            unsafeDowncast(stored, to: Stored<DeploymentSpec>.self).object.status.observedGeneration
        case StatefulSetSpec.kind:
            unsafeDowncast(stored, to: Stored<StatefulSetSpec>.self).object.status.observedGeneration
        case DaemonSetSpec.kind:
            unsafeDowncast(stored, to: Stored<DaemonSetSpec>.self).object.status.observedGeneration
        default: 0
        }
    }
}
