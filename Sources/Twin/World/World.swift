public import Controllers
import HardwareInterfaces
public import HardwareSimulated
public import Simulation

/// A whole simulated cloud: API servers, controllers and equipment, in virtual time, from a seed.
///
/// It can't be copied by accident; `fork()` makes a second one that shares everything until either changes
/// it.
public struct World: ~Copyable, Sendable {
    /// All there is of a world. A fork copies it whole, so everything that a world remembers belongs in
    /// here.
    public struct State: Sendable {
        /// API servers, caches, queues and the kernel.
        public var substrate: Substrate
        /// The equipment.
        public internal(set) var plant: Plant
        /// Requests from outside: faults, what the operator does.
        public var inbox = Inbox<Request>()
        /// The controllers.
        var controllers = ControllerSet()
        /// Faults that began and were not ended, by number.
        var faults: [Int: ActiveFault] = [:]
        /// What the operator is about to commence, by number: target, steps (nil for all), attempts so far.
        var commencing: [UInt32: (target: String, steps: [String]?, attempt: Int)] = [:]
        /// What the operator has asked for and was not carried out yet, by number, and how many so far.
        var operating: [UInt32: OperatorRequest] = [:]
        var operated: UInt32 = 0
        /// The poll that will look at a host, by host.
        var polls: [UInt32: SimTime] = [:]
        /// The entry that last changed what the BMC of a host tells.
        var powerCauses: [UInt32: EntryID] = [:]
        /// The databases of clusters, by cluster.
        var databases: [UInt8: DatabaseWatch] = [:]
        /// The alerts that somebody asks for; nil where nobody can.
        var alerts: AlertWatch?
        /// What a world remembers that ticks; nil in one that computes.
        var ticking: Ticking?
        /// Whether databases and message brokers are modelled: otherwise nobody looks at them.
        var modelsProcesses = false
        /// What was answered to clients outside, and not taken yet, in order.
        var answers: [OutsideAnswer] = []
        /// How often the operator was told to commence.
        var commencements: UInt32 = 0
        /// How many events were handled at the present instant, against livelocks.
        var eventsNow = 0
        /// How many events were handled in all.
        var eventCount = 0
        /// How many more there would have been with an event for each cache that sees a change.
        var sharedViews = 0
    }

    /// All of it. Reached directly: with accessors that yield its parts, an optimised build (Swift 6.3)
    /// crashed once.
    public var state: State

    /// The most events that may happen at one instant: guess, far beyond what thousands of machines need.
    static let maxEventsAtOnce = 2_000_000

    /// A world of a template, for one seed. Without `drawsUnknown` the medians of durations are taken as
    /// known.
    public init(_ template: WorldTemplate, seed: UInt64, tieFuzz: UInt64 = 0, drawsUnknown: Bool = true) {
        self.init(template, seed: seed, tieFuzz: tieFuzz, drawsUnknown: drawsUnknown, ticks: false)
    }

    /// As above; with `ticks`, every beat of every rhythm is an event. The journal must be the same.
    package init(
        _ template: WorldTemplate, seed: UInt64, tieFuzz: UInt64 = 0, drawsUnknown: Bool = true, ticks: Bool
    ) {
        var kernel = Kernel(
            seed: seed, tieFuzz: tieFuzz, calendar: template.calendar, timings: Timings(template.timings),
            versions: template.versions, drawsUnknown: drawsUnknown)
        kernel.names = template.names
        var plant = Plant(&kernel)
        var estate = Estate()
        let clusterName = kernel.names.intern(template.cluster)
        let management = kernel.names.intern("management")
        let namespace = kernel.names.intern(template.namespace)
        var members: [EngineMember] = []
        for host in template.hosts {
            let index = host.build(&plant, &estate, &kernel)
            guard host.isNode else { continue }
            var member = EngineMember(host: index, isManager: host.isManager, version: host.engineVersion)
            if host.isDrained { member.availability = .drain }
            members.append(member)
        }
        let engine = plant.add(
            KubernetesEngineSimulator(cluster: WorldTemplate.mosk, nameID: clusterName, members: members))
        estate.clusters = [
            Estate.Cluster(namespace: .empty, name: management, engine: -1),
            Estate.Cluster(namespace: namespace, name: clusterName, engine: engine),
        ]
        estate.revisions = template.revisions
        var substrate = Substrate(kernel: kernel, kinds: template.kinds, stores: template.stores)
        // Without a manager there is no API server to answer.
        let hasManager = members.contains(where: \.isManager)
        substrate.setAvailable(cluster: WorldTemplate.mosk, hasManager)
        estate.openStackSettings = template.openStackSettings
        estate.knowsInstances = template.compute != nil
        plant.compute = template.compute
        substrate.estate = estate
        // OpenStack is not deployed on a cluster that is itself deployed only now.
        if !template.isDeployment, template.plane == .modelled { substrate.setOpenStack(template.openStack) }
        substrate.kernel.recordAsCause(SimulationEntry.runStarted.kind, .none, value: Int64(bitPattern: seed))
        state = State(substrate: substrate, plant: plant)
        state.modelsProcesses = template.plane == .modelled
        if state.modelsProcesses {
            state.addDatabases()
            state.addBrokers(template.openStack.services.flatMap(\.clients))
        }
        state.controllers.install(&state.substrate, without: template.absentControllers)
        state.makeReal(template.realBMCs)
        state.beginRhythms(ticks: ticks)
        if template.watchesAlerts { state.alerts = AlertWatch(template, state.substrate.kernel) }
    }

