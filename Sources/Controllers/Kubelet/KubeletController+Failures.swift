import HardwareInterfaces
import Kubernetes
import Simulation

/// Containers that fail and are started again.
extension KubeletController {
    /// What becomes of a ready pod whose containers fail by a fault; nil when they don't.
    func failure(
        of pod: Stored<PodSpec>, _ work: WorkKey, _ memory: inout KubeletMemory, _ substrate: inout Substrate
    ) -> ReconcileResult? {
        guard let fault = substrate.crashFault(of: pod, work) else { return nil }
        let length = substrate.kernel.duration(
            "pod.crash", node: pod.object.spec.nodeName,
            occurrence: Kernel.occurrence(pod.object.metadata.name))
        let due = substrate.apiFaults[fault].since + length
        guard due <= substrate.kernel.now else { return .after(due - substrate.kernel.now) }
        return fail(pod, by: fault, work, &memory, &substrate)
    }

    /// The containers of a pod fail. A status that says so already is not written again.
    func fail(
        _ box: Stored<PodSpec>, by fault: Int, _ work: WorkKey, _ memory: inout KubeletMemory,
        _ substrate: inout Substrate
    ) -> ReconcileResult {
        let uid = box.object.metadata.uid
        substrate.countCrash(of: uid, by: fault)
        var restarts = memory.restarts[uid] ?? RestartBackoff()
        restarts.end(at: substrate.kernel.now)
        memory.restarts[uid] = restarts
        let (word, count) = (KubernetesEntry.containerFailed.kind, Int64(restarts.ends))
        if box.object.hasFailedContainers {
            substrate.kernel.recordAsCause(
                word, work.object.subject(cluster: work.cluster), value: count)
        } else {
            var pod = box.object
            pod.status.phase = .running
            pod.status.isReady = false
            pod.status.startTime = nil
            substrate.updateStatus(
                pod, cluster: work.cluster, note: Write.Note(word, value: count))
        }
        return backOff(restarts, work, substrate) ?? .after(.zero)
    }

    /// What a pod waits for whose containers have failed; nil once they may start again.
    func backOff(
        _ restarts: RestartBackoff, _ work: WorkKey, _ substrate: borrowing Substrate
    ) -> ReconcileResult? {
        guard restarts.ends > 0, restarts.begunAt > substrate.kernel.now else { return nil }
        return .blocked(
            on: work.object.subject(cluster: work.cluster),
            rule: WaitRule(.crashLoopBackOff, "\(restarts.delay)"),
            retry: restarts.begunAt - substrate.kernel.now)
    }
}

extension Pod {
    /// Whether its containers have failed and do not run again yet: their init containers have ended before.
    var hasFailedContainers: Bool {
        status.phase == .running && !status.isReady && status.startTime == nil
    }
}

extension Substrate {
    /// Lets kubelets look at the pods of a workload: a fault of their containers has begun.
    mutating func lookAtPods(of workload: String, cluster: UInt8, cause: EntryID) {
        let pods = listKnown(Pod.self, cluster: cluster, because: "the containers themselves fail")
        for pod in pods where pod.object.isOf(workload) {
            enqueue(.kubelet, WorkKey(cluster: cluster, object: pod.key), cause: cause)
        }
    }

    /// The fault by which the containers of a pod fail at present; nil without one.
    func crashFault(of pod: Stored<PodSpec>, _ work: WorkKey) -> Int? {
        guard !apiFaults.isEmpty else { return nil }
        return apiFaults.firstIndex { active in
            guard case .containersCrash(work.cluster, let workload, let times) = active.fault else {
                return false
            }
            return active.crashes[pod.object.metadata.uid, default: 0] < times && pod.object.isOf(workload)
        }
    }

    /// The containers of a pod have failed once more by a fault.
    mutating func countCrash(of pod: UID, by fault: Int) {
        apiFaults[fault].crashes[pod, default: 0] += 1
        feel(fault)
    }
}

extension Pod {
    /// Whether it is of a workload, or of a ReplicaSet of it.
    fileprivate func isOf(_ workload: String) -> Bool {
        metadata.ownerReferences.contains { owner in
            guard owner.kind == "ReplicaSet" else { return owner.name == workload }
            return owner.name.split(separator: "-").dropLast().joined(separator: "-") == workload
        }
    }
}
