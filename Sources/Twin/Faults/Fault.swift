public import Controllers
import HardwareInterfaces
import HardwareSimulated
public import Simulation

/// Something that goes wrong: what, with whom, when and for how long. Scenario files and the command line
/// speak it alike; the latter as `KIND:TARGET[:ARGUMENT...]@WHEN[+LENGTH]`.
public struct Fault: Hashable, Sendable {
    /// What.
    public var kind: FaultKind
    /// The arguments, one for each field of the kind.
    public var arguments: [FaultArgument]
    /// With whom.
    let target: FaultTarget
    /// From when on.
    public var trigger: Trigger
    /// How long after that.
    public var delay: SimDuration
    /// For how long; nil until it is ended, or for ever.
    public var length: SimDuration?
    /// As it was written, or how a report calls it. It also tells the draws of two faults apart.
    public var text: String
    /// What the hosts that it may strike are called, as far as that is known before the run: nodes and
    /// BareMetalHosts.
    let meant: Set<String>

    /// Makes a fault; throws when it can't be one of the cloud.
    public init(
        _ kind: FaultKind, _ arguments: [FaultArgument], _ selector: FaultSelector,
        trigger: Trigger = .at(.zero),
        delay: SimDuration = .zero, length: SimDuration? = nil, text: String, _ facts: CloudFacts
    ) throws(Objection) {
        precondition(arguments.count == kind.fields.count, "\(kind.name) has other arguments")
        target = try FaultTarget(selector, kind.target, facts)
        if kind.isMomentary, length != nil {
            throw Objection("a \(kind.name) ends by itself", "leave its length out", field: "for")
        }
        let sites = target.nodes.map { nodes in facts.sites.filter { nodes.covers($0) } } ?? []
        meant = Set(sites.flatMap { [$0.name] + ($0.host.map { [$0] } ?? []) })
        self.kind = kind
        self.arguments = arguments
        self.trigger = trigger
        self.delay = delay
        self.length = length
        self.text = text
    }

    /// When it begins, since the beginning of the run; nil when that shows only in the run.
    public var start: SimDuration? {
        guard case .at(let time) = trigger else { return nil }
        return time + delay
    }

    /// Whether an entry of a run, while it is on, shows that it did something; `number` is the fault's in
    /// the run.
    public func isSeen(in entry: Entry, _ names: borrowing NameTable, number: Int) -> Bool {
        func isMeant(_ subject: Subject) -> Bool {
            switch target {
            case .nodes(.all, _), .service: true
            case .nodes: meant.contains(names[subject.name])
            case .controller(let controller): names[subject.name] == controller.name
            case .cluster(let cluster): cluster == subject.cluster
            // Their faults say when they are felt.
            case .rack, .networkSwitch, .feed, .group, .origin: false
            }
        }
        func isFailure(_ equipment: EquipmentKind) -> Bool {
            (entry.kind == EquipmentEntry.commandFailed.kind
                || entry.kind == EquipmentEntry.commandTimedOut.kind)
                && entry.object.kind == equipment.subjectKind
        }
        let isFelt =
            entry.kind == EquipmentEntry.faultFelt.kind && entry.value == Int64(number)
            && names[entry.object.name] == kind.name
        if isFelt { return true }
        switch kind.evidence {
        case .itemFailed:
            return entry.kind == LCMEntry.itemFailed.kind && names[entry.object.name] == arguments[0].item
                && isMeant(entry.subject)
        case .failure(let equipment):
            // BMCs are spoken to by way of Ironic.
            let isMet = isFailure(equipment) || equipment == .bmc && isFailure(.ironic)
            return isMet && (equipment != .bmc || isMeant(entry.object))
        case .answer(let equipment):
            let isAsked =
                entry.object.kind == equipment.subjectKind
                || equipment == .bmc && entry.object.kind == EquipmentKind.ironic.subjectKind
            // A server is called by its host's object until a machine has it.
            guard isAsked, isMeant(entry.object) || isMeant(entry.subject) else { return false }
            return entry.kind == EquipmentEntry.commandSucceeded.kind || isWaitedFor(entry, names)
        case .felt: return false
        case .refusal(let word): return entry.kind == word.kind && isMeant(entry.subject)
        case .start(let word): return entry.kind == word.kind && isMeant(entry.subject)
        case .silence:
            return entry.kind == LCMEntry.nodeReady.kind && names[entry.object.name] == "Unknown"
                && isMeant(entry.subject)
        case .wait(let form):
            return entry.kind == SimulationEntry.waitBegan.kind && isMeant(entry.object)
                && WaitRule(reading: names[NameID(number: UInt32(truncatingIfNeeded: entry.value))]).form
                    == form
        case .crash:
            return entry.kind == KubernetesEntry.controllerCrashed.kind && isMeant(entry.subject)
        }
    }

