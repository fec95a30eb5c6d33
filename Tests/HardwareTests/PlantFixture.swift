import HardwareInterfaces
import Simulation

@testable import HardwareSimulated

/// A plant of a few hosts with an engine over them, whose durations are exact, and a driver for its events.
struct PlantFixture {
    var kernel: Kernel
    var plant: Plant
    /// What was noticed, with when.
    var notices: [(time: SimTime, notice: PlantNotice)] = []
    private var operations: UInt32 = 0

    static let durations: [(String, SimDuration)] = [
        ("host.command", .milliseconds(200)), ("host.packages", .minutes(5)), ("host.shutdown", .seconds(90)),
        ("host.post", .minutes(5)), ("host.netboot", .minutes(3)),
        ("ironic.inspect", .seconds(90)), ("ironic.clean", .seconds(30)), ("ironic.deploy", .seconds(150)),
        ("mke.join.manager", .minutes(10)), ("mke.join.worker", .minutes(3)),
        ("host.boot", .seconds(150)), ("item.node-config", .minutes(4)),
        ("item.other", .minutes(3)), ("agent.install", .seconds(15)), ("bmc.command", .seconds(1)),
        ("mcr.pull.image", .seconds(6)), ("mcr.upgrade", .minutes(2)), ("mcr.start", .seconds(45)),
        ("mke.command", .seconds(1)), ("mke.upgrade.manager", .minutes(12)),
        ("mke.manager.restart", .seconds(90)),
        ("mke.upgrade.worker", .minutes(3)), ("mirror.origin.gigabyte", .seconds(16)),
        ("disk.life.ssd", .hours(10_000)), ("disk.sync.ssd", .milliseconds(1)),
        ("mirror.proxy.gigabyte", .milliseconds(800)),
        ("mirror.host.gigabyte", .seconds(4)),
    ]

    /// `managers` hosts `m0`, `m1` ... that are managers, then `workers` hosts `w0`, `w1` ...; they
    /// stand in `racks` one after the other.
    init(managers: Int = 3, workers: Int = 1, racks: [String]? = nil, feeds: [PowerFeeds]? = nil) {
        let timings = Self.durations.map {
            Timing(name: $0.0, median: $0.1, spreadMillionths: 0, certainty: .exact, source: "test")
        }
        kernel = Kernel(
            seed: 1, calendar: Calendar(epochUnixSeconds: 0), timings: Timings(timings), versions: ["test"])
        plant = Plant(&kernel)
        var members: [EngineMember] = []
        let names = (0..<managers).map { "m\($0)" } + (0..<workers).map { "w\($0)" }
        for (index, name) in names.enumerated() {
            let facts = HostFacts(
                distribution: "ubuntu/jammy", kernel: "5.15", installedKernel: "5.15", boots: 1)
            let host = HostSimulator(
                name: name, nameID: kernel.names.intern(name), cluster: 1, hardwareClass: nil, facts: facts)
            let number = plant.add(
                host, runtimeVersion: "23.0", ironic: .active,
                rack: racks.map { $0[index % $0.count] } ?? Plant.noRack, feeds: feeds?[index] ?? .both)
            members.append(EngineMember(host: number, isManager: index < managers, version: "3.7"))
        }
        _ = plant.add(
            KubernetesEngineSimulator(cluster: 1, nameID: kernel.names.intern("mosk"), members: members))
    }

    /// Adds a host without power and with a blank disk; answers its index.
    mutating func addSpare(_ name: String) -> Int {
        let host = HostSimulator(
            name: name, nameID: kernel.names.intern(name), cluster: 0, hardwareClass: nil, facts: nil)
        return Int(plant.add(host, runtimeVersion: "", ironic: nil))
    }

    private mutating func collect() {
        for notice in plant.takeNotices() { notices.append((kernel.now, notice)) }
    }

