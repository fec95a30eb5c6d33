import Controllers
import Kubernetes
import Simulation

/// What a cloud with an OpenStackDeployment has at rest.
extension Importer {
    /// What its OpenStackDeployment comes to under the release that OpenStack is at; nil when it has none, or
    /// one that its controller leaves alone.
    mutating func openStackPlan() -> OpenStackPlan? {
        guard options.openStack == .modelled else { return nil }
        let deployments = all(OpenStackDeployment.self, 1)
        guard let deployment = deployments.first else {
            if !all(ClusterWorkloadLock.self, 1).isEmpty {
                notes.append(
                    "the input has no OpenStackDeployment: durations stand for the update of OpenStack")
            }
            return nil
        }
        if deployments.count > 1 {
            notes.append(
                "the input has \(deployments.count) OpenStackDeployments: only \(deployment.metadata.name) is looked at"
            )
        }
        if deployment.spec.draft {
            notes.append("OpenStackDeployment \(deployment.metadata.name) is a draft: nothing is made of it")
            return nil
        }
        if deployment.spec.openstackVersion.isEmpty {
            notes.append(
                "OpenStackDeployment \(deployment.metadata.name) has no openstack_version: nothing is made of it"
            )
            return nil
        }
        let lock = all(ClusterWorkloadLock.self, 1).first { $0.spec.controllerName == "openstack" }
        guard let release = lock?.status.release, !release.isEmpty else { return nil }
        openStack.openSDN = catalogue.openStack.openSDN
        guard let plan = OpenStackPlan(deployment, openStack, controllerVersion: release) else { return nil }
        guard let reason = reasonWithoutOpenSDN(plan) else { return plan }
        if plan.usesOpenSDN { notes.append("\(reason): nothing is made of OpenSDN but its locks") }
        openStack.openSDN = []
        return OpenStackPlan(deployment, openStack, controllerVersion: release)
    }

    /// Why the workloads of OpenSDN are not looked at; nil when they are.
    private mutating func reasonWithoutOpenSDN(_ plan: OpenStackPlan) -> String? {
        guard plan.usesOpenSDN else { return "the networking is of another back end" }
        guard all(Node.self, 1).contains(where: Application.tungstenFabric.isAt) else {
            return "no node has the label tfvrouter"
        }
        guard stores[1].count(PodSpec.kind) > 0 else { return nil }
        let namespaces = Set(plan.openSDN.map(\.namespace))
        let isThere = all(DaemonSet.self, 1).contains { namespaces.contains($0.metadata.namespace) }
        return isThere ? nil : "the input has pods, and no DaemonSet of OpenSDN"
    }

    /// Lets the workloads of a plan stand on the nodes, their Jobs done; answers how many pods that are.
    mutating func run(_ plan: OpenStackPlan, _ nodes: [Node]) throws(CloudError) -> Int {
        var made = 0
        var homeless: [String] = []
        for service in plan.openSDN + plan.services + [plan.cache].compactMap({ $0 }) {
            for row in plan.workloads(of: service) {
                let document = plan.document(row, of: service)
                if !hasOwn(row.kind.rawValue, document["metadata"]) {
                    let before = made
                    switch row.kind {
                    case .deployment: made += try add(try take(document) as Deployment, nodes)
                    case .statefulSet: made += try add(try take(document) as StatefulSet, nodes)
                    case .daemonSet: made += try add(try take(document) as DaemonSet, nodes)
                    }
                    if made == before { try leavePending(document, row, &homeless) }
                }
                guard let budget = plan.budget(row, of: service),
                    !hasOwn("PodDisruptionBudget", budget["metadata"])
                else { continue }
                try put(try take(budget) as PodDisruptionBudget, 1)
            }
            _ = try finish(plan.jobs(of: service), of: service, plan)
        }
        if !homeless.isEmpty {
            notes.append(
                "no node takes the pods of \(homeless.joined(separator: ", ")): OpenStack is not healthy before its nodes have their labels"
            )
        }
        return made
    }

    /// Lets Jobs of a service that the input does not have be done; answers how many.
    private mutating func finish(
        _ rows: [OpenStackJob], of service: OpenStackService, _ plan: OpenStackPlan
    ) throws(CloudError) -> Int {
        var made = 0
        for row in rows where !hasOwn("Job", plan.document(row, of: service)["metadata"]) {
            var job: Job = try take(plan.document(row, of: service))
            job.status.succeeded = 1
            job.status.startTime = now
            job.status.completionTime = now
            job.status.conditions = [
                WorkloadCondition("Complete", true, reason: "CompletionsReached", at: now)
            ]
            try put(job, 1)
            made += 1
        }
        return made
    }

    /// Lets the Jobs of a plan be done that an input with pods of its own does not have: pods wait for them
    /// when they start, and those that run have not waited in vain.
    mutating func finishJobs(of plan: OpenStackPlan) throws(CloudError) {
        var made = 0
        for service in plan.services {
            made += try finish(plan.jobs(of: service), of: service, plan)
        }
        if made > 0 { notes.append("\(made) Jobs of OpenStack are not in the input: they count as done") }
    }

    /// Says what pods of a plan would wait for that it does not have.
    mutating func noteMissingDependencies(of plan: OpenStackPlan) {
        let missing = plan.missingDependencies
        guard !missing.isEmpty else { return }
        notes.append(
            "nothing of the OpenStackDeployment is behind \(missing.joined(separator: ", ")): no pod waits for it"
        )
    }

    /// A workload that no node takes is there nevertheless; a DaemonSet then has nothing to do.
    private mutating func leavePending(
        _ document: Value, _ row: OpenStackWorkload, _ homeless: inout [String]
    ) throws(CloudError) {
        switch row.kind {
        case .deployment: try put(try take(document) as Deployment, 1)
        case .statefulSet: try put(try take(document) as StatefulSet, 1)
        case .daemonSet:
            var set: DaemonSet = try take(document)
            set.status = set.settledStatus(0)
            return try put(set, 1)
        }
        homeless.append(row.name)
    }

    /// Says of a deployment at rest what its controller would have said: all services applied, and the health
    /// of what there is. One that the input has under way goes on from there.
    mutating func settleOpenStack(_ plan: OpenStackPlan) throws(CloudError) {
        guard let deployment = all(OpenStackDeployment.self, 1).first else { return }
        let metadata = deployment.metadata
        var status = OpenStackStatus(atRest: plan, at: now)
        for kind in [DeploymentSpec.kind, StatefulSetSpec.kind, DaemonSetSpec.kind] {
            for stored in stores[1].list(kind) where stored.metadata.namespace == metadata.namespace {
                status.health.take(stored)
            }
        }
        status.osdpl.health = OpenStackDeploymentController.summary(status.health)
        if var own = find(
            OpenStackDeploymentStatus.self, metadata.name, namespace: metadata.namespace, 1)
        {
            guard own.status.osdpl.state == .applied else { return }
            own.status = status
            replace(own, 1)
        } else {
            var own = OpenStackDeploymentStatus(
                metadata: ObjectMeta(name: metadata.name, namespace: metadata.namespace))
            own.status = status
            try put(own, 1)
        }
    }

    private func take<Spec>(_ document: Value) throws(CloudError) -> Resource<Spec> {
        do throws(FieldError) { return try Resource(value: document) } catch {
            throw CloudError(error, file: "openstack")
        }
    }
}
