import Controllers
import Kubernetes
import Simulation

extension Importer {
    /// The workloads of the catalogue with their pods, unless the input has pods of its own.
    mutating func deriveWorkloads(of release: ClusterRelease) throws(CloudError) {
        let plan = openStackPlan()
        if let plan { noteMissingDependencies(of: plan) }
        guard stores[1].count(PodSpec.kind) == 0 else {
            noteRevisions()
            settleBudgets()
            try settleEndpoints()
            try deriveDatabaseState()
            if let plan {
                try finishJobs(of: plan)
                try settleOpenStack(plan)
            }
            return
        }
        let nodes = all(Node.self, 1)
        var made = try runOwn(nodes)
        var services: [Service] = []
        for document in catalogue.workloads {
            // The deployment says what there is of OpenStack.
            if plan != nil, document["metadata"]?["namespace"]?.string == "openstack",
                document["kind"]?.string != "Service"
            {
                continue
            }
            // What the input has of its own stands.
            if hasOwn(document["kind"]?.string, document["metadata"]) { continue }
            switch document["kind"]?.string {
            case "Deployment": made += try add(try read(document) as Deployment, nodes)
            case "StatefulSet": made += try add(try read(document) as StatefulSet, nodes)
            case "DaemonSet": made += try add(try read(document) as DaemonSet, nodes)
            case "PodDisruptionBudget": try put(try read(document) as PodDisruptionBudget, 1)
            case "Service": services.append(try read(document))
            default: break
            }
        }
        let others = made
        if let plan { made += try run(plan, nodes) }
        try deriveServices(services, of: release)
        dropIdleBudgets()
        settleBudgets()
        try settleEndpoints()
        try deriveDatabaseState()
        if let plan { try settleOpenStack(plan) }
        if plan != nil {
            notes.append(
                "the input has no pods: \(made - others) pods of its OpenStackDeployment and \(others) of "
                    + "the catalogue's baseline workloads stand on its nodes"
            )
            return
        }
        notes.append(
            "the input has no pods: \(made) pods of the catalogue's baseline workloads stand on its nodes")
    }

    private func read<Spec>(_ document: Value) throws(CloudError) -> Resource<Spec> {
        do throws(FieldError) { return try Resource(value: document) } catch {
            throw CloudError(error, file: "workloads/baseline.yaml")
        }
    }

    /// Whether the input has an object of this kind and name.
    func hasOwn(_ kind: String?, _ metadata: Value?) -> Bool {
        cloud.objects.contains { object in
            object.home == .mosk && object.info.kind == kind && object.name == metadata?["name"]?.string
                && object.namespace == metadata?["namespace"]?.string
        }
    }

    /// Lets the workloads of the input have their pods.
    private mutating func runOwn(_ nodes: [Node]) throws(CloudError) -> Int {
        var made = 0
        for own in all(Deployment.self, 1) { made += try run(own, nodes) }
        for own in all(StatefulSet.self, 1) { made += try run(own, nodes) }
        for own in all(DaemonSet.self, 1) { made += try run(own, nodes) }
        return made
    }

    /// Adds a workload of the catalogue that has a place to run.
    mutating func add(_ deployment: Deployment, _ nodes: [Node]) throws(CloudError) -> Int {
        guard !spread(deployment.spec.template.spec, 1, nodes).isEmpty else { return 0 }
        try put(deployment, 1)
        return try run(deployment, nodes)
    }

    mutating func add(_ set: StatefulSet, _ nodes: [Node]) throws(CloudError) -> Int {
        guard !spread(set.spec.template.spec, 1, nodes).isEmpty else { return 0 }
        try put(set, 1)
        return try run(set, nodes)
    }

    mutating func add(_ set: DaemonSet, _ nodes: [Node]) throws(CloudError) -> Int {
        guard nodes.contains(where: DaemonPlacement(set).admits) else { return 0 }
        try put(set, 1)
        return try run(set, nodes)
    }

