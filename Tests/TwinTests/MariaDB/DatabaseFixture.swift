import HardwareSimulated
import Kubernetes
import Scenarios
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// A cloud with a database at rest, one of whose members is on each of three nodes. Durations are exact.
struct DatabaseFixture: ~Copyable {
    var world: World

    static func builder(release: String = "mosk-17-4-0-25-1") -> CloudBuilder {
        var builder = CloudBuilder()
        builder.hasOwnWorkloads = false
        builder.release = release
        builder.workers = (1...3).map {
            CloudBuilder.Worker(name: "db-0\($0)", labels: ["openstack-control-plane"])
        }
        builder.managers = ["ctl-01", "ctl-02", "ctl-03"]
        return builder
    }

    /// With `hasMembers`, pods are as ready as the members of a Galera cluster; else as tests set them.
    init(
        seed: UInt64 = 7, ticks: Bool = false, hasMembers: Bool = false,
        change: (inout CloudBuilder) -> Void = { _ in }
    ) throws {
        var builder = Self.builder()
        change(&builder)
        world = World(
            try builder.template().withoutSpread(), seed: seed, drawsUnknown: false, ticks: ticks)
        if !hasMembers { world.state.substrate.estate.members = [] }
    }

    /// Runs until `isDone`, a minute at a time; false when it is not in `limit`.
    mutating func run(atMost limit: SimDuration, until isDone: (borrowing DatabaseFixture) throws -> Bool)
        throws -> Bool
    {
        let end = world.now + limit
        while world.now < end {
            if try isDone(self) { return true }
            run(.seconds(10))
        }
        return try isDone(self)
    }

    /// The pods of the database that are Ready.
    func readyPods() -> [String] {
        world.objects(Pod.self, cluster: 1).filter {
            $0.metadata.name.hasPrefix("mariadb-server") && $0.status.isReady
        }.map(\.metadata.name).sorted()
    }

    /// What the pods of the database are, for messages.
    func summary() -> String {
        let pods = world.objects(Pod.self, cluster: 1).filter { $0.metadata.name.hasPrefix("mariadb-server") }
        let texts = pods.map { "\($0.metadata.name) \($0.status.phase) \($0.status.isReady)" }
        let members = world.state.substrate.estate.members.map { "\($0.isRunning) \($0.isReady)" }
        return "\(texts) \(members)"
    }

    /// Lets everything happen that is due within `duration`.
    mutating func run(_ duration: SimDuration) {
        let end = world.now + duration
        while let next = world.nextTime, next <= end, world.step() {}
        world.state.substrate.kernel.now = max(world.now, end)
    }

    /// An object of the MOSK cluster by its name.
    func find<Spec>(_ type: Resource<Spec>.Type, _ name: String) throws -> Resource<Spec> {
        try #require(world.objects(type, cluster: 1).first { $0.metadata.name == name })
    }

    /// The pod that receives all SQL by the Service's selector or its label.
    func primary() throws -> String? {
        let service = try find(Service.self, "mariadb")
        let pods = world.objects(Pod.self, cluster: 1).filter {
            $0.metadata.namespace == "openstack" && service.spec.selects($0.metadata.labels)
        }
        #expect(pods.count <= 1)
        return pods.first?.metadata.name ?? service.spec.selector[Label.podName]
    }

    /// Who is behind a Service.
    func endpoints(_ name: String = "mariadb") throws -> [String] {
        try find(Endpoints.self, name).spec.readyPods
    }

    /// Writes the status of a pod, as its kubelet would.
    mutating func setReady(_ name: String, _ isReady: Bool) throws {
        var pod = try find(Pod.self, name)
        pod.status.isReady = isReady
        // Its containers have ended: else its kubelet would know better.
        if !isReady { pod.status.startTime = nil }
        let key = world.state.substrate.key(pod)
        world.state.substrate.kernel.journal.cause = EntryID(number: 1)
        let entry = world.state.substrate.kernel.record(
            (isReady ? LCMEntry.podReady : .podNotReady).kind, key.subject(cluster: 1))
        try world.state.substrate.stores[1].update(
            Stored(key: key, object: pod), part: .status, expected: nil, at: world.now, cause: entry)
        world.state.substrate.armCaches(cluster: 1)
        world.state.reviewRhythms()
    }

    /// The index of the host of a pod.
    func host(of pod: String) throws -> UInt32 {
        let node = try find(Pod.self, pod).spec.nodeName
        let names = world.state.substrate.kernel.names
        return try #require(
            names.find(node).flatMap { world.state.substrate.estate.node($0, cluster: 1) })
    }

    /// Lets a fault begin.
    mutating func begin(_ fault: HardwareFault) {
        world.state.plant.begin(fault, &world.state.substrate.kernel)
        _ = world.state.route()
        world.state.reviewRhythms()
    }

    /// Lets a fault end.
    mutating func end(_ fault: HardwareFault) {
        world.state.plant.end(fault, &world.state.substrate.kernel)
        _ = world.state.route()
        world.state.reviewRhythms()
    }

    /// The entries of a word: when, about whom, with what, and their number.
    func entries(_ word: some EntryVocabulary) -> [(
        time: SimTime, subject: String, object: String, id: EntryID
    )] {
        var found: [(SimTime, String, String, EntryID)] = []
        let kernel = world.state.substrate.kernel
        kernel.journal.forEach(after: .none) { id, entry in
            guard entry.kind == word.kind else { return }
            found.append((entry.time, kernel.names[entry.subject.name], kernel.names[entry.object.name], id))
        }
        return found
    }

    /// How many entries there are.
    var count: UInt32 { world.state.substrate.kernel.journal.last.number }

    /// What was journaled, as a run.
    mutating func recorded() -> RecordedRun {
        let blocks = world.state.substrate.closeJournal()
        let kernel = world.state.substrate.kernel
        return RecordedRun(
            seed: 0, outcome: .completed, fingerprint: kernel.journal.fingerprint, names: kernel.names,
            calendar: kernel.calendar, blocks: blocks, events: world.eventCount)
    }
}
