import HardwareInterfaces

/// What a container runtime told, for people.
enum RuntimeReport {
    /// The whole of it.
    static func text(_ probe: RuntimeProbe) -> String {
        var lines = [probe.socket]
        if let facts = probe.facts {
            lines += ReportText.facts(self.facts(facts))
            if !facts.warnings.isEmpty { lines += ["", "warnings"] + facts.warnings.map { "  \($0)" } }
        }
        lines += ReportText.section("containers", containers(probe.containers))
        return lines.joined(separator: "\n") + "\n"
    }

    private static func facts(_ facts: ContainerRuntimeFacts) -> [(name: String, value: String?)] {
        [
            ("product", facts.product), ("version", facts.version), ("API", api(facts)),
            ("system", facts.operatingSystem), ("kernel", kernel(facts)),
            ("host", size(facts)), ("cgroups", cgroups(facts)), ("storage", facts.storageDriver),
            ("live restore", facts.hasLiveRestore.map { $0 ? "on" : "off" }), ("swarm", swarm(facts.swarm)),
            ("containers", facts.containers.map(counts)), ("images", facts.images.map { "\($0)" }),
        ]
    }

    private static func api(_ facts: ContainerRuntimeFacts) -> String? {
        facts.apiVersion.map { $0 + (facts.oldestAPIVersion.map { ", down to \($0)" } ?? "") }
    }

    private static func kernel(_ facts: ContainerRuntimeFacts) -> String? {
        facts.kernel.map { $0 + (facts.architecture.map { ", \($0)" } ?? "") }
    }

    private static func size(_ facts: ContainerRuntimeFacts) -> String? {
        let parts = [
            facts.processors.map { $0 == 1 ? "1 processor" : "\($0) processors" },
            facts.memoryBytes.map { "\(gibibytes($0)) GiB of memory" },
        ]
        return ReportText.list(parts.compactMap { $0 })
    }

    /// With one place.
    private static func gibibytes(_ bytes: Int64) -> String {
        let tenths = max(bytes, 0) / ((1 << 30) / 10)
        return "\(tenths / 10).\(tenths % 10)"
    }

    private static func cgroups(_ facts: ContainerRuntimeFacts) -> String? {
        let parts = [facts.cgroupVersion.map { "version \($0)" }, facts.cgroupDriver.map { "by \($0)" }]
        return ReportText.list(parts.compactMap { $0 })
    }

    private static func swarm(_ swarm: SwarmMembership?) -> String? {
        guard let swarm else { return nil }
        var parts = [swarm.state == .inactive ? "none" : swarm.state.rawValue]
        if swarm.isManager { parts.append("manager") }
        if let managers = swarm.managers, let nodes = swarm.nodes {
            parts.append("\(managers) of \(nodes) nodes are managers")
        }
        if let problem = swarm.problem { parts.append(problem) }
        return parts.joined(separator: ", ")
    }

    private static func counts(_ counts: ContainerRuntimeFacts.Counts) -> String {
        "\(counts.running) running, \(counts.paused) paused, \(counts.stopped) stopped"
    }

    private static func containers(_ containers: [RuntimeContainer]) -> [String] {
        var table = TextTable(
            ["NAME", "STATE", "EXIT", "RESTARTS", "HEALTH", "IMAGE"], rightAligned: [2, 3])
        for container in containers {
            let code = container.exitCode.map { "\($0)" }
            table.add([
                container.name, container.state.rawValue,
                container.wasOutOfMemory == true ? "\(code ?? ""), no memory" : code,
                container.restarts.map { "\($0)" }, container.health?.rawValue, container.image,
            ])
        }
        return table.lines
    }
}
