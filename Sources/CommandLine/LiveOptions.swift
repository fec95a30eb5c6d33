import ArgumentParser
import Files
import Kubernetes
import Simulation
import Twin

/// What the journal of a live run depends on, but for what devices answer.
struct LiveOptions: ParsableArguments {
    @Option(help: "A folder, file or archive with the cloud's objects, as `kubectl get -o yaml` gives them.")
    var cloud: String
    @Option(help: "The Cluster to look at, when the cloud has several.")
    var cluster: String?
    @Option(help: "The seed.")
    var seed: UInt64 = 1
    @Option(help: "When the run begins, as RFC 3339: 2026-11-28T22:00+01:00.")
    var start = "2026-01-03T22:00:00Z"
    @Option(help: "How long the run lasts in the world's time, such as 2h.")
    var until = "1h"

    /// How long the run lasts.
    func length() throws(Failure) -> SimDuration {
        guard let length = SimDuration(until), length > .zero, length <= .hours(24 * 365) else {
            throw Failure(
                "--until \(until): not a duration of up to a year; write it as 2h or 90m", .badInput)
        }
        return length
    }

    /// Reads the cloud.
    func read() throws(Failure) -> CloudInput {
        try CloudInput(
            cloud: cloud, releases: nil, timings: nil, files: FileLimits(), yaml: YAMLLimits())
    }

    /// The cloud as it is, with real BMCs for some hosts.
    func template(_ input: CloudInput, hosts: [String]) throws(Failure) -> WorldTemplate {
        var template = try input.template(start: start, cluster: cluster)
        template.realBMCs = hosts
        return template
    }

    /// The command line that asks the same.
    func arguments() -> [String] {
        var words = ["live", "--cloud", cloud]
        if let cluster { words += ["--cluster", cluster] }
        return words + ["--seed", String(seed), "--start", start, "--until", until]
    }
}
