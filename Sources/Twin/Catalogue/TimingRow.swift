import Kubernetes
import Simulation

/// A timing as a file writes it.
struct TimingRow: FieldCodable {
    var name = ""
    var median = TimingMedian()
    var spread = TimingSpread()
    var certainty = CertaintyWord.guess
    var source = ""

    mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        if name.hasPrefix(LifeMedian.prefix) {
            var life = LifeMedian()
            life.duration = median.duration
            try coder.field("median", &life)
            median.duration = life.duration
        } else {
            try coder.field("median", &median)
        }
        try coder.field("spread", &spread)
        try coder.field("certainty", &certainty)
        try coder.field("source", &source)
    }

    /// The timing.
    var timing: Timing {
        Timing(
            name: name, median: median.duration, spreadMillionths: spread.millionths,
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
