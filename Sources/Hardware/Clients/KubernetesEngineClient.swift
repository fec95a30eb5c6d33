public import HardwareInterfaces

/// A client of a real Kubernetes engine. One attempt a call: retrying is a controller's job.
public protocol KubernetesEngineClient: Sendable {
    /// Carries out `command`; throws what stood against it.
    func perform(_ command: KubernetesEngineCommand, on engine: EquipmentID)
        async throws(KubernetesEngineError) -> KubernetesEngineReply
}