    /// Whether an entry tells that the power or the boot that it brings was waited for in vain: so it goes
    /// where a BMC tells the wrong power or does not switch it.
    private func isWaitedFor(_ entry: Entry, _ names: borrowing NameTable) -> Bool {
        guard entry.kind == EquipmentEntry.commandFailed.kind else { return false }
        let text = names[NameID(number: UInt32(truncatingIfNeeded: entry.value))]
        return text.hasSuffix(IronicError.powerStuck.summary)
            || text.hasSuffix("the ramdisk did not call back")
    }

    /// A crash that the fault plans, or nil.
    public var crash: CrashPlan? {
        guard case (.crash, .controller(let controller)) = (kind.effect, target) else { return nil }
        return CrashPlan(
            controller: controller, afterWrite: arguments[0].count, downtime: arguments[1].duration)
    }

    /// What is wrong with an API server or with watches, or nil.
    var api: APIFault? {
        switch (kind.effect, target) {
        case (.cluster(let make), .cluster(let cluster)): make(cluster, arguments)
        case (.process(let make), .controller(let controller)): make(controller, arguments)
        default: nil
        }
    }

    /// The fault in terms of the world's equipment, as the world is now: a disk without a name is the one
    /// that the system is on when the fault begins, whatever it is on when it ends.
    func hardware(in substrate: Substrate, _ plant: Plant) -> [HardwareFault] {
        switch (kind.effect, target) {
        case (.host(let make), .nodes(let nodes, _)):
            return hosts(nodes, in: substrate).map { make($0, arguments) }
        case (.disk(let make), .nodes(let nodes, let part)):
            return hosts(nodes, in: substrate).map { host in
                make(host, part ?? plant.hosts[Int(host)].rootDisk, arguments)
            }
        case (.interface(let make), .nodes(let nodes, let part)):
            return hosts(nodes, in: substrate).map { make($0, part, arguments) }
        case (.rack(let make), .rack(let rack)): return [make(rack)]
        case (.networkSwitch(let make), .networkSwitch(let each)): return [make(each)]
        case (.feed(let make), .feed(let rack, let feeds)): return [make(rack, feeds)]
        case (.partition, .group(let group)):
            let (sites, random) = (sites(in: substrate), substrate.kernel.random)
            let managers = plant.engines.flatMap(\.managerHosts)
            let from = group.network(sites, managers: managers, random, draw: text)
            let to = arguments[0].group.network(sites, managers: managers, random, draw: text + " peers")
            guard !from.isEmpty, !to.isEmpty else { return [] }
            let cut = NetworkCut(from: from, to: to, isOneWay: arguments[1].isOneWay)
            return [.network(.partition(cut))]
        case (.origin(let make), .origin(let origin)): return [make(origin, arguments)]
        case (.service(let fault), .service): return [fault]
        case (.crash, _), (.cluster, _), (.process, _): return []
        default: preconditionFailure("a \(kind.name) can't strike \(target)")
        }
    }

    /// The hosts that are meant, as the world is now.
    private func hosts(_ nodes: NodeChoice, in substrate: Substrate) -> [UInt32] {
        nodes.choose(sites(in: substrate), substrate.kernel.random, draw: text).map { UInt32($0) }
    }

    private func sites(in substrate: Substrate) -> [FaultSite] {
        let hosts = substrate.estate.nodes.indices.map { index in
            let node = substrate.estate.nodes[index]
            let isNode = node.name != .empty
            return (substrate.kernel.names[isNode ? node.name : node.bareMetalHost.name], isNode)
        }
        return FaultSite.all(hosts, substrate.stores)
    }
}
