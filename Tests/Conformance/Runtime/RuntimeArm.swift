import HardwareAdapters
import HardwareClients
import HardwareInterfaces
import Testing

/// A container runtime to which the suite puts its assertions, with what is known of where it differs.
struct RuntimeArm: Sendable {
    /// The runtimes that there are.
    enum Kind: String, CaseIterable, Sendable {
        /// The twin's own.
        case simulator
        /// Docker Engine.
        case docker
        /// Podman behind its Docker-like API.
        case podman
    }

    /// What a runtime may tell of itself.
    enum Fact: String, CaseIterable, Sendable {
        case product, apiVersion, oldestAPIVersion, operatingSystem, kernel, architecture, cgroupVersion
        case cgroupDriver, storageDriver, liveRestore, swarm, containers, images, processors, memory
    }

    static let runtime = EquipmentID(kind: .containerRuntime, index: 0)
    static let image = "127.0.0.1:5000/image:1"

    var kind: Kind
    var client: any ContainerRuntimeClient
    /// What it does not tell.
    var untold: Set<Fact>
    /// Some of its containers; their identifiers are not known.
    var known: [RuntimeContainer]
    /// An image that it cannot pull; nil where it can pull all.
    var missingImage: String?
    /// Whether it can be asked to upgrade itself.
    var upgrades = false
    /// Its part in a swarm.
    var swarm: SwarmMembership.State?

    func perform(_ command: ContainerRuntimeCommand) async throws -> ContainerRuntimeReply {
        try await client.perform(command, on: Self.runtime)
    }

    func facts() async throws -> ContainerRuntimeFacts {
        guard case .facts(let facts) = try await perform(.readFacts) else { throw OddReply() }
        return facts
    }

    func containers() async throws -> [RuntimeContainer] {
        guard case .containers(let containers) = try await perform(.listContainers) else { throw OddReply() }
        return containers
    }

    /// A reply to another command.
    struct OddReply: Error {}

    /// Runs a body with the arm of a kind, and closes its client.
    static func with(_ kind: Kind, _ body: (RuntimeArm) async throws -> Void) async throws {
        switch kind {
        case .simulator:
            let known = ["ucp-controller", "ucp-kubelet", "ucp-kv"].map { name in
                container(name, image: image(of: name), .running)
            }
            let arm = RuntimeArm(
                kind: kind, client: SimulatedEquipment(),
                untold: [
                    .apiVersion, .oldestAPIVersion, .architecture, .cgroupVersion, .cgroupDriver,
                    .storageDriver, .images, .processors, .memory,
                ],
                known: known, upgrades: true, swarm: .active)
            try await body(arm)
        case .docker, .podman:
            let peer = try await Peers.shared.peer(kind.rawValue, script: kind.rawValue)
            let device = DockerDevice(
                name: kind.rawValue, socket: peer.address, images: ["21.0": [Self.image, Self.image]])
            try await closing(DockerClient(devices: [runtime: device])) { client in
                var arm = RuntimeArm(
                    kind: kind, client: client, untold: [], known: furnished(isPodman: kind == .podman),
                    missingImage: "127.0.0.1:5000/image:2")
                // Debian's Docker has no name of a product; Podman knows no swarms.
                arm.untold = kind == .docker ? [.product] : [.swarm]
                arm.swarm = kind == .docker ? .inactive : nil
                try await body(arm)
            }
        }
    }

    /// Runs a body with a client, and closes that.
    static func closing(_ client: DockerClient, _ body: (DockerClient) async throws -> Void) async throws {
        do {
            try await body(client)
        } catch {
            await client.close()
            throw error
        }
        await client.close()
    }

    private static func image(of component: String) -> String {
        switch component {
        case "ucp-controller": "mirantis/ucp-controller:3.7.12"
        case "ucp-kv": "mirantis/ucp-etcd:3.7.12"
        default: "mirantis/ucp-hyperkube:3.7.12"
        }
    }

    private static func container(
        _ name: String, image: String, _ state: RuntimeContainer.State, exitCode: Int? = nil
    ) -> RuntimeContainer {
        var container = RuntimeContainer(id: "", name: name, image: image, state: state)
        container.exitCode = exitCode
        container.restarts = 0
        container.wasOutOfMemory = false
        return container
    }

    /// The containers that the scripts make. Podman does not tell that memory was short, and runs checks of
    /// health by systemd alone.
    private static func furnished(isPodman: Bool) -> [RuntimeContainer] {
        let image = "docker.io/twin/busybox:1"
        var hungry = container("hungry", image: image, .exited, exitCode: 137)
        hungry.wasOutOfMemory = true
        var failing = container("failing", image: image, .exited, exitCode: 1)
        failing.restarts = 2
        var ailing = container("ailing", image: image, .running)
        ailing.health = isPodman ? .starting : .unhealthy
        return [ailing, failing, hungry, container("running", image: image, .running)].map { container in
            var container = container
            if isPodman { container.wasOutOfMemory = nil }
            return container
        }
    }
}
