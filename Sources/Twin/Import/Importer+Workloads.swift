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
            do throws(FieldError) {
                switch document["kind"]?.string {
                case "Deployment": made += run(try Deployment(value: document), nodes)
                case "StatefulSet": made += run(try StatefulSet(value: document), nodes)
                case "DaemonSet": made += run(try DaemonSet(value: document), nodes)
                case "PodDisruptionBudget": put(try PodDisruptionBudget(value: document), 1)
                default: break
                }
            } catch {
                throw CloudError(error, file: "workloads/baseline.yaml")
            }
        }
        dropIdleBudgets()
        settleBudgets()
        notes.append(
            "the input has no pods: \(made) pods of the catalogue's baseline workloads stand on its nodes")
    }

    /// Whether the input has an object of this kind and name.
    private func hasOwn(_ kind: String?, _ metadata: Value?) -> Bool {
        cloud.objects.contains { object in
            object.home == .mosk && object.info.kind == kind && object.name == metadata?["name"]?.string
                && object.namespace == metadata?["namespace"]?.string
        }
    }

    private mutating func run(_ deployment: Deployment, _ nodes: [Node]) -> Int {
        let places = spread(deployment.spec.template.spec, Int(deployment.spec.replicas), nodes)
        guard !places.isEmpty else { return 0 }
        var deployment = deployment
        deployment.status.replicas = deployment.spec.replicas
        deployment.status.readyReplicas = deployment.spec.replicas
        put(deployment, 1)
        guard let owner = all(Deployment.self, 1).last else { return 0 }
        for (index, place) in places.enumerated() {
            let pod = Pod("\(owner.metadata.name)-\(index)", of: owner, template: owner.spec.template)
            start(pod, on: place)
        }
        return places.count
    }

    private mutating func run(_ set: StatefulSet, _ nodes: [Node]) -> Int {
        let places = spread(set.spec.template.spec, Int(set.spec.replicas), nodes)
        guard !places.isEmpty else { return 0 }
        var set = set
        set.status.replicas = set.spec.replicas
        set.status.readyReplicas = set.spec.replicas
        put(set, 1)
        guard let owner = all(StatefulSet.self, 1).last else { return 0 }
        for (ordinal, place) in places.enumerated() {
            let name = "\(owner.metadata.name)-\(ordinal)"
            var pod = Pod(name, of: owner, template: owner.spec.template)
            for template in owner.spec.volumeClaimTemplates {
                let claim = "\(template.metadata.name)-\(name)"
                pod.spec.volumes.append(PodVolume(name: template.metadata.name, claim: claim))
                var object = PersistentVolumeClaim(
                    metadata: ObjectMeta(name: claim, namespace: owner.metadata.namespace))
                object.metadata.annotations[PersistentVolumeClaim.selectedNode] = place
                put(object, 1)
            }
            start(pod, on: place)
        }
        return places.count
    }

    private mutating func run(_ set: DaemonSet, _ nodes: [Node]) -> Int {
        let places = nodes.filter { $0.hosts(set) }.map(\.metadata.name)
        guard !places.isEmpty else { return 0 }
        put(set, 1)
        guard let owner = all(DaemonSet.self, 1).last else { return 0 }
        for place in places {
            let pod = Pod("\(owner.metadata.name)-\(place)", of: owner, template: owner.spec.template)
            start(pod, on: place)
        }
        return places.count
    }

    /// The nodes for so many pods, one after the other; empty when none fits.
    private func spread(_ pod: PodSpec, _ count: Int, _ nodes: [Node]) -> [String] {
        let fitting = nodes.filter { $0.fits(Pod(metadata: ObjectMeta(), spec: pod)) }.map(\.metadata.name)
        guard !fitting.isEmpty else { return [] }
        return (0..<count).map { fitting[$0 % fitting.count] }
    }

    private mutating func start(_ pod: Pod, on node: String) {
        var pod = pod
        pod.spec.nodeName = node
        pod.status.phase = .running
        pod.status.isReady = true
        pod.status.startTime = now
        put(pod, 1)
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
        let pods = all(Pod.self, 1)
        for var budget in all(PodDisruptionBudget.self, 1) where budget.status.expectedPods == 0 {
            let covered = pods.filter {
                $0.metadata.namespace == budget.metadata.namespace
                    && budget.spec.covers($0.metadata.labels)
            }
            let expected = Int64(covered.count)
            budget.status.expectedPods = expected
            budget.status.currentHealthy = Int64(covered.count(where: \.status.isReady))
            budget.status.desiredHealthy =
                budget.spec.minAvailable?.of(expected)
                ?? max(expected - (budget.spec.maxUnavailable?.of(expected) ?? 1), 0)
            budget.status.disruptionsAllowed = max(
                budget.status.currentHealthy - budget.status.desiredHealthy, 0)
            budget.status.observedGeneration = max(budget.metadata.generation, 1)
            replace(budget, 1)
        }
    }
}