    /// Sends a command; answers its operation.
    @discardableResult
    mutating func send(
        _ command: EquipmentCommand, to index: Int = 0, item: ItemRun? = nil
    ) -> OperationID {
        operations += 1
        let kind: EquipmentKind =
            switch command {
            case .host: .host
            case .bmc: .bmc
            case .containerRuntime: .containerRuntime
            case .kubernetesEngine: .kubernetesEngine
            case .artifactMirror: .artifactMirror
            case .ironic: .ironic
            case .galera: .galeraMember
            case .rabbitMQ: .messageBroker
            case .compute: .compute
            }
        let operation = OperationID(number: operations)
        plant.perform(
            Effect(
                operation: operation, target: EquipmentID(kind: kind, index: index), command: command,
                timeout: .hours(1), item: item), &kernel)
        collect()
        return operation
    }

    mutating func begin(_ fault: HardwareFault) {
        plant.begin(fault, &kernel)
        collect()
    }

    mutating func end(_ fault: HardwareFault) {
        plant.end(fault, &kernel)
        collect()
    }

    /// Handles everything that is due within `duration`, then stands at its end.
    mutating func run(_ duration: SimDuration) {
        let end = kernel.now + duration
        while let next = kernel.queue.nextTime, next <= end, let event = kernel.queue.pop() {
            kernel.now = event.time
            plant.handle(event, &kernel)
            collect()
        }
        kernel.now = end
    }

    /// The answer to `operation` and when it came, or nil.
    func answer(_ operation: OperationID) -> (time: SimTime, result: Result<EquipmentReply, EquipmentError>)?
    {
        for (time, notice) in notices {
            if case .answer(operation, let result) = notice { return (time, result) }
        }
        return nil
    }

    func result(_ operation: OperationID) -> Result<EquipmentReply, EquipmentError>? {
        answer(operation)?.result
    }

    /// When `operation` was answered, since the beginning.
    func answerTime(_ operation: OperationID) -> SimDuration? { answer(operation).map { $0.time - .zero } }

    /// Notices but answers, as text with the second at which they came.
    var timeline: [String] {
        notices.compactMap { time, notice in
            let second = (time - .zero).wholeSeconds
            return switch notice {
            case .equipment(let notice): text(notice).map { "\(second) \($0)" }
            case .quorum(_, let hasQuorum): "\(second) quorum \(hasQuorum ? "regained" : "lost")"
            case .power(let host): "\(second) power \(host)"
            case .etcdSync, .answer: nil
            }
        }
    }

    private func text(_ notice: EquipmentNotice) -> String? {
        switch notice {
        case .host(let host, let isRunning): "host \(host) \(isRunning ? "up" : "down")"
        case .containers(let host, let areRunning): "containers \(host) \(areRunning ? "up" : "down")"
        case .network(let host, let isConnected): "network \(host) \(isConnected ? "up" : "down")"
        case .management, .clock, .database, .broker: nil
        case .assigned(let host, let image): "assigned \(host) \(image?.node ?? "nothing")"
        case .member(let host, let isMember): "member \(host) \(isMember)"
        case .kubelet(let host, let isRunning): "kubelet \(host) \(isRunning ? "up" : "down")"
        case .agent(let host, let isRunning): "agent \(host) \(isRunning ? "up" : "down")"
        }
    }

    /// All that can be seen of the plant, but how often hosts have booted.
    var observable: [String] {
        var result: [String] = []
        for index in plant.hosts.indices {
            let (bmc, runtime) = (plant.bmcs[index], plant.runtimes[index])
            var host = plant.hosts[index]
            host.system?.boots = 0
            result.append("\(host.name) \(host.phase) \(host.facts) \(host.faults)")
            let wrongs = "\(bmc.stuckPower) \(bmc.lies) \(bmc.slowness)"
            result.append(
                "bmc \(bmc.boot) \(bmc.isOutOfReach) \(bmc.cuts) \(bmc.outages) \(bmc.refusals) \(wrongs)"
            )
            result.append("mcr \(runtime.phase) \(runtime.version) \(runtime.upgrade == nil)")
        }
        for engine in plant.engines {
            result.append("quorum \(engine.hasQuorum)")
            result += engine.members.map { "\($0.host) \($0.version) \($0.availability) \($0.isServing)" }
        }
        result.append("mirror \(plant.mirror.down) \(plant.mirror.corrupt) \(plant.mirror.slow)")
        result.append("network \(plant.network.marks) \(plant.hosts.indices.map { plant.hosts[$0].links })")
        result.append("open \(plant.operations.count) \(plant.abandoned.count)")
        return result
    }
}
