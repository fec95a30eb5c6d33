public import HardwareClients
public import HardwareInterfaces

/// A client of container runtimes that speak the Docker Engine's API: MCR, Docker, Podman. One attempt a
/// call; a command may need several requests.
///
/// An upgrade of the engine is a package's, and what a release's images are is not the engine's to know: both
/// are `unsupported`, the second unless the device was given them.
/// Source: moby/moby api/swagger.yaml.
public final class DockerClient: ContainerRuntimeClient {
    private let http: HTTPService
    private let services: [EquipmentID: DockerService]

    /// Makes a client of some engines; nothing is sent yet. It must be closed.
    public init(devices: [EquipmentID: DockerDevice], limits: TimeLimits = TimeLimits()) {
        let http = HTTPService(limits: limits)
        self.http = http
        services = devices.mapValues { DockerService(device: $0, http: http, limits: limits) }
    }

    /// Ends all connections.
    public func close() async { await http.close() }

    /// Carries out `command`; throws what stood against it.
    public func perform(
        _ command: ContainerRuntimeCommand, on runtime: EquipmentID
    ) async throws(ContainerRuntimeError) -> ContainerRuntimeReply {
        try await services.perform(command, on: runtime)
    }

    /// Carries out `command`; throws what stood against it, with the engine's name and the request.
    public func answer(
        _ command: ContainerRuntimeCommand, of runtime: EquipmentID
    ) async throws(DeviceFailure<ContainerRuntimeError>) -> ContainerRuntimeReply {
        try await services.answer(command, of: runtime)
    }
}
