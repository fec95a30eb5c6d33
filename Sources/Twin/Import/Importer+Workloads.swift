import Controllers
import Kubernetes
import Simulation

extension Importer {
    /// The workloads of the catalogue with their pods, unless the input has pods of its own.
    mutating func deriveWorkloads() throws(CloudError) {
        guard all(Pod.self, 1).isEmpty else {
            settleBudgets()
            return
        }
        let nodes = all(Node.self, 1)
        var made = 0
        for document in catalogue.workloads {
            // What the input has of its own stands.
            if hasOwn(document["kind"]?.string, document["metadata"]) { continue }
            switch document["kind"]?.string {
            case "Deployment": made += try run(try read(document) as Deployment, nodes)
            case "StatefulSet": made += try run(try read(document) as StatefulSet, nodes)
            case "DaemonSet": made += try run(try read(document) as DaemonSet, nodes)
            case "PodDisruptionBudget": try put(try read(document) as PodDisruptionBudget, 1)
            default: break
            }
        }
        dropIdleBudgets()
        settleBudgets()
        notes.append(
            "the input has no pods: \(made) pods of the catalogue's baseline workloads stand on its nodes")
    }

    private func read<Spec>(_ document: Value) throws(CloudError) -> Resource<Spec> {
        do throws(FieldError) { return try Resource(value: document) } catch {
            throw CloudError(error, file: "workloads/baseline.yaml")
        }
    }

    /// Whether the input has an object of this kind and name.
    private func hasOwn(_ kind: String?, _ metadata: Value?) -> Bool {
        cloud.objects.contains { object in
            object.home == .mosk && object.info.kind == kind && object.name == metadata?["name"]?.string
                && object.namespace == metadata?["namespace"]?.string
        }
    }

    private mutating func run(_ deployment: Deployment, _ nodes: [Node]) throws(CloudError) -> Int {
        let places = spread(deployment.spec.template.spec, Int(deployment.spec.replicas), nodes)
        guard !places.isEmpty else { return 0 }
        var deployment = deployment
        deployment.status.replicas = deployment.spec.replicas
        deployment.status.readyReplicas = deployment.spec.replicas
        try put(deployment, 1)
        guard let owner = all(Deployment.self, 1).last else { return 0 }
        for (index, place) in places.enumerated() {
            let pod = Pod("\(owner.metadata.name)-\(index)", of: owner, template: owner.spec.template)
            try start(pod, on: place)
        }
        return places.count
    }

    private mutating func run(_ set: StatefulSet, _ nodes: [Node]) throws(CloudError) -> Int {
        let places = spread(set.spec.template.spec, Int(set.spec.replicas), nodes)
        guard !places.isEmpty else { return 0 }
        var set = set
        set.status.replicas = set.spec.replicas
        set.status.readyReplicas = set.spec.replicas
        try put(set, 1)
        guard let owner = all(StatefulSet.self, 1).last else { return 0 }
        for (ordinal, place) in places.enumerated() {
            let (pod, claims) = WorkloadController.wantedPod("\(owner.metadata.name)-\(ordinal)", of: owner)
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
        let places = nodes.filter { $0.hosts(set) }.map(\.metadata.name)
        guard !places.isEmpty else { return 0 }
        try put(set, 1)
        guard let owner = all(DaemonSet.self, 1).last else { return 0 }
        for place in places {
            let pod = Pod("\(owner.metadata.name)-\(place)", of: owner, template: owner.spec.template)
            try start(pod, on: place)
        }
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
        let pods = all(Pod.self, 1)
        for budget in all(PodDisruptionBudget.self, 1) {
            let covers = pods.contains {
                $0.metadata.namespace == budget.metadata.namespace
                    && budget.spec.covers($0.metadata.labels)
            }
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