    private mutating func run(_ deployment: Deployment, _ nodes: [Node]) throws(CloudError) -> Int {
        let places = spread(deployment.spec.template.spec, Int(deployment.spec.replicas), nodes)
        let metadata = deployment.metadata
        guard !places.isEmpty,
            var owner = find(Deployment.self, metadata.name, namespace: metadata.namespace, 1)
        else { return 0 }
        owner.status = owner.settledStatus(at: now)
        replace(owner, 1)
        let template = owner.spec.template
        let maker = PodMaker(of: owner, template, label: (RevisionLabel.deployment, template.revision))
        for (index, place) in places.enumerated() {
            try start(maker.make("\(owner.metadata.name)-\(index)"), on: place)
        }
        return places.count
    }

    private mutating func run(_ set: StatefulSet, _ nodes: [Node]) throws(CloudError) -> Int {
        let places = spread(set.spec.template.spec, Int(set.spec.replicas), nodes)
        let metadata = set.metadata
        guard !places.isEmpty,
            var owner = find(StatefulSet.self, metadata.name, namespace: metadata.namespace, 1)
        else { return 0 }
        owner.status = owner.settledStatus()
        replace(owner, 1)
        let revision = owner.status.updateRevision ?? ""
        try put(owner.controllerRevision(revision), 1)
        for (ordinal, place) in places.enumerated() {
            let (pod, claims) = WorkloadController.wantedPod(
                ordinal, of: owner, owner.spec.template, revision: revision)
            for var claim in claims {
                let metadata = claim.metadata
                guard find(PersistentVolumeClaim.self, metadata.name, namespace: metadata.namespace, 1) == nil
                else { continue }
                claim.metadata.annotations[PersistentVolumeClaim.selectedNode] = place
                try put(claim, 1)
            }
            try start(pod, on: place)
        }
        return places.count
    }

    private mutating func run(_ set: DaemonSet, _ nodes: [Node]) throws(CloudError) -> Int {
        let places = nodes.filter(DaemonPlacement(set).admits).map(\.metadata.name)
        let metadata = set.metadata
        guard !places.isEmpty,
            var owner = find(DaemonSet.self, metadata.name, namespace: metadata.namespace, 1)
        else { return 0 }
        owner.status = owner.settledStatus(places.count)
        replace(owner, 1)
        let template = owner.spec.template
        let maker = PodMaker(of: owner, template, label: (RevisionLabel.set, template.revision))
        for place in places { try start(maker.make("\(owner.metadata.name)-\(place)"), on: place) }
        return places.count
    }

    /// The nodes for so many pods, one after the other; empty when none fits.
    private func spread(_ pod: PodSpec, _ count: Int, _ nodes: [Node]) -> [String] {
        let fitting = nodes.filter { $0.fits(Pod(metadata: ObjectMeta(), spec: pod)) }.map(\.metadata.name)
        guard !fitting.isEmpty else { return [] }
        return (0..<count).map { fitting[$0 % fitting.count] }
    }

    private mutating func start(_ pod: Pod, on node: String) throws(CloudError) {
        var pod = pod
        pod.spec.nodeName = node
        pod.status.phase = .running
        pod.status.isReady = true
        pod.status.startTime = now
        try put(pod, 1)
    }

    /// Budgets of the catalogue that cover no pod here are left out.
    private mutating func dropIdleBudgets() {
        for budget in all(PodDisruptionBudget.self, 1) {
            let pods = stores[1].list(PodSpec.kind, by: IndexKey("budgeted", budget.metadata.namespace))
            let covers = pods.contains { budget.spec.covers($0.metadata.labels) }
            guard !covers, !hasOwn("PodDisruptionBudget", budget.encoded()["metadata"]) else { continue }
            do throws(APIError) {
                _ = try stores[1].delete(key(budget), at: .zero, now: now, cause: .none)
            } catch {
                preconditionFailure("budget \(budget.metadata.name) can't be deleted: \(error)")
            }
        }
    }

    /// Says of each budget what the disruption controller would have said.
    private mutating func settleBudgets() {
        for var budget in all(PodDisruptionBudget.self, 1) where budget.status.expectedPods == 0 {
            let pods = stores[1].list(PodSpec.kind, by: IndexKey("budgeted", budget.metadata.namespace))
            budget.status = DisruptionController.wantedStatus(
                of: budget, pods: pods.map { unsafeDowncast($0, to: Stored<PodSpec>.self) }, in: stores[1])
            replace(budget, 1)
        }
    }
}
