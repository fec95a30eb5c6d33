import ArgumentParser
import Dispatch
import Files
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
        let bytes: [UInt8]
        do throws(SmallFile.Problem) {
            bytes = try SmallFile.bytes(equipment, limit: 16 << 20)
        } catch {
            throw Failure("--equipment \(equipment): \(error.words)", .badInput)
        }
        let file: EquipmentFile
        let hosts: [String]
        let cloud = try input.read()
        do throws(CloudError) {
            file = try EquipmentFile(bytes: bytes, file: equipment)
            hosts = try file.hosts(among: cloud.cloud.bareMetalHosts)
        } catch {
            throw Failure(error)
        }
        let template = try input.template(cloud, hosts: hosts)
        let world = World(template, seed: input.seed)
        let real = RealDevices(file, hosts: hosts, of: world)
        let keeper = LiveKeeper(keeping, input.arguments(), cloud, hosts: hosts)
        let clock = WallClock()
        let measuring = MeasuringBMCClient(real.client, hosts: real.hosts, clock: clock) {
            keeper.measured($0)
        }
        let guarded = GuardedBMCClient(measuring, names: real.names, allowing: allowed, isDryRun: dryRun) {
            Output.write($0 + "\n")
        }
        let driver = FleetDriver(
            world, client: SettlingBMCClient(guarded, clock: clock), pace: pace, clock: clock
        ) { keeper.taken($0, $1) }
        // Who interrupts a live run ends it, and keeps what was received.
        signal(SIGINT, SIG_IGN)
        let interrupt = DispatchSource.makeSignalSource(signal: SIGINT)
        interrupt.setEventHandler { Task { await driver.stop() } }
        interrupt.resume()
        await driver.run(until: .zero + until)
        interrupt.cancel()
        await real.close()
        // The network library ignores the signal of a closed pipe; output must not.
        signal(SIGPIPE, SIG_DFL)
        let (requests, end) = (await driver.requests, await driver.time)
        let outcome: RunOutcome = await driver.isStuck ? .livelocked : .completed
        let run = RecordedRun(await driver.close(), seed: input.seed, outcome: outcome)
        Output.write("\(outcome.word): \(run.fingerprint), \(run.count) entries\n")
        keeper.keep(run, requests, end: end, cloud, template, command: input.arguments())
        guard outcome == .completed else { throw ExitCode(ExitStatus.failed.rawValue) }
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

    /// Runs a kept run again, with what was received instead of the devices.
    static func again(_ stored: StoredRun) throws -> RecordedRun {
        let recording = try recording(of: stored)
        let id = stored.record.id
        var live = try again(id, stored.record.command, stored.inputs, recording)
        return RecordedRun(live.close(), seed: stored.record.seed, outcome: stored.run.outcome)
    }

    /// What a kept run received.
    static func recording(of stored: StoredRun) throws(Failure) -> LiveRecording {
        do {
            return try LiveRecording(bytes: stored.inbox)
        } catch {
            throw Failure("\(stored.record.id): it can't be read by this version", .badInput)
        }
    }

    /// Lets happen again what was asked for by a command, up to the end of what was received.
    static func again(
        _ id: String, _ command: [String], _ inputs: [(path: String, bytes: [UInt8])],
        _ recording: LiveRecording
    ) throws -> LiveWorld {
        let options: LiveOptions
        do {
            options = try LiveOptions.parse(Array(command.dropFirst()))
        } catch {
            throw Failure("\(id): it can't be read by this version", .badInput)
        }
        let template = try options.template(try CloudInput(record: inputs), hosts: recording.hosts)
        return LiveWorld.replay(
            recording.requests, in: World(template, seed: options.seed), until: recording.end)
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
