import Kubernetes

/// What the stage of a machine depends on besides the machine: what its LCMCluster wants.
struct WantedRelease: Sendable {
    private let cluster: Stored<LCMClusterSpec>

    init(_ cluster: Stored<LCMClusterSpec>) { self.cluster = cluster }

    /// Whether `other` wants the same of machines, as far as generations tell.
    func isSame(as other: Stored<LCMClusterSpec>) -> Bool {
        cluster === other
            || cluster.object.metadata.uid == other.object.metadata.uid
                && cluster.object.metadata.generation == other.object.metadata.generation
    }

    /// The stage of a machine.
    func stage(of machine: Stored<LCMMachineSpec>) -> MachineStage {
        if machine.object.status.release == cluster.object.spec.release { return .done }
        guard machine.object.isAssigned(.prepare, of: cluster.object) else { return .waiting }
        let isPrepared =
            machine.progress.isDone(.prepare)
            && machine.object.status.agentVersion == cluster.object.spec.agentConfig.version
        return isPrepared ? .prepared : .preparing
    }
}
