import Kubernetes
import Simulation

/// A timing as a file writes it.
struct TimingRow: FieldCodable {
    var name = ""
    var median = GoDuration()
    var spread = 0.0
    var certainty = CertaintyWord.guess
    var source = ""

    mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("median", &median)
        var spread = Decimal(millionths: Int64(self.spread * 1_000_000))
        try coder.field("spread", &spread)
        self.spread = Double(spread.millionths) / 1_000_000
        try coder.field("certainty", &certainty)
        try coder.field("source", &source)
    }

    /// The timing.
    var timing: Timing {
        Timing(
            name: name, median: median.duration, spreadMillionths: Int64((spread * 1_000_000).rounded()),
            certainty: certainty.certainty, source: source)
    }

    /// The words for `Certainty`.
    enum CertaintyWord: String, FieldEnum {
        case guess, documented, fitted, exact

        var certainty: Certainty {
            switch self {
            case .guess: .guess
            case .documented: .documented
            case .fitted: .fitted
            case .exact: .exact
            }
        }
    }
}
