import Kubernetes
import Simulation
import Twin

extension ServiceHealth {
    /// The service for programs. Durations are in seconds, instants in RFC 3339 UTC.
    func json(_ calendar: Calendar) -> Value {
        .map([
            "name": .string(name), "api": .bool(isAPI), "failedPerThousand": Value(number: failedPerThousand),
            "failingSeconds": Value(seconds: failing), "degradedSeconds": Value(seconds: degraded),
            "downSeconds": Value(seconds: unavailable), "slowedSeconds": Value(seconds: slowed),
            "outages": .list(
                outages.map { outage in
                    .map([
                        "startedAt": .string(calendar.rfc3339(outage.start)),
                        "seconds": Value(seconds: outage.duration), "entry": .int(Int(outage.entry.number)),
                    ])
                }),
        ])
    }
}
