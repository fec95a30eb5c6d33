import Controllers
import Kubernetes
import Scenarios
import Simulation
import Synchronization
import Testing

@testable import Twin

/// A small estate with what goes wrong in it, to be run computed and ticking.
struct TickingCase: CustomStringConvertible {
    var seed: UInt64
    var managers: Int
    var workers: Int
    /// Whether its update is commenced.
    var isUpdated: Bool
    /// Whether its cluster is there; else it is deployed.
    var isDeployed = true
    /// How many racks its hosts stand in; 0 when the cloud does not say.
    var racks = 0
    /// Until when it is looked at.
    var length: SimDuration
    var faults: [FaultDraft]
    /// What the operator does.
    var actions: [Action] = []
    /// How long tokens of agents live; nil for as long as always.
    var terms: AgentToken.Terms?

    /// What the operator does to machines, besides the update.
    struct Action: CustomStringConvertible {
        enum What: String, CaseIterable { case add, delete, disable, enable }
        var what: What
        /// The machine.
        var name: String
        var time: SimDuration

        var description: String { "\(what.rawValue) \(name) at \(time)" }

        /// What is asked of the world.
        func requests(_ facts: CloudFacts) throws -> [Request] {
            func write(_ field: String, _ value: Bool) throws -> Request {
                .write(
                    try ObjectWrite(
                        object: "Machine/\(name)", path: "spec.providerSpec.value.\(field)",
                        value: .bool(value), facts))
            }
            switch what {
            case .add:
                return try Self.objects(name).map { .apply(try ObjectApply($0, facts)) }
            case .delete: return [try write("delete", true)]
            case .disable: return [try write("disable", true)]
            case .enable: return [try write("disable", false)]
            }
        }

        /// A new host and the machine that gets it.
        static func objects(_ name: String) throws -> [Value] {
            var host = BareMetalHost(metadata: ObjectMeta(name: "bm-\(name)", namespace: "lab"))
            host.metadata.labels[Label.hostID] = "hw-\(name)"
            host.spec.online = true
            host.spec.bootMACAddress = "52:54:00:00:00:99"
            host.spec.bmc.address = "10.0.0.99:623"
            host.spec.bmc.credentialsName = "spare-credentials"
            var machine = BareMetalFixture.newMachine(name)
            machine.spec.provider.hostSelector.matchLabels[Label.hostID] = "hw-\(name)"
            return [host.encoded(), machine.encoded()].map { value in
                var value = value
                value["status"] = nil
                return value
            }
        }
    }

    /// As the command line would have it.
    var description: String {
        "\(managers) managers, \(workers) workers, \(length)\(isUpdated ? ", updated" : "")"
            + (isDeployed ? "" : ", to be deployed") + (racks > 0 ? ", \(racks) racks" : "")
            + (terms == nil ? "" : ", short tokens") + ": --seed \(seed)"
            + faults.map { " --fault '\($0)'" }.joined() + actions.map { "; \($0)" }.joined()
    }

    /// A case of any kind.
    static func random(_ seed: UInt64) throws -> TickingCase {
        var dice = Dice(seed)
        var made = TickingCase(
            seed: seed, managers: 1 + dice.below(3), workers: 1 + dice.below(6),
            isUpdated: dice.below(2) == 0, length: .minutes(Int64(20 + dice.below(50))), faults: [])
        made.racks = dice.pick([0, 2, 3])
        if dice.below(5) == 0 {
            // A deployment takes some hours.
            (made.isDeployed, made.isUpdated) = (false, false)
            made.length = .minutes(Int64(60 + dice.below(240)))
        }
        let facts = try made.facts()
        for number in 0...dice.below(6) {
            // The first ones go through all kinds.
            let kind = number == 0 ? FaultKind.all[Int(seed) % FaultKind.all.count] : dice.pick(FaultKind.all)
            let draft = FaultDraft.random(kind, &dice, within: made.length, facts)
            if let draft { made.faults.append(draft) }
        }
        if dice.below(2) == 0 { made.terms = AgentToken.Terms(life: .minutes(12), reserve: .minutes(4)) }
        // A machine that comes needs some hours until its node is there.
        if dice.below(3) == 0, made.isDeployed {
            if dice.below(2) == 0 { made.length = .hours(Int64(1 + dice.below(3))) }
            for number in 0...dice.below(3) {
                let what = dice.pick(Action.What.allCases)
                let name = what == .add ? "new-0\(number)" : "cmp-0\(1 + dice.below(made.workers))"
                let time = SimDuration.milliseconds(
                    Int64(dice.below(Int(made.length.wholeSeconds) * 500)))
                made.actions.append(Action(what: what, name: name, time: time))
            }
        }
        return made
    }

