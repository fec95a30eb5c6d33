import HardwareInterfaces

/// What a Kubernetes engine told, for people.
enum EngineReport {
    /// The whole of it.
    static func text(_ probe: EngineProbe) -> String {
        var lines: [String] = []
        if let address = probe.address {
            lines += [address]
            lines += ReportText.facts([
                ("version", probe.version), ("managers", probe.health.map(managers)),
            ])
            lines += ReportText.section("nodes of the swarm", nodes(probe.nodes))
        }
        if let kubernetes = probe.kubernetes {
            if !lines.isEmpty { lines.append("") }
            lines += [kubernetes.address]
            lines += ReportText.facts([("context", kubernetes.context), ("version", kubernetes.version)])
            lines += ReportText.section("nodes of Kubernetes", self.kubernetes(kubernetes.nodes))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func managers(_ health: EngineHealth) -> String {
        let answer = "\(health.reachable) of \(health.managers) answer"
        if !health.hasQuorum { return "\(answer): no majority" }
        return health.survivesLoss ? answer : "\(answer): none may be lost"
    }

    private static func nodes(_ nodes: [EngineNode]) -> [String] {
        var table = TextTable([
            "NAME", "ROLE", "STATE", "AVAILABILITY", "REACHABLE", "RUNTIME", "ADDRESS", "SAYS",
        ])
        for node in nodes {
            let role = node.isLeader == true ? "leader" : node.isManager ? "manager" : "worker"
            table.add([
                node.name, role, node.state.rawValue, node.availability.rawValue,
                node.isReachable.map(ReportText.yes), node.runtimeVersion, node.address, node.message,
            ])
        }
        return table.lines
    }

    private static func kubernetes(_ nodes: [KubernetesNodeFacts]) -> [String] {
        var table = TextTable(["NAME", "READY", "PODS", "KUBELET", "RUNTIME"])
        for node in nodes {
            table.add([
                node.name, node.ready?.lowercased(), node.isCordoned ? "kept away" : "taken", node.kubelet,
                node.runtime,
            ])
        }
        return table.lines
    }
}
