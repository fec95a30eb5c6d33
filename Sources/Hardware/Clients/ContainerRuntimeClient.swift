public import HardwareInterfaces

/// A client of a real container runtime. One attempt a call: retrying is a controller's job.
public protocol ContainerRuntimeClient: Sendable {
    /// Carries out `command`; throws what stood against it.
    func perform(_ command: ContainerRuntimeCommand, on runtime: EquipmentID)
        async throws(ContainerRuntimeError) -> ContainerRuntimeReply
}
