import Kubernetes
import Simulation

/// The form of a file of timings.
struct TimingsFile: FieldCodable {
    var timings: [TimingRow] = []

    mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("timings", &timings)
    }
}
