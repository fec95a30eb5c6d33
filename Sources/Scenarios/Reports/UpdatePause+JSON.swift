import Kubernetes
import Simulation

extension UpdatePause {
    /// The pause for machines.
    func json(_ calendar: Calendar) -> Value {
        .map([
            "step": .string(step), "alert": .string(alert), "of": .string(name),
            "pausedAt": .string(calendar.rfc3339(start)),
            "resumedAt": end.map { .string(calendar.rfc3339($0)) } ?? .null,
            "entry": .int(Int(entry.number)),
        ])
    }

    /// The pause in a sentence.
    func sentence(_ calendar: Calendar) -> String {
        let place = step.isEmpty ? "before its first step" : "in step \(step)"
        let rest =
            end.map { "it goes on at \(calendar.local($0)), after \(($0 - start).readable)" }
            ?? "nobody commences it again"
        return "UpdateAutoPause pauses the update \(place): \(alert) fires for \(name) "
            + "at \(calendar.local(start)) (entry \(entry.number)); \(rest)"
    }
}
