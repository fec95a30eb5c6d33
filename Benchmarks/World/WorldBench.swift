internal import Files
internal import Foundation
internal import Kubernetes
internal import RunStore
internal import Scenarios
internal import Simulation
internal import Twin

/// The figures of whole updates.
enum WorldBench {
    /// Where all example clouds go.
    static let target = "mosk-21-0-0-25-2"

    /// An example cloud, read.
    static func cloud(_ path: String) throws -> Cloud {
        var cloud = Cloud()
        for file in try FileTree.files(at: path) {
            var reader = YAMLReader(file: file.path)
            try reader.documents(from: try file.bytes()) {
                try cloud.add($0, file: file.path, context: file.relativePath)
            }
        }
        return cloud
    }

    /// An example cloud, ready to run.
    static func template(
        _ cloud: Cloud, to target: String? = target, openStack: OpenStackPlane = .durations
    ) throws -> WorldTemplate {
        let calendar = Calendar(epochUnixSeconds: 1_767_477_600)
        var options = ImportOptions(target: target, calendar: calendar)
        options.openStack = openStack
        return try Importer.build(cloud, catalogue: try Catalogue.builtIn(), options: options)
    }

    static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let took = try ContinuousClock().measure(body)
        return Double(took.components.seconds) + Double(took.components.attoseconds) * 1e-18
    }

    /// Records a run to its end, which is to be a good one: how long that took, and its entries.
    static func completed(_ template: WorldTemplate) -> (seconds: Double, count: Int) {
        var ended: (outcome: RunOutcome, count: Int)?
        let took = seconds {
            let run = RunDriver.record(template, RunOptions(seed: 7))
            ended = (run.outcome, run.count)
        }
        guard let ended, ended.outcome == .completed else {
            fatalError("the run ended otherwise: \(String(describing: ended))")
        }
        return (took, ended.count)
    }

    /// One update of 1,000 nodes on one core, its journal stored.
    static func large(_ clusters: String) throws {
        let template = try template(try cloud(clusters + "/large"))
        let folder = FileManager.default.temporaryDirectory.appending(path: "bench-world-\(getpid())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try RunStore(directory: folder.path)
        var recorded: RecordedRun?
        let took = try seconds {
            let run = RunDriver.record(template, RunOptions(seed: 7))
            let writer = try store.begin(id: RunID.make(unixSeconds: 0, suffix: 7))
            for block in run.blocks { try writer.append(block: block) }
            try writer.names((0..<run.names.count).map { run.names[NameID(number: UInt32($0))] })
            try writer.finish(
                RunRecord(
                    id: RunID.make(unixSeconds: 0, suffix: 7), createdUnixSeconds: 0, title: "large",
                    command: [],
                    kind: "bench", seed: 7, fingerprint: run.fingerprint.description,
                    versions: template.versions, exitCode: 0, outcome: run.outcome.description,
                    entryCount: run.count, simulatedSeconds: 0, summaryJSON: "{}"))
            recorded = run
        }
        guard let recorded, recorded.outcome == .completed else { fatalError("the update did not complete") }
        let simulated = Double(UpdateSpan(recorded).end.nanoseconds) / 1e9
        let nodes = Double(template.nodes.count)
        print("large_update_seconds \(took) s")
        print("large_entries_per_node \(Double(recorded.count) / nodes) entries")
        print("large_microseconds_per_node \(took * 1e6 / nodes) us")
        print("large_simulated_over_wall \(simulated / took) x")
    }

    /// 200 rehearsals of the medium cloud on two cores.
    static func medium(_ clusters: String, openStack: OpenStackPlane = .durations) async throws {
        let template = try template(try cloud(clusters + "/medium"), openStack: openStack)
        let clock = ContinuousClock()
        let start = clock.now
        let rehearsal = await Rehearsal.run(template, RunOptions(seed: 1), runs: 200, cores: 2)
        let took = clock.now - start
        guard rehearsal.summaries.allSatisfy({ $0.outcome == .completed }) else {
            fatalError("a rehearsal did not complete")
        }
        let wall = Double(took.components.seconds) + Double(took.components.attoseconds) * 1e-18
        let name = openStack == .modelled ? "medium_modelled_200_rehearsals" : "medium_200_rehearsals"
        print("\(name)_seconds \(wall) s")
    }

    /// What properties that are always on cost an update of 1,000 nodes: watching, and coming to rest after.
    static func checks(_ clusters: String) throws {
        let template = try template(try cloud(clusters + "/large"))
        var (bare, watched, rested): ([Double], [Double], [Double]) = ([], [], [])
        for _ in 0..<5 {
            var plain = RunDriver(template, RunOptions(seed: 7), observers: [])
            bare.append(seconds { _ = plain.run() })
            var driver = RunDriver(template, RunOptions(seed: 7))
            watched.append(seconds { _ = driver.run() })
            rested.append(
                seconds {
                    var rest = driver.fork()
                    if let violation = rest.settle() { fatalError("\(violation)") }
                })
        }
        func median(_ times: [Double]) -> Double { times.sorted()[times.count / 2] }
        print("checks_watching_percent \((median(watched) / median(bare) - 1) * 100) %")
        print("checks_settling_percent \(median(rested) / median(bare) * 100) %")
    }

    /// A fork of a warmed-up world of 1,000 nodes and 1,000 events further, each cache's view counted as one.
    static func fork(_ clusters: String) throws {
        let template = try template(try cloud(clusters + "/large"))
        var driver = RunDriver(template, RunOptions(seed: 7))
        guard driver.run(events: 200_000) == nil else { fatalError("the update ended too early") }
        var times: [Double] = []
        for _ in 0..<201 {
            times.append(
                seconds {
                    var world = driver.world.fork()
                    let end = world.unsharedEventCount + 1000
                    while world.unsharedEventCount < end {
                        guard world.step() else { fatalError("nothing is due") }
                    }
                })
        }
        print("fork_and_1000_events_milliseconds \(times.sorted()[times.count / 2] * 1000) ms")
    }

    /// YAML to typed objects, redaction and digest included.
    static func yaml(_ clusters: String) throws {
        let files = try FileTree.files(at: clusters + "/large")
        let contents = try files.map { ($0, try $0.bytes()) }
        let bytes = contents.reduce(0) { $0 + $1.1.count }
        var kinds = KindTable()
        var count = 0
        let took = try seconds {
            var cloud = Cloud()
            for (file, content) in contents {
                var reader = YAMLReader(file: file.path)
                try reader.documents(from: content) {
                    try cloud.add($0, file: file.path, context: file.relativePath)
                }
            }
            var names = NameTable()
            for object in cloud.objects {
                let kind =
                    kinds.find(apiVersion: object.info.apiVersion, kind: object.info.kind)
                    ?? kinds.add(object.info)
                let key = ObjectKey(
                    kind: kind, namespace: names.intern(object.namespace), name: names.intern(object.name))
                _ = try kinds.make(object.value, key: key)
                count += 1
            }
        }
        print("yaml_to_objects_megabytes_per_second \(Double(bytes) / 1e6 / took) MB/s")
        print("yaml_objects \(count) objects")
    }
}
