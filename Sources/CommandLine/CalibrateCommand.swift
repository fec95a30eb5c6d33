import ArgumentParser
import Files
import Kubernetes
import RunStore
import Simulation
import Twin

/// `twin calibrate`.
struct CalibrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate",
        abstract:
            "Fit the durations of the model to what clouds say of their past, or real BMCs answered.",
        discussion: """
            Reads when state items began and ended, how long steps of update plans took, and when charts and \
            nodes were ready, from the status of the objects; of a run of `twin live`, how long its BMCs \
            took for commands, and until the power was as asked for. Writes a file for --timings; the counts \
            of samples stand in it. Several dumps of a cloud, or of alike clouds, give more samples.

              twin calibrate --cloud dump-may --cloud dump-october.tar.gz > timings.yaml
              twin calibrate --from latest > timings.yaml
            """)

    @Option(
        help:
            "A folder, file or archive with a cloud's objects and their status; - for standard input (repeatable)."
    )
    var cloud: [String] = []
    @Option(
        help: ArgumentHelp(
            "A run of `twin live`: its identifier, the beginning of it, 'latest', or a file (repeatable).",
            valueName: "run"))
    var from: [String] = []
    @OptionGroup var place: StorePlace

    func validate() throws {
        if cloud.isEmpty, from.isEmpty {
            throw ValidationError("name what to fit to: --cloud DUMP or --from RUN")
        }
    }

    func run() throws {
        var calibration: Calibration?
        for path in cloud {
            let input = try CloudInput(
                cloud: path, releases: nil, timings: nil, files: FileLimits(), yaml: YAMLLimits())
            var next = calibration ?? Calibration(input.catalogue.timings)
            do throws(CloudError) { try next.add(input.cloud) } catch { throw Failure(error) }
            calibration = next
        }
        if !from.isEmpty {
            let store = try place.open()
            for name in from {
                let run = try MeasuredRun(name, in: store)
                let input = try CloudInput(record: run.inputs)
                var next = calibration ?? Calibration(input.catalogue.timings)
                do throws(CloudError) { try next.add(run.exchanges, of: input.cloud) } catch {
                    throw Failure(error)
                }
                calibration = next
            }
        }
        guard let calibration else { return }
        for note in calibration.notes { Output.error("note: \(note)") }
        guard !calibration.samples.isEmpty else {
            throw Failure("\((cloud + from).joined(separator: ", ")): no durations to fit to", .badInput)
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

    /// Whole seconds; what is shorter than ten of them, in milliseconds.
    private static func readable(_ seconds: Double) -> String {
        let milliseconds = (min(seconds, 1e9) * 1000).rounded()
        return milliseconds < 10_000
            ? "\(SimDuration.milliseconds(Int64(milliseconds)))"
            : SimDuration.seconds(Int64(min(seconds, 1e9).rounded())).readable
    }
}
