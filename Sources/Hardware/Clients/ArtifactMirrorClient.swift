public import HardwareInterfaces

/// A client of a real artifact mirror. One attempt a call: retrying is a controller's job.
public protocol ArtifactMirrorClient: Sendable {
    /// Carries out `command`; throws what stood against it.
    func perform(_ command: ArtifactMirrorCommand, on mirror: EquipmentID) async throws(ArtifactMirrorError)
        -> ArtifactMirrorReply
}
