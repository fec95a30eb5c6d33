import Kubernetes
import Simulation

extension Value {
    /// A duration in seconds, to a thousandth.
    init(seconds duration: SimDuration) {
        self.init(number: Double(duration.nanoseconds / 1_000_000) / 1000)
    }

    /// A number.
    init(number: Double) {
        self.init(node: .scalar(Scalar(text: "\(number)", style: .plain)))
    }
}