    private init(_ state: State) { self.state = state }

    /// A second world that goes on from here by itself. Costs what either changes later, not what exists.
    public borrowing func fork() -> World { World(state) }

    /// API servers, caches, queues and the kernel. Copies them: what runs often goes by `state`.
    public var substrate: Substrate {
        get { state.substrate }
        set { state.substrate = newValue }
    }

    /// The equipment. Copies it.
    public var plant: Plant { state.plant }

    /// Requests from outside: faults, what the operator does. Copies them.
    public var inbox: Inbox<Request> {
        get { state.inbox }
        set { state.inbox = newValue }
    }

    /// How many events were handled in all.
    public var eventCount: Int { state.eventCount }

    /// How many it would have been if each cache that sees a change had an event of its own: a measure of
    /// work that does not depend on what events share.
    public var unsharedEventCount: Int { state.eventCount + state.sharedViews }

    /// Draws for each disk when it fails of itself, and lets it be due when that is within `length` from the
    /// beginning. Lives pass `speed` times faster than in reality. Call it once, before the first event.
    public mutating func drawLives(speed: Int64, length: SimDuration) {
        state.plant.drawLives(speed: speed, until: .zero + length, &state.substrate.kernel)
    }

    /// How many faults are on: equipment has them, or a crash is to come, or a disk has failed of itself.
    public var faultCount: Int {
        state.faults.values.reduce(0) { $0 + ($1.hardware.isEmpty ? 0 : 1) }
            + state.substrate.crashesToCome + state.substrate.apiFaultsOn.count + state.plant.deadDisks
    }

    /// The present.
    public var now: SimTime { state.now }

    /// When something is due next; nil when nothing is.
    public var nextTime: SimTime? {
        // Mutating, as what an optimised build (Swift 6.3) reads otherwise is a copy of the whole.
        mutating get { state.nextTime() }
    }

    /// Lets the next thing happen. False when nothing is due, or at a livelock.
    public mutating func step() -> Bool { state.step() }
}

extension World.State {
    /// The present.
    var now: SimTime { substrate.kernel.now }

    /// When something is due next; nil when nothing is.
    mutating func nextTime() -> SimTime? {
        switch (substrate.kernel.queue.nextTime, inbox.nextTime) {
        case (let event?, let message?): min(event, message)
        case (let event, let message): event ?? message
        }
    }

    /// Lets the next thing happen. False when nothing is due, or at a livelock.
    mutating func step() -> Bool {
        if let message = inbox.nextTime, message <= substrate.kernel.queue.nextTime ?? .never {
            advance(to: max(message, now))
            guard let request = inbox.take(at: now) else { return false }
            perform(request)
        } else {
            guard let event = substrate.kernel.queue.pop() else { return false }
            advance(to: event.time)
            eventCount += 1
            guard countEvent() else { return false }
            substrate.kernel.journal.cause = event.cause
            handle(event)
        }
        guard route() else { return false }
        reviewRhythms()
        reviewAlerts()
        return true
    }

    /// Counts what happens at this instant; false, and journaled, when it does not end.
    mutating func countEvent() -> Bool {
        eventsNow += 1
        guard eventsNow > World.maxEventsAtOnce else { return true }
        substrate.kernel.record(SimulationEntry.livelock.kind, .none, value: Int64(eventsNow))
        return false
    }

    private mutating func advance(to time: SimTime) {
        if time > substrate.kernel.now {
            substrate.kernel.now = time
            eventsNow = 0
        }
    }

    private mutating func handle(_ event: Event) {
        switch event.code {
        case RuntimeEvent.beat.rawValue: beat(event)
        case RuntimeEvent.show.rawValue:
            _ = controllers.handle(event, &substrate)
            sharedViews += max(substrate.viewersOfLastShow - 1, 0)
        case RuntimeEvent.deliver.rawValue..<100:
            if let number = controllers.handle(event, &substrate) {
                plant.abandon(OperationID(number: number))
            }
        case PlantEvent.hostPhase.rawValue..<200: plant.handle(event, &substrate.kernel)
        case WorldEvent.commence.rawValue..<300: handleOwn(event)
        default: preconditionFailure("no module owns event code \(event.code)")
        }
    }
}
