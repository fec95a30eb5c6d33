import HardwareInterfaces
import Kubernetes

/// What an item asks of equipment, in order. Names and parameters of items are the release catalogue's; items
/// that are not known here run as playbooks.
struct ItemAction {
    /// One command, with whom it is for and how the journal words it.
    struct Part {
        var target: EquipmentKind
        var command: EquipmentCommand
        var summary: String
    }

    /// The commands, one after the other.
    var parts: [Part]

    /// The action of `item` at a machine whose node is `node`; `attempt` counts from 1. A machine that is
    /// no node yet becomes one by it, of type `joiningAs`.
    init(_ item: StateItem, node: String, attempt: Int, joiningAs type: MachineType?) {
        switch (item.runner, item.name) {
        case (.downloader, _) where item.isHostOS:
            // 1 MB: guess.
            parts = [Self.fetch(item, .binaries, megabytes: 1, node)]
        case _ where item.isHostOS:
            parts = Self.configure(item, attempt: attempt)
        case (.downloader, _):
            let origin: ArtifactOrigin = item.name.contains("package") ? .packages : .binaries
            parts = [Self.fetch(item, origin, megabytes: item.params["megabytes"].flatMap { Int($0) }, node)]
        case (_, "pull-images"):
            let count = item.params["count"].flatMap { Int($0) } ?? 24
            // 180 MB an image: guess.
            parts = [
                Self.fetch(item, .images, megabytes: count * 180, node),
                Part(
                    target: .containerRuntime,
                    command: .containerRuntime(.pull(release: item.version, count: count)),
                    summary: "\(item.name) \(item.version)"),
            ]
        case (_, "host-os"):
            let package = item.params["kernel"] ?? item.version
            parts = [
                Part(
                    target: .host,
                    command: .host(
                        .installPackages(distribution: item.params["distribution"] ?? "", kernel: package)),
                    summary: "\(item.name) \(item.version)")
            ]
        case (_, "mcr"):
            let version = item.params["mcr_version"] ?? item.version
            parts = [
                Part(
                    target: .containerRuntime, command: .containerRuntime(.upgrade(version: version)),
                    summary: "\(item.name) \(version)")
            ]
        case (_, "mke"):
            let version = item.params["ucp_tag"] ?? item.version
            let command: KubernetesEngineCommand =
                type.map { .join(node: node, isManager: $0 == .control, version: version) }
                ?? .upgrade(node: node, version: version)
            parts = [
                Part(
                    target: .kubernetesEngine, command: .kubernetesEngine(command),
                    summary: "\(item.name) \(version)")
            ]
        default:
            parts = [
                Part(
                    target: .host,
                    command: .host(.run(name: item.name, version: item.version, attempt: attempt)),
                    summary: "\(item.name) \(item.version)")
            ]
        }
    }

    /// A module of the host OS configuration; whether the host asks for a reboot then is reported with it.
    private static func configure(_ item: StateItem, attempt: Int) -> [Part] {
        let command = HostCommand.configure(
            module: item.params["module"] ?? item.name, version: item.version, attempt: attempt,
            requestsReboot: item.requestsReboot)
        return [
            Part(target: .host, command: .host(command), summary: "\(item.name) \(item.version)"),
            Part(target: .host, command: .host(.readFacts), summary: "read facts after \(item.name)"),
        ]
    }

    /// 400 MB of packages, 150 MB of binaries: guess.
    private static func fetch(
        _ item: StateItem, _ origin: ArtifactOrigin, megabytes: Int?, _ node: String
    ) -> Part {
        let size = megabytes ?? (origin == .packages ? 400 : 150)
        return Part(
            target: .artifactMirror,
            command: .artifactMirror(
                .fetch(origin: origin, name: "\(item.name)-\(item.version)", megabytes: size, node: node)),
            summary: "\(item.name) \(item.version), \(size) MB of \(origin.rawValue)")
    }
}
