import ArgumentParser
import Dispatch
import Foundation
import HardwareAdapters
import HardwareInterfaces
import Kubernetes
import Live
import RunStore
import Scenarios
import Simulation
import Twin

/// `twin live`.
struct LiveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "live",
        abstract: "Run a cloud's controllers with real BMCs for some of its hosts.",
        discussion: """
            Everything else stays simulated. Each command is said before it goes out; without --allow, BMCs \
            are only read. What they answer is kept with the run, which `twin replay` runs again without them.

              twin live --cloud lab --equipment lab-equipment.yaml --allow power,boot,media --pace fast
            """)

    @OptionGroup var input: LiveOptions
    @Option(help: "The file of real devices, by BareMetalHost.")
    var equipment: String
    @Option(help: "What may be changed at devices: any of power, boot, media, by commas.")
    var allow = ""
    @Flag(name: .customLong("dry-run"), help: "Only say what would be asked; nothing goes out.")
    var dryRun = false
    @Option(help: "How many times faster than the clock time goes on, or fast: as fast as devices answer.")
    var pace = "1"
    @OptionGroup var keeping: StoreOptions

    /// The kind of the command in records.
    static let kind = "live"

    func run() async throws {
        let allowed = try classes()
        guard let pace = Pace(pace) else {
            throw Failure("--pace \(pace): neither fast nor a number from 1 to 100000", .badInput)
        }
        let until = try input.length()
        guard let bytes = FileManager.default.contents(atPath: equipment) else {
            throw Failure("--equipment \(equipment): cannot be read", .badInput)
        }
        let file: EquipmentFile
        let cloud = try input.read()
        do throws(CloudError) {
            file = try EquipmentFile(bytes: Array(bytes), file: equipment)
            let hosts = cloud.cloud.objects.compactMap { object in
                object.info.kind.hasPrefix("BareMetalHost") && !object.info.kind.hasSuffix("Credential")
                    ? object.name : nil
            }
            try file.check(against: hosts)
        } catch {
            throw Failure(error)
        }
        let hosts = file.devices.map(\.host.value)
        let template = try input.template(cloud, hosts: hosts)
        let world = World(template, seed: input.seed)
        var devices: [EquipmentID: RedfishDevice] = [:]
        for host in world.realBMCs {
            devices[host.bmc] = file.devices.first { $0.host.value == host.name }?.redfish
        }
        let client = RedfishClient(devices: devices)
        let clock = WallClock()
        let guarded = GuardedBMCClient(
            client, names: devices.mapValues(\.name), allowing: allowed, isDryRun: dryRun
        ) { Output.write($0 + "\n") }
        let driver = FleetDriver(
            world, client: SettlingBMCClient(guarded, clock: clock), pace: pace, clock: clock)
        // Who interrupts a live run ends it, and keeps what was received.
        signal(SIGINT, SIG_IGN)
        let interrupt = DispatchSource.makeSignalSource(signal: SIGINT)
        interrupt.setEventHandler { Task { await driver.stop() } }
        interrupt.resume()
        await driver.run(until: .zero + until)
        interrupt.cancel()
        await client.close()
        // The network library ignores the signal of a closed pipe; output must not.
        signal(SIGPIPE, SIG_DFL)
        let recording = LiveRecording(await driver.requests, hosts: hosts, end: await driver.time)
        let isStuck = await driver.isStuck
        let journal = await driver.close()
        try keep(journal, recording, cloud, template, isStuck ? .livelocked : .completed)
    }

    private func classes() throws(Failure) -> Set<BMCCommandClass> {
        var classes: Set<BMCCommandClass> = []
        for word in allow.split(separator: ",") {
            guard let each = BMCCommandClass(rawValue: String(word)) else {
                let known = BMCCommandClass.allCases.map(\.rawValue)
                let nearest = NearestName.find(String(word), among: known).map { "did you mean \($0)?" }
                throw Failure(
                    "--allow \(word): no class of commands is called so; "
                        + (nearest ?? "they are \(known.joined(separator: ", "))"), .badInput)
            }
            classes.insert(each)
        }
        return classes
    }

    /// Says how it ended, and keeps the run.
    private func keep(
        _ journal: LiveJournal, _ recording: LiveRecording, _ cloud: CloudInput, _ template: WorldTemplate,
        _ outcome: RunOutcome
    ) throws {
        let run = RecordedRun(journal, seed: input.seed, outcome: outcome)
        Output.write("\(outcome.word): \(run.fingerprint), \(run.count) entries\n")
        guard !keeping.noStore else { return }
        let id = keeping.newID()
        do {
            let store = try keeping.place.open()
            let writer = try store.begin(id: id)
            for block in run.blocks { try writer.append(block: block) }
            try writer.names((0..<run.names.count).map { run.names[NameID(number: UInt32($0))] })
            try cloud.forEachRecord { path, bytes throws(RunStoreError) in
                try writer.input(path: path, bytes: bytes)
            }
            try writer.inbox(try recording.bytes())
            try writer.finish(
                RunRecord(
                    id: id, createdUnixSeconds: RunStore.systemSeconds(), title: "live \(template.cluster)",
                    command: input.arguments(), kind: Self.kind, seed: input.seed,
                    fingerprint: run.fingerprint.description, versions: template.versions,
                    exitCode: outcome == .completed ? 0 : 1, outcome: outcome.description,
                    entryCount: run.count, simulatedSeconds: recording.endNanoseconds / 1_000_000_000,
                    summaryJSON: "{}"))
            _ = try store.retain(newest: keeping.keep)
            let place = keeping.place.store.map { " --store \(StoreOptions.quoted($0))" } ?? ""
            Output.write("run again without the devices: twin replay \(id)\(place)\n")
        } catch let failure as Failure {
            Output.error("the run is not kept: \(failure.message)")
        } catch {
            Output.error("the run is not kept: \(error)")
        }
    }

    /// Runs a kept run again, with what was received instead of the devices.
    static func again(_ stored: StoredRun) throws -> RecordedRun {
        let recording: LiveRecording
        let options: LiveOptions
        do {
            recording = try LiveRecording(bytes: stored.inbox)
            options = try LiveOptions.parse(Array(stored.record.command.dropFirst()))
        } catch {
            throw Failure("\(stored.record.id): it can't be read by this version", .badInput)
        }
        let template = try options.template(
            try CloudInput(record: stored.inputs), hosts: recording.hosts)
        var live = LiveWorld.replay(
            recording.requests, in: World(template, seed: options.seed), until: recording.end)
        return RecordedRun(live.close(), seed: options.seed, outcome: stored.run.outcome)
    }
}

extension RecordedRun {
    /// A live run.
    fileprivate init(_ journal: LiveJournal, seed: UInt64, outcome: RunOutcome) {
        self.init(
            seed: seed, outcome: outcome, fingerprint: journal.fingerprint, names: journal.names,
            calendar: journal.calendar, blocks: journal.blocks, events: 0)
    }
}
