public import HardwareClients
public import HardwareInterfaces

/// A client of MKE 3. One attempt a call; a command may need several requests.
///
/// MKE answers the Docker Engine's API for its swarm, behind a log-in of its own. Upgrading, joining and
/// removing nodes is done by LCM on the nodes, and is `unsupported`. No MKE was at hand: what concerns the
/// swarm is tested with Docker's own, the log-in with a double.
/// Sources: moby/moby api/swagger.yaml (nodes); Mirantis/launchpad pkg/mke/mke.go (log-in).
public final class MKEClient: KubernetesEngineClient {
    private let http: HTTPService
    private let services: [EquipmentID: MKEService]

    /// Makes a client of some engines; nothing is sent yet. It must be closed.
    public init(devices: [EquipmentID: HTTPDevice], limits: TimeLimits = TimeLimits()) {
        let http = HTTPService(limits: limits)
        self.http = http
        services = devices.mapValues { MKEService(device: $0, http: http, limits: limits) }
    }

    /// Ends the sessions at the engines and all connections.
    public func close() async {
        for service in services.values { await service.logOut() }
        await http.close()
    }

    /// Carries out `command`; throws what stood against it.
    public func perform(
        _ command: KubernetesEngineCommand, on engine: EquipmentID
    ) async throws(KubernetesEngineError) -> KubernetesEngineReply {
        try await services.perform(command, on: engine)
    }

    /// Carries out `command`; throws what stood against it, with the engine's name and the request.
    public func answer(
        _ command: KubernetesEngineCommand, of engine: EquipmentID
    ) async throws(DeviceFailure<KubernetesEngineError>) -> KubernetesEngineReply {
        try await services.answer(command, of: engine)
    }
}
