public import Kubernetes
public import Twin

/// What is said when the target is not one hop away.
public enum NoPathText {
    /// For a terminal.
    public static func render(_ noPath: NoPath) -> String {
        var lines = [
            "\(noPath.cluster) can't go from \(noPath.source) to \(noPath.target) in one update "
                + "under \(noPath.kaasRelease)."
        ]
        guard let hops = noPath.hops else {
            lines.append(
                "No sequence of releases in the catalogue leads there; add releases with --releases DIR.")
            return lines.joined(separator: "\n") + "\n"
        }
        lines.append("These hops would lead there:")
        for (number, hop) in hops.enumerated() {
            switch hop {
            case .management(let from, let to):
                lines.append("  \(number + 1). management plane: \(from) → \(to)")
            case .cluster(let from, let to, let kaas, let certainty):
                lines.append(
                    "  \(number + 1). \(noPath.cluster): \(from) → \(to) under \(kaas) (\(certainty))")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// For programs.
    public static func json(_ noPath: NoPath) -> Value {
        .map([
            "formatVersion": .int(RehearsalReport.formatVersion), "fingerprint": .null,
            "cluster": .string(noPath.cluster), "source": .string(noPath.source),
            "target": .string(noPath.target), "managementRelease": .string(noPath.kaasRelease),
            "hops": noPath.hops.map { hops in
                .list(
                    hops.map { hop in
                        switch hop {
                        case .management(let from, let to):
                            .map(["plane": .string("management"), "from": .string(from), "to": .string(to)])
                        case .cluster(let from, let to, let kaas, let certainty):
                            .map([
                                "plane": .string("cluster"), "from": .string(from), "to": .string(to),
                                "under": .string(kaas), "certainty": .string(certainty),
                            ])
                        }
                    })
            } ?? .null,
        ])
    }
}
