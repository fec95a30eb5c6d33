import ArgumentParser
import Files
import Foundation
import Kubernetes
import RunStore
import Scenarios
import Simulation
import Twin

/// `twin export`.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract:
            "Write the objects of all clusters at a moment of a kept run, as `kubectl get -o yaml` gives them.",
        discussion: """
            Runs the kept run again up to that moment. What comes out is what --cloud takes: a rehearsal \
            of it goes on with the update from there. Secrets are left out.

              twin export latest --at 9h+30m --out dump
              twin export latest --entry 15186 | gzip > dump.yaml.gz
            """)

    @OptionGroup var place: StorePlace
    @Argument(
        help: ArgumentHelp(
            "The run: its identifier, the beginning of it, 'latest', or a file.", valueName: "run"))
    var name: String

    @Option(
        parsing: .unconditional,
        help: "The moment: how long after the beginning, such as 9h+30m, or a date and time as RFC 3339.")
    var at: String?

    @Option(help: "The moment right after this entry of the journal.")
    var entry: UInt32?

    @Option(help: "A folder to write to, one folder a cluster; without, all goes to standard output.")
    var out: String?

    func validate() throws {
        guard (at == nil) != (entry == nil) else { throw ValidationError("name a moment: --at or --entry") }
        if out == "" { throw ValidationError("--out: the path is empty; name a folder") }
    }

    func run() throws {
        let stored = try StoredRun(name, in: try place.open())
        let time = try moment(stored)
        if let out { try Self.checkFolder(out) }
        var driver = try Self.driver(stored)
        try drive(&driver.driver, to: time, stored)
        let kinds = driver.driver.world.exported()
        if let out {
            try Self.makeFolders(out)
            for kind in kinds {
                let folder = "\(out)/\(kind.home == .mosk ? "mosk" : "management")"
                try OutFile.write(YAMLWriter().bytes(of: kind.lists), to: "\(folder)/\(kind.fileName)")
            }
        } else {
            for kind in kinds { Output.write("---\n" + YAMLWriter().write(kind.lists)) }
        }
        let start = stored.run.calendar.rfc3339(driver.driver.world.now)
        let objects = "\(kinds.map(\.items.count).reduce(0, +)) objects at \(start)"
        guard let aim = driver.aim else { return Output.error(objects) }
        Output.error(
            "\(objects); to go on from there:\n"
                + "twin rehearse --cloud \(out ?? "FILE") \(aim) --start \(start)")
    }

    /// A kept run at its beginning.
    private struct Begun: ~Copyable {
        var driver: RunDriver
        /// The option that says where it goes; nil when it deploys its cluster, or can't be gone on with.
        let aim: String?
    }

    private static func driver(_ stored: StoredRun) throws -> Begun {
        if stored.record.kind == RunCommand.kind {
            let ready = try RunCommand.ready(stored)
            let driver = RunDriver.driver(of: ready.scenario, ready.template, seed: stored.record.seed)
            return Begun(driver: driver, aim: ready.template.target.map { "--to \($0.metadata.name)" })
        }
        let input = try CloudInput(record: stored.inputs)
        let options = try StoredRun.options(stored.record)
        guard case .ready(let template, let run) = try Rehearsing.prepare(input, options) else {
            throw Failure("the kept inputs no longer have a path to the target", .differs)
        }
        return Begun(driver: RunDriver(template, run), aim: options.to.map { "--to \($0)" })
    }

    /// The moment asked for, or that of the entry.
    private func moment(_ stored: StoredRun) throws(Failure) -> SimTime {
        if let entry {
            guard entry >= 1, Int(entry) <= stored.run.count else {
                throw Failure("the run has entries 1 to \(stored.run.count), not \(entry)", .badInput)
            }
            return stored.run[EntryID(number: entry)].time
        }
        let text = at ?? ""
        let sinceStart = SimDuration(text.replacingOccurrences(of: "+", with: "")).map { SimTime.zero + $0 }
        guard let time = sinceStart ?? stored.run.calendar.time(rfc3339: text), time >= .zero else {
            throw Failure(
                "--at \(text): not a moment of the run; write it as 9h+30m or 2026-11-28T22:00+01:00",
                .badInput)
        }
        let end = stored.run[EntryID(number: UInt32(stored.run.count))].time
        guard time <= end else {
            throw Failure(
                "--at \(text): the run was over after \((end - .zero).readable)", .badInput)
        }
        return time
    }

    /// Lets the run happen again up to the moment; throws when it is another run than the kept one.
    private func drive(_ driver: inout RunDriver, to time: SimTime, _ stored: StoredRun) throws(Failure) {
        var outcome: RunOutcome?
        if let entry {
            while outcome == nil, driver.world.lastEntry.number < entry { outcome = driver.run(events: 1) }
        } else {
            outcome = driver.run(until: time)
        }
        let last = driver.world.lastEntry
        if outcome == .completed, entry.map({ last.number < $0 }) ?? (driver.world.now < time) {
            throw Failure("the update was complete at entry \(last.number), before that moment", .badInput)
        }
        guard let again = driver.entry(last), Int(last.number) <= stored.run.count, again == stored.run[last]
        else {
            throw Failure(
                "the run can't be repeated up to there: `twin replay \(stored.record.id)` shows where it differs",
                .differs)
        }
    }

    /// Throws when there are files where the folders of the clusters go.
    private static func checkFolder(_ path: String) throws(Failure) {
        for folder in folders(path) where FileManager.default.fileExists(atPath: folder) {
            do {
                let names = try FileManager.default.contentsOfDirectory(atPath: folder)
                guard names.isEmpty else {
                    throw Failure(
                        "--out \(path): there are files in \(folder) already; name a new folder", .badInput)
                }
            } catch let failure as Failure {
                throw failure
            } catch {
                throw cannotMake(folder, path, error)
            }
        }
    }

    private static func makeFolders(_ path: String) throws(Failure) {
        for folder in folders(path) {
            do {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            } catch {
                throw cannotMake(folder, path, error)
            }
        }
    }

    private static func folders(_ path: String) -> [String] {
        ["management", "mosk"].map { "\(path)/\($0)" }
    }

    private static func cannotMake(_ folder: String, _ path: String, _ error: any Error) -> Failure {
        Failure("--out \(path): cannot make the folder \(folder): \(error.localizedDescription)", .badInput)
    }
}
