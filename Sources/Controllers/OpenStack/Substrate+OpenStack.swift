import Kubernetes
import Simulation

/// What Helm does for the OpenStack controller: it asks the API server itself.
extension Substrate {
    /// Makes a workload what its row says; true when it is already.
    mutating func ensure(
        _ row: OpenStackWorkload, of service: OpenStackService, _ plan: OpenStackPlan, cluster: UInt8
    ) -> Bool {
        ensure(row, as: plan.document(row, of: service), cluster: cluster)
    }

    /// Makes a workload what a document of its row says; true when it is already.
    mutating func ensure(_ row: OpenStackWorkload, as document: Value, cluster: UInt8) -> Bool {
        switch row.kind {
        case .deployment: ensure(Deployment.self, document, cluster: cluster)
        case .statefulSet: ensure(StatefulSet.self, document, cluster: cluster)
        case .daemonSet: ensure(DaemonSet.self, document, cluster: cluster)
        }
    }

    /// Makes a Job what its row says; true when it is already. A Job can't be changed: one with another
    /// template is deleted first.
    ///
    /// Source: Mirantis/rockoon rockoon/services/base.py (immutable objects are recreated).
    mutating func ensure(
        _ row: OpenStackJob, of service: OpenStackService, _ plan: OpenStackPlan, cluster: UInt8
    ) -> Bool {
        let wanted: Job = read(plan.document(row, of: service))
        let found = getLive(Job.self, key(wanted), cluster: cluster, because: "Helm asks the API server")
        if let found {
            if found.object.spec.template.runsTheSame(as: wanted.spec.template) { return true }
            delete(found.object, cluster: cluster)
        }
        create(wanted, cluster: cluster)
        return false
    }

    /// Makes all objects of a service what their rows say; true when they are already. CronJobs are left out:
    /// they are beats of the table of rhythms, which find nothing (`EstateRhythm`).
    @discardableResult mutating func ensureAll(
        of service: OpenStackService, _ plan: OpenStackPlan, cluster: UInt8
    ) -> Bool {
        let count = writes.count
        for row in plan.workloads(of: service) {
            _ = ensure(row, of: service, plan, cluster: cluster)
            guard let document = plan.budget(row, of: service) else { continue }
            let budget: PodDisruptionBudget = read(document)
            createIfMissing(budget, cluster: cluster)
        }
        for row in plan.jobs(of: service) { _ = ensure(row, of: service, plan, cluster: cluster) }
        return writes.count == count
    }

    /// The workload of a row as the API server has it.
    mutating func find(
        _ row: OpenStackWorkload, of service: OpenStackService, cluster: UInt8
    ) -> StoredObject? {
        let kind =
            switch row.kind {
            case .deployment: DeploymentSpec.kind
            case .statefulSet: StatefulSetSpec.kind
            case .daemonSet: DaemonSetSpec.kind
            }
        let key = ObjectKey(
            kind: kind, namespace: kernel.names.intern(service.namespace),
            name: kernel.names.intern(row.name))
        return getLive(key, cluster: cluster, because: "the controller reads what it has just applied")
    }

    /// A node on which the pod of a DaemonSet is missing or not ready; the DaemonSet when there is none.
    mutating func nodeWithoutPod(of set: Stored<DaemonSetSpec>, cluster: UInt8) -> Subject {
        let pods = listKnown(
            Pod.self, by: IndexKey(owner: set.object.metadata.uid), cluster: cluster,
            because: "only names who is waited for")
        var ready: Set<String> = []
        for pod in pods where pod.object.status.isReady { ready.insert(pod.object.spec.nodeName) }
        let placement = DaemonPlacement(set.object)
        let node = firstKnown(Node.self, cluster: cluster, because: "only names who is waited for") {
            placement.admits($0) && !ready.contains($0.object.metadata.name)
        }
        return node?.key.subject(cluster: cluster) ?? set.key.subject(cluster: cluster)
    }

    /// A node of a DaemonSet that is not Ready: while there is one, images are not cached there, whatever the
    /// status of the set says. Nil when all are.
    mutating func unreadyNode(of set: Stored<DaemonSetSpec>, cluster: UInt8) -> Subject? {
        let placement = DaemonPlacement(set.object)
        return firstKnown(
            Node.self, cluster: cluster, because: "the pods' own condition would say it"
        ) { !$0.object.status.isReady && placement.admits($0) }?.key.subject(cluster: cluster)
    }

    private mutating func ensure<Spec: TemplatedSpec>(
        _ type: Resource<Spec>.Type, _ document: Value, cluster: UInt8
    ) -> Bool {
        let wanted: Resource<Spec> = read(document)
        guard
            let found = getLive(type, key(wanted), cluster: cluster, because: "Helm asks the API server")
        else {
            create(wanted, cluster: cluster)
            return false
        }
        var next = found.object
        if next.metadata.annotations[OpenStackPlan.certainty] != nil {
            next.spec = wanted.spec
        } else {
            // An object of the input keeps what it says; only its images are those of the plan. What holds
            // images has one container for each.
            let containers = wanted.spec.template.spec.containers
            if containers.count > 1 {
                next.spec.template.spec.containers = containers
            } else {
                let image = containers.first?.image ?? ""
                for index in next.spec.template.spec.containers.indices {
                    next.spec.template.spec.containers[index].image = image
                }
            }
        }
        guard next.spec != found.object.spec else { return true }
        update(next, cluster: cluster)
        return false
    }

    private mutating func createIfMissing<Spec>(_ wanted: Resource<Spec>, cluster: UInt8) {
        let found = getLive(
            Resource<Spec>.self, key(wanted), cluster: cluster, because: "Helm asks the API server")
        if found == nil { create(wanted, cluster: cluster) }
    }

    /// A document of the plan as an object; a plan that makes no object of its kind is a mistake of ours.
    private func read<Spec>(_ document: Value) -> Resource<Spec> {
        do throws(FieldError) { return try Resource(value: document) } catch {
            preconditionFailure("the plan makes no \(Spec.info.kind): \(error)")
        }
    }
}

extension PodTemplate {
    /// Whether the containers run the same images: all else of a Job's template follows from its row.
    fileprivate func runsTheSame(as other: PodTemplate) -> Bool {
        spec.containers.map(\.image) == other.spec.containers.map(\.image)
    }
}
