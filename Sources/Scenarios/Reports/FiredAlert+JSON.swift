import Kubernetes
import Simulation
import Twin

extension FiredAlert {
    /// The alert for programs.
    func json(_ calendar: Calendar) -> Value {
        .map([
            "alert": .string(alert), "severity": .string(severity.rawValue), "of": .string(name),
            "firedAt": .string(calendar.rfc3339(start)),
            "resolvedAt": end == .never ? .null : .string(calendar.rfc3339(end)),
            "inhibited": .bool(isInhibited), "entry": .int(Int(entry.number)),
        ])
    }
}