    /// The cases that are smaller by one thing.
    var smaller: [TickingCase] {
        var all: [TickingCase] = []
        func add(_ change: (inout TickingCase) -> Void) {
            var copy = self
            change(&copy)
            all.append(copy)
        }
        if faults.count > 3 {
            add { $0.faults.removeFirst(faults.count / 2) }
            add { $0.faults.removeLast(faults.count / 2) }
        }
        for place in faults.indices { add { $0.faults.remove(at: place) } }
        for place in actions.indices { add { $0.actions.remove(at: place) } }
        if isUpdated { add { $0.isUpdated = false } }
        if racks > 0 { add { $0.racks = 0 } }
        if terms != nil { add { $0.terms = nil } }
        if managers > 1 { add { $0.managers = 1 } }
        if workers > 1 { add { $0.workers = 1 } }
        if managers > 2 { add { $0.managers -= 1 } }
        if workers > 2 { add { $0.workers -= 1 } }
        if length > .minutes(10) { add { $0.length = length / 2 } }
        for place in faults.indices {
            for simpler in faults[place].simpler { add { $0.faults[place] = simpler } }
        }
        return all.filter { candidate in
            do {
                let facts = try candidate.facts()
                return candidate.faults.allSatisfy { $0.isPossible(facts) }
                    && candidate.actions.allSatisfy { action in
                        action.what == .add || facts.sites.contains { $0.name == action.name }
                    }
            } catch {
                return false
            }
        }
    }

    private var builder: CloudBuilder {
        var builder = CloudBuilder()
        builder.managers = (1...managers).map { "ctl-0\($0)" }
        builder.workers = (1...workers).map { CloudBuilder.Worker(name: "cmp-0\($0)") }
        builder.extra = BareMetalFixture.credentials
        builder.isDeployed = isDeployed
        builder.racks = racks
        return builder
    }

    private static let templates = Mutex<[String: WorldTemplate]>([:])

    /// The estate, made once.
    func template() throws -> WorldTemplate {
        let key = "\(managers) \(workers) \(isDeployed) \(racks)"
        if let made = Self.templates.withLock({ $0[key] }) { return made }
        let made = try builder.template()
        Self.templates.withLock { $0[key] = made }
        return made
    }

    private func facts() throws -> CloudFacts { CloudFacts(try template()) }

    /// Runs it.
    func run(ticks: Bool, prepare: (inout World) -> Void = { _ in }) throws -> RecordedRun {
        let template = try template()
        var world = World(template, seed: seed, ticks: ticks)
        if let terms { world.state.substrate.beginTokens(terms) }
        prepare(&world)
        for (number, fault) in try template.faults(faults.map(\.description)).enumerated() {
            let start = SimTime.zero + (fault.start ?? .zero)
            world.state.inbox.post(.begin(fault, number: number), at: start)
            if let length = fault.length { world.state.inbox.post(.end(number: number), at: start + length) }
        }
        let facts = CloudFacts(template)
        for action in actions {
            for request in try action.requests(facts) {
                world.state.inbox.post(request, at: .zero + action.time)
            }
        }
        if isUpdated {
            let target = try #require(template.target).metadata.name
            world.state.inbox.post(.commence(target: target, steps: nil), at: .zero + .seconds(5))
        }
        while let next = world.nextTime, next <= .zero + length, world.step() {}
        let blocks = world.state.substrate.closeJournal()
        let kernel = world.state.substrate.kernel
        return RecordedRun(
            seed: seed, outcome: .completed, fingerprint: kernel.journal.fingerprint, names: kernel.names,
            calendar: kernel.calendar, blocks: blocks, events: world.eventCount)
    }

    /// Where the computed and the ticking run part, in words; nil when they are the same.
    func difference(computed prepare: (inout World) -> Void = { _ in }) throws -> String? {
        let (computed, ticking) = (try run(ticks: false, prepare: prepare), try run(ticks: true))
        guard let found = Comparison.firstDifference(computed, ticking) else { return nil }
        return Comparison.render(found, computed, ticking, "computed", "ticking")
    }
}
