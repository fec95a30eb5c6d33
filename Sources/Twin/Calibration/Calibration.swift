public import HardwareInterfaces
import Kubernetes
public import Simulation

/// Fits the durations of the model to what clouds say of their own past: when state items began and ended,
/// how long steps of plans took, when charts and nodes were ready; and to how long real BMCs took.
public struct Calibration: Sendable {
    /// What was measured of one thing: everywhere, on one class of hardware, or at one node.
    public struct Row: Sendable {
        /// What, see `DurationSample`.
        public var subject: String
        /// Empty, `@class:NAME` or `@NODE`.
        public var qualifier: String
        /// The durations of the model that it consists of.
        public var parts: [DurationSample.Part]
        /// What was fitted.
        public var fit: DurationFit
    }

    /// All samples, in the order in which they were found.
    public private(set) var samples: [DurationSample] = []
    /// What there is but can't be used, and why.
    public private(set) var notes: [String] = []
    private let timings: Timings

    /// Nothing is measured yet; `timings` are those of the model.
    public init(_ timings: [Timing]) { self.timings = Timings(timings) }

    /// Adds what a cloud says. Durations that are not positive are left out, with a note.
    public mutating func add(_ cloud: Cloud) throws(CloudError) {
        let reader = try SampleReader(cloud, timings)
        add(reader.samples, reader.notes)
    }

    /// Adds what BMCs outside were asked in a run of a cloud, in the order of their answers.
    public mutating func add(_ exchanges: [BMCExchange], of cloud: Cloud) throws(CloudError) {
        let reader = try ExchangeReader(exchanges, cloud)
        add(reader.samples, reader.notes)
    }

    private mutating func add(_ found: [DurationSample], _ notes: [String]) {
        var impossible = 0
        for sample in found {
            if sample.seconds > 0 { samples.append(sample) } else { impossible += 1 }
        }
        self.notes += notes
        if impossible > 0 {
            self.notes.append("\(impossible) durations are 0 or negative by the input's dates: left out")
        }
    }

    /// The fits, by subject in the order found: of all samples, then of classes of hardware and of nodes
    /// that have at least `DurationFit.fewest` samples.
    public var rows: [Row] {
        var rows: [Row] = []
        for (subject, all) in Self.grouped(samples, by: \.subject) {
            rows.append(row(subject, "", all))
            let classes = Self.grouped(all.filter { $0.hardwareClass != nil }) {
                "@class:\($0.hardwareClass ?? "")"
            }
            let nodes = Self.grouped(all.filter { !$0.node.isEmpty }) { "@\($0.node)" }
            for (qualifier, some) in classes + nodes where some.count >= DurationFit.fewest {
                rows.append(row(subject, qualifier, some))
            }
        }
        return rows
    }

    private func row(_ subject: String, _ qualifier: String, _ samples: [DurationSample]) -> Row {
        let parts = samples[0].parts
        return Row(
            subject: subject, qualifier: qualifier, parts: parts,
            fit: DurationFit(samples.map(\.seconds), assumedSpread: model(parts).spread))
    }

    /// Samples by a key, in the order in which the keys come first.
    private static func grouped(
        _ samples: [DurationSample], by key: (DurationSample) -> String
    ) -> [(key: String, samples: [DurationSample])] {
        var places: [String: Int] = [:]
        var groups: [(key: String, samples: [DurationSample])] = []
        for sample in samples {
            let key = key(sample)
            if let place = places[key] {
                groups[place].samples.append(sample)
            } else {
                places[key] = groups.count
                groups.append((key, [sample]))
            }
        }
        return groups
    }

    /// What the model takes for a part.
    private func find(_ part: DurationSample.Part) -> TimingID? {
        timings.find(part.timing) ?? part.model.flatMap { timings.find($0) }
    }

    /// What the model says of parts one after the other: the sum of their medians in seconds, the root of
    /// the sum of their squares, and the spread of the sum.
    private func model(_ parts: [DurationSample.Part]) -> (sum: Double, root: Double, spread: Double) {
        var (sum, squares, variance) = (0.0, 0.0, 0.0)
        for part in parts {
            guard let id = find(part) else { continue }
            let timing = timings.table[id.index]
            let median = Double(timing.median.nanoseconds) / 1e9
            let spread = Double(timing.spreadMillionths) / 1e6
            sum += median * Double(part.count)
            squares += median * median * Double(part.count)
            variance += median * median * spread * spread * Double(part.count)
        }
        return (sum, squares.squareRoot(), sum > 0 ? variance.squareRoot() / sum : 0)
    }

    /// The timings that follow, one a line of YAML, for `--timings`; the counts of samples stand in their
    /// sources. A sum of durations is shared among its parts as the model shares it, unless a part was
    /// measured by itself.
    public func timingsFile() -> String {
        var text =
            "# Fitted by `twin calibrate` to \(samples.count) durations. A spread holds what varies and what\n"
        text +=
            "# the sample leaves open: nine of ten further durations lie within median / or * exp(1.645 spread).\n"
        var lines = ""
        // In seconds, by name with its qualifier.
        var known: [String: Double] = [:]
        // What was measured by itself comes first, and stands.
        let rows = rows
        for row in rows.filter({ $0.parts.count == 1 }) + rows.filter({ $0.parts.count > 1 }) {
            func own(_ part: DurationSample.Part) -> Double? { known[part.timing + row.qualifier] }
            let measured = row.parts.reduce(0) { $0 + (own($1) ?? 0) * Double($1.count) }
            // A part that is as long as the whole was measured elsewhere: then it says nothing of the others.
            let isLess = measured < row.fit.median
            let left = row.parts.filter { own($0) == nil }
            let model = model(isLess ? left : row.parts)
            guard model.sum > 0, !left.isEmpty else { continue }
            let factor = (row.fit.median - (isLess ? measured : 0)) / model.sum
            let isWhole = row.parts.count == 1 && row.parts[0].count == 1
            let widening = isWhole ? 1 : self.model(row.parts).sum / self.model(row.parts).root
            for part in left {
                guard let id = find(part) else { continue }
                let seconds = Double(timings.table[id.index].median.nanoseconds) / 1e9 * factor
                known[part.timing + row.qualifier] = seconds
                lines += line(part.timing + row.qualifier, seconds, row.fit.spread * widening, row)
            }
        }
        return text + (lines.isEmpty ? "timings: []\n" : "timings:\n" + lines)
    }

    private func line(_ name: String, _ seconds: Double, _ spread: Double, _ row: Row) -> String {
        // Whole milliseconds; a week and 2 are the most that a file may say.
        let milliseconds = max(Int64((min(seconds, 604_000) * 1000).rounded()), 1)
        let median = SimDuration(nanoseconds: milliseconds * 1_000_000)
        let spread = (min(spread, 2) * 10_000).rounded() / 10_000
        var source = "\(row.fit.count) sample\(row.fit.count == 1 ? "" : "s") of \(row.subject)"
        if row.parts.count > 1 { source += ", shared among its parts" }
        if row.fit.isSpreadAssumed { source += "; too few for a spread, which is the model's" }
        return
            "- {name: \"\(name)\", median: \(median), spread: \(spread), certainty: fitted, source: \"\(source)\"}\n"
    }
}
