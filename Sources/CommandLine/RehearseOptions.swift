public import ArgumentParser
import Files
import Kubernetes
import Simulation
public import Twin

extension OpenStackPlane: ExpressibleByArgument {}

/// The options of a rehearsal.
struct RehearseOptions: ParsableArguments {
    @Option(
        help:
            "A folder, file or archive (.yaml.gz, .tar, .tar.gz) with the cloud's objects, as `kubectl get -o yaml` gives them; - for standard input."
    )
    var cloud: String

    @Option(help: "The ClusterRelease to go to, such as mosk-21-0-0-25-2.")
    var to: String?

    @Option(
        name: .customLong("openstack-version"),
        help: "The release of OpenStack to go to, such as epoxy, while the cluster stays at its own.")
    var openStackVersion: String?

    @Option(help: "The Cluster to look at, when the cloud has several.")
    var cluster: String?

    @Option(help: "The seed of the first run.")
    var seed: UInt64 = 1

    @Option(parsing: .unconditional, help: "How many runs, with one seed after the other.")
    var runs: Int = 200

    @Option(help: "When the update begins, as RFC 3339: 2026-11-28T22:00+01:00.")
    var start: String = "2026-01-03T22:00:00Z"

    @Option(parsing: .unconditional, help: "The length of the maintenance window, such as 8h.")
    var window: String?

    @Option(
        help: "A premise that replaces a field: updategroup/rack-1.spec.concurrentUpdates=5 (repeatable).")
    var set: [String] = []

    @Option(help: "A fault, such as power-loss:cmp-07@2h+30m (repeatable); 'list' shows the forms.")
    var fault: [String] = []

    @Option(
        help:
            "A defect of the OpenStack controller that it goes without, such as quorum-guard-ready-filter (repeatable)."
    )
    var fix: [String] = []
    @Option(
        help:
            "What stands for OpenStack: modelled, its own controllers, workloads and database; durations, a table, several times cheaper."
    )
    var openstack = OpenStackPlane.modelled

    @Option(help: "A file of timings that replace built-in ones.")
    var timings: String?

    @Option(help: "A folder or file of KaaSRelease and ClusterRelease objects that replace built-in ones.")
    var releases: String?

    @Option(help: "Commence only these steps of the plan (repeatable).")
    var step: [String] = []

    @Option(parsing: .unconditional, help: "Instances a compute, for the vendor's formula.")
    var density: Int = 20

    @Option(
        name: .customLong("tie-fuzz"), help: "Another order of events at equal times; 0 is the usual one.")
    var tieFuzz: UInt64 = 0

    @Flag(
        name: .customLong("only-verified"),
        help: "Leave out edges of the release graph that are not verified.")
    var onlyVerified = false

    @Option(name: .customLong("max-file"), help: "The largest file that is read, in MiB.")
    var maxFile: Int = 256

    @Option(name: .customLong("max-total"), help: "The most that is read in all, in MiB.")
    var maxTotal: Int = 1024

    @Option(name: .customLong("max-document"), help: "The largest YAML document that is read, in MiB.")
    var maxDocument: Int = 64

    func validate() throws {
        guard (to == nil) != (openStackVersion == nil) else {
            throw ValidationError(
                to == nil
                    ? "say where to go: --to RELEASE, or --openstack-version VERSION"
                    : "--to and --openstack-version are two rehearsals: one after the other")
        }
        guard openStackVersion == nil || step.isEmpty else {
            throw ValidationError("--step: an upgrade of OpenStack has no steps of a plan")
        }
        guard openStackVersion == nil || openstack == .modelled else {
            throw ValidationError("--openstack durations: an upgrade of OpenStack is that of its controllers")
        }
        guard (1...100_000).contains(runs) else { throw ValidationError("--runs must be from 1 to 100000") }
        guard density >= 0, density <= 10_000 else {
            throw ValidationError("--density must be from 0 to 10000")
        }
        for (name, limit) in [
            ("--max-file", maxFile), ("--max-total", maxTotal), ("--max-document", maxDocument),
        ] {
            guard (1...1_048_576).contains(limit) else {
                throw ValidationError("\(name) must be from 1 to 1048576 MiB")
            }
        }
    }

    /// The limits on files.
    var fileLimits: FileLimits {
        FileLimits(maxFileBytes: maxFile << 20, maxTotalBytes: maxTotal << 20)
    }

    /// The limits on YAML.
    var yamlLimits: YAMLLimits {
        YAMLLimits(maxDocumentBytes: maxDocument << 20, maxTotalBytes: maxTotal << 20)
    }

    /// The calendar of the run.
    func calendar() throws(Failure) -> Calendar {
        guard let calendar = Calendar(rfc3339: start) else {
            throw Failure(
                "--start \(start): not a date and time; write it as 2026-11-28T22:00+01:00", .badInput)
        }
        return calendar
    }

    /// The window, or nil.
    func windowLength() throws(Failure) -> SimDuration? {
        guard let window else { return nil }
        guard let length = SimDuration(window), length > .zero else {
            throw Failure("--window \(window): not a duration; write it as 8h or 90m", .badInput)
        }
        return length
    }

    /// Checks the premises against the cloud, and takes secret values out of them.
    mutating func checkPremises(against input: inout CloudInput) throws(Failure) {
        do throws(CloudError) {
            for index in set.indices {
                set[index] = try input.cloud.checked(try Premise(set[index])).description
            }
        } catch {
            throw Failure(error)
        }
    }

    /// The import options.
    func importOptions() throws(Failure) -> ImportOptions {
        var premises: [Premise] = []
        for text in set {
            do throws(CloudError) { premises.append(try Premise(text)) } catch { throw Failure(error) }
        }
        var options = ImportOptions(
            target: to, cluster: cluster, calendar: try calendar(), onlyVerified: onlyVerified,
            premises: premises)
        options.openStackVersion = openStackVersion
        options.openStack = openstack
        return options
    }

    /// The command line that asks the same, without the path of the cloud where `cloud` replaces it.
    func arguments() -> [String] {
        var words = ["rehearse", "--cloud", cloud]
        if let to { words += ["--to", to] }
        if let openStackVersion { words += ["--openstack-version", openStackVersion] }
        words += ["--seed", String(seed), "--runs", String(runs)]
        words += ["--start", start]
        if let cluster { words += ["--cluster", cluster] }
        if let window { words += ["--window", window] }
        for each in set { words += ["--set", each] }
        for each in fault { words += ["--fault", each] }
        for each in fix { words += ["--fix", each] }
        if openstack != .modelled { words += ["--openstack", openstack.rawValue] }
        if let timings { words += ["--timings", timings] }
        if let releases { words += ["--releases", releases] }
        for each in step { words += ["--step", each] }
        if density != 20 { words += ["--density", String(density)] }
        if tieFuzz != 0 { words += ["--tie-fuzz", String(tieFuzz)] }
        if onlyVerified { words.append("--only-verified") }
        return words
    }
}
