import ArgumentParser
import Files
import Kubernetes
import Simulation
import Twin

/// `twin calibrate`.
struct CalibrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate",
        abstract: "Fit the durations of the model to what a cloud says of its own past.",
        discussion: """
            Reads when state items began and ended, how long steps of update plans took, and when charts and \
            nodes were ready, from the status of the objects. Writes a file for --timings; the counts of \
            samples stand in it. Several dumps of a cloud, or of alike clouds, give more samples.

              twin calibrate --cloud dump-may --cloud dump-october.tar.gz > timings.yaml
            """)

    @Option(
        help:
            "A folder, file or archive with a cloud's objects and their status; - for standard input (repeatable)."
    )
    var cloud: [String]

    func run() throws {
        var calibration: Calibration?
        for path in cloud {
            let input = try CloudInput(
                cloud: path, releases: nil, timings: nil, files: FileLimits(), yaml: YAMLLimits())
            var next = calibration ?? Calibration(input.catalogue.timings)
            do throws(CloudError) { try next.add(input.cloud) } catch { throw Failure(error) }
            calibration = next
        }
        guard let calibration else { return }
        for note in calibration.notes { Output.error("note: \(note)") }
        guard !calibration.samples.isEmpty else {
            throw Failure("\(cloud.joined(separator: ", ")): no durations to fit to", .badInput)
        }
        for row in calibration.rows {
            let range = row.fit.interval
            let count = "\(row.fit.count) sample\(row.fit.count == 1 ? "" : "s")"
            Output.error(
                "\(row.subject)\(row.qualifier.isEmpty ? "" : " " + row.qualifier): \(count), median "
                    + "\(Self.readable(row.fit.median)), nine of ten \(Self.readable(range.lowerBound)) to "
                    + Self.readable(range.upperBound))
        }
        Output.write(calibration.timingsFile())
    }

    private static func readable(_ seconds: Double) -> String {
        SimDuration.seconds(Int64(min(seconds, 1e9).rounded())).readable
    }
}
