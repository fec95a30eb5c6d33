import Controllers
import HardwareInterfaces
import Kubernetes
import Simulation

extension Fault {
    /// The kinds as they are written, with how their arguments are.
    public static let forms = [
        "power-loss:NODE", "hang:NODE", "slow-boot:NODE:EXTRA", "boot-hang:NODE",
        "item-fails:NODE:ITEM:TIMES",
        "runtime-hang:NODE", "bmc-unreachable:NODE", "bmc-unauthorized:NODE", "origin-down:ORIGIN",
        "origin-corrupt:ORIGIN", "controller-crash:CONTROLLER:WRITE[:DOWNTIME]",
    ]

    /// Reads a fault of a run of `template`.
    public init(_ text: String, of template: WorldTemplate) throws(CloudError) {
        let types = template.target.spec.machineTypes
        try self.init(
            text, nodes: template.nodes.map(\.name), items: (types.control + types.worker).map(\.name))
    }

    /// Reads a fault; throws with what is wrong and the nearest valid form. `items` are the state items of
    /// the release that is gone to.
    public init(_ text: String, nodes: [String], items: [String]) throws(CloudError) {
        let words = Words(text)
        let halves = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let parts = halves[0].split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 2 else { throw words.bad("there is no KIND:TARGET") }
        target = parts[1]
        self.text = text
        start = .zero
        length = nil
        kind = try words.kind(parts[0], target, Array(parts.dropFirst(2)))
        if halves.count == 2 { (start, length) = try words.when(halves[1]) }
        if case .itemFails(let item, _) = kind, !items.contains(item) {
            let known = items.indices.filter { items.firstIndex(of: items[$0]) == $0 }.map { items[$0] }
            throw words.bad(
                "there is no state item \(item)",
                words.nearest(item, known) ?? "the items are \(known.joined(separator: ", "))")
        }
        switch kind {
        case .originDown, .originCorrupt, .controllerCrash: break
        default:
            guard target == "*" || nodes.contains(target) else {
                throw words.bad(
                    "there is no node \(target)", words.nearest(target, nodes) ?? "use * for all nodes")
            }
        }
    }

    /// Reads the parts of a fault's text.
    private struct Words {
        let text: String

        init(_ text: String) { self.text = text }

        func bad(_ problem: String, _ hint: String? = nil) -> CloudError {
            CloudError(
                problem: "--fault \(text): \(problem)",
                hint: hint ?? "the forms are \(Fault.forms.joined(separator: ", "))")
        }

        func nearest(_ name: String, _ known: [String]) -> String? {
            NearestName.find(name, among: known).map { "did you mean \($0)?" }
        }

        func when(_ text: Substring) throws(CloudError) -> (start: SimDuration, length: SimDuration?) {
            let halves = text.split(separator: "+", maxSplits: 1)
            guard let first = halves.first, let start = SimDuration(first), start >= .zero else {
                throw bad("when it begins is no duration", "write it as @2h or @2h+30m")
            }
            guard halves.count == 2 else { return (start, nil) }
            guard let length = SimDuration(halves[1]), length > .zero else {
                throw bad("how long it lasts is no duration", "write it as @2h+30m")
            }
            return (start, length)
        }

        func kind(_ name: String, _ target: String, _ arguments: [String]) throws(CloudError) -> Kind {
            switch (name, arguments.count) {
            case ("power-loss", 0): return .powerLoss
            case ("hang", 0): return .hang
            case ("boot-hang", 0): return .bootHang
            case ("runtime-hang", 0): return .runtimeHang
            case ("bmc-unreachable", 0): return .bmcUnreachable
            case ("bmc-unauthorized", 0): return .bmcUnauthorized
            case ("slow-boot", 1):
                guard let extra = SimDuration(arguments[0]), extra >= .zero else {
                    throw bad("EXTRA is no duration", "write it as slow-boot:NODE:30m")
                }
                return .slowBoot(extra: extra)
            case ("item-fails", 2):
                return .itemFails(item: arguments[0], times: try count(arguments[1], "TIMES"))
            case ("origin-down", 0), ("origin-corrupt", 0):
                let origins = ArtifactOrigin.allCases.map(\.rawValue)
                guard origins.contains(target) else {
                    throw bad(
                        "there is no origin \(target)",
                        nearest(target, origins) ?? "the origins are \(origins.joined(separator: ", "))")
                }
                return name == "origin-down" ? .originDown : .originCorrupt
            case ("controller-crash", 1), ("controller-crash", 2): return try crash(target, arguments)
            default:
                let kinds = Fault.forms.map { String($0.prefix { $0 != ":" }) }
                if let place = kinds.firstIndex(of: name) {
                    throw bad("wrong number of arguments", "write it as \(Fault.forms[place])")
                }
                throw bad("unknown kind \(name)", nearest(name, kinds))
            }
        }

        private func crash(_ target: String, _ arguments: [String]) throws(CloudError) -> Kind {
            guard let controller = ControllerID.allCases.first(where: { $0.name == target }) else {
                let names = ControllerID.allCases.map(\.name)
                throw bad(
                    "there is no controller \(target)",
                    nearest(target, names) ?? "the controllers are \(names.joined(separator: ", "))")
            }
            let write = try count(arguments[0], "WRITE")
            let downtime = arguments.count < 2 ? .seconds(30) : SimDuration(arguments[1])
            guard let downtime, downtime >= .zero else {
                throw bad(
                    "DOWNTIME is no duration", "write it as controller-crash:CONTROLLER:WRITE:2m")
            }
            return .controllerCrash(CrashPlan(controller: controller, afterWrite: write, downtime: downtime))
        }

        private func count(_ text: String, _ name: String) throws(CloudError) -> Int {
            guard let number = Int(text), number > 0 else {
                throw bad("\(name) is no positive number", "write it as 1 or more")
            }
            return number
        }
    }
}
