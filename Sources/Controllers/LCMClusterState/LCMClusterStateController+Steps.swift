import HardwareInterfaces
import Kubernetes
import Simulation

extension LCMClusterStateController {
    /// Cordons a node, then asks for the eviction of everything but daemon pods and waits until they are
    /// gone.
    func drain(_ state: LCMClusterState, _ mosk: UInt8, _ substrate: inout Substrate) -> ReconcileResult {
        let key = substrate.key(Node.self, state.spec.arg)
        guard let box = substrate.box(Node.self, key, cluster: mosk) else {
            return reached(state, &substrate)
        }
        if box.object.spec.unschedulable != true {
            var node = box.object
            node.spec.unschedulable = true
            substrate.update(node, cluster: mosk, note: Write.Note(LCMEntry.cordoned.kind))
        }
        var remaining = 0
        var first: Subject?
        for pod in substrate.boxes(Pod.self, by: IndexKey("node", state.spec.arg), cluster: mosk)
        where !pod.object.metadata.isDaemonPods && !pod.object.status.phase.isOver {
            remaining += 1
            first = first ?? pod.key.subject(cluster: mosk)
            if !pod.object.metadata.isDeleting { substrate.evict(pod.object, cluster: mosk) }
        }
        guard remaining > 0, let first else {
            return reached(state, &substrate, Write.Note(LCMEntry.drained.kind, substrate.text("Kubernetes")))
        }
        // A refused eviction makes the budget the holder instead of the pod.
        return .blocked(on: first, rule: WaitRule(.podsToLeave), retry: nil)
    }

    /// Lets a node take workloads again.
    func uncordon(_ state: LCMClusterState, _ mosk: UInt8, _ substrate: inout Substrate) -> ReconcileResult {
        let key = substrate.key(Node.self, state.spec.arg)
        if var node = substrate.get(Node.self, key, cluster: mosk), node.spec.unschedulable == true {
            node.spec.unschedulable = nil
            substrate.update(
                node, cluster: mosk, note: Write.Note(LCMEntry.uncordoned.kind, substrate.text("Kubernetes")))
        }
        return reached(state, &substrate)
    }

    /// Has Swarm drain a node or use it again.
    func swarm(_ state: LCMClusterState, _ mosk: UInt8, _ substrate: inout Substrate) -> ReconcileResult {
        let availability = state.spec.value == "true" ? EngineAvailability.drain : .active
        let engine = EquipmentID(
            kind: .kubernetesEngine, index: substrate.estate.clusters[Int(mosk)].engine)
        let answer = substrate.perform(
            .kubernetesEngine(.setAvailability(node: state.spec.arg, availability)), on: engine,
            summary: "set availability of \(state.spec.arg) to \(availability.rawValue)", timeout: .minutes(2)
        )
        switch answer {
        case nil: return .waiting
        case .success:
            return reached(
                state, &substrate,
                state.spec.value == "true"
                    ? Write.Note(LCMEntry.drained.kind, substrate.text("Swarm"))
                    : Write.Note(LCMEntry.uncordoned.kind, substrate.text("Swarm")))
        // What is no member takes no tasks.
        case .failure(.kubernetesEngine(.unknownNode)) where state.isForDeletion:
            return reached(state, &substrate)
        case .failure(let error): return failed(state, engine, error, &substrate)
        }
    }

    /// Removes a node from Swarm, whether it runs or not. With it goes its Node object, as MKE has it.
    ///
    /// Source: Mirantis/mcc-api pkg/apis/lcm/v1alpha1/lcmclusterstate_types.go (swarm-remove); that the
    /// object goes at the same moment is inferred.
    func remove(_ state: LCMClusterState, _ mosk: UInt8, _ substrate: inout Substrate) -> ReconcileResult {
        guard state.spec.value == "true" else { return reached(state, &substrate) }
        let engine = EquipmentID(
            kind: .kubernetesEngine, index: substrate.estate.clusters[Int(mosk)].engine)
        let answer = substrate.perform(
            .kubernetesEngine(.remove(node: state.spec.arg)), on: engine,
            summary: "remove \(state.spec.arg)", timeout: .minutes(2))
        switch answer {
        case nil: return .waiting
        case .success, .failure(.kubernetesEngine(.unknownNode)):
            let key = substrate.key(Node.self, state.spec.arg)
            guard let node = substrate.get(Node.self, key, cluster: mosk) else {
                return reached(state, &substrate)
            }
            substrate.delete(node, cluster: mosk, note: Write.Note(LCMEntry.nodeRemoved.kind))
            return reached(state, &substrate)
        case .failure(let error): return failed(state, engine, error, &substrate)
        }
    }

    /// The engine did not do what the state asks for: the state says so, and it is asked again.
    private func failed(
        _ state: LCMClusterState, _ engine: EquipmentID, _ error: EquipmentError,
        _ substrate: inout Substrate
    ) -> ReconcileResult {
        substrate.forgetAnswers()
        if state.isForDeletion, state.status.message != error.summary {
            var state = state
            state.status.message = error.summary
            state.status.attempt += 1
            substrate.updateStatus(state, cluster: 0)
        }
        return .blocked(
            on: substrate.equipment(engine), rule: WaitRule(.message, error.summary), retry: .seconds(10))
    }

    /// Says that the state is reached.
    func reached(
        _ state: LCMClusterState, _ substrate: inout Substrate, _ note: Write.Note? = nil
    ) -> ReconcileResult {
        var state = state
        state.status.value = state.spec.value
        state.status.message = ""
        substrate.updateStatus(state, cluster: 0, note: note)
        return .settled
    }
}

extension Pod {
    /// Whether a DaemonSet owns the pod.
    var isDaemonPod: Bool { metadata.isDaemonPods }

    /// Whether the pod has run to its end.
    var isFinished: Bool { status.phase.isOver }
}

// Parts of a pod, since a call on the whole pod in its box copies it.

extension PodPhase {
    /// Whether the pod has run to its end.
    var isOver: Bool { self == .succeeded || self == .failed }
}
