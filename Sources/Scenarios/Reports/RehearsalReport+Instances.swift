import Controllers
import Kubernetes
import Simulation
import Twin

extension RehearsalReport {
    /// What tenants notice in the median run, in lines; empty where no instances are known.
    var instanceLines: [String] {
        guard rehearsal.template.instanceCount > 0 else { return [] }
        var lines = ["Instances (median run; twin explain RUN ENTRY says why)"]
        guard !instances.isEmpty else {
            return lines + ["  none of \(rehearsal.template.instanceCount) notices anything", ""]
        }
        func add(_ what: String, _ sum: InstanceImpact.Sum) {
            guard sum.count > 0 else { return }
            // Tenants notice less than a second, too.
            let milliseconds = sum.longest.nanoseconds / 1_000_000
            let longest = milliseconds < 10_000 ? "\(milliseconds) ms" : sum.longest.readable
            lines.append(
                "  \(sum.count) \(what), \(longest) at most: \(sum.instance) "
                    + "(entry \(sum.entry.number))")
        }
        add("moved to another host", instances.moved)
        add("stood still at the end of their move", instances.paused)
        add("were down", instances.down)
        if instances.stillDown > 0 { lines.append("  \(instances.stillDown) are still down at the end") }
        if instances.failedMoves > 0 { lines.append("  \(instances.failedMoves) moves came to nothing") }
        let refused = instances.holds.filter { $0.rule.form == .instanceHeld }
        for hold in refused.prefix(8) {
            let length = hold.isOpen ? "for ever" : "for \(hold.length.readable)"
            lines.append(
                "  \(hold.instance) holds \(hold.node) \(length): \(hold.rule.text) "
                    + "(entry \(hold.entry.number))")
        }
        if refused.count > 8 { lines.append("  … and \(refused.count - 8) more") }
        return lines + [""]
    }

    /// The same for programs; null where no instances are known.
    var instanceJSON: Value {
        guard rehearsal.template.instanceCount > 0 else { return .null }
        func json(_ sum: InstanceImpact.Sum) -> Value {
            .map([
                "count": .int(sum.count), "longestSeconds": Self.seconds(sum.longest),
                "instance": sum.count == 0 ? .null : .string(sum.instance),
                "entry": sum.count == 0 ? .null : .int(Int(sum.entry.number)),
            ])
        }
        return .map([
            "known": .int(rehearsal.template.instanceCount), "moved": json(instances.moved),
            "paused": json(instances.paused), "down": json(instances.down),
            "stillDown": .int(instances.stillDown), "failedMoves": .int(instances.failedMoves),
            "holds": .list(
                instances.holds.map { hold in
                    .map([
                        "instance": .string(hold.instance), "node": .string(hold.node),
                        "rule": .string(hold.rule.text), "seconds": Self.seconds(hold.length),
                        "open": .bool(hold.isOpen), "entry": .int(Int(hold.entry.number)),
                    ])
                }),
        ])
    }

    private static func seconds(_ duration: SimDuration) -> Value {
        let text = "\(Double(duration.nanoseconds / 1_000_000) / 1000)"
        return Value(node: .scalar(Scalar(text: text, style: .plain)))
    }
}
