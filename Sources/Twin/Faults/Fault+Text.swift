import Controllers
import HardwareInterfaces
import Kubernetes
import Simulation

extension Fault {
    /// The kinds as they are written, with how their arguments are.
    public static let forms = [
        "power-loss:NODE", "hang:NODE", "slow-boot:NODE:EXTRA", "boot-hang:NODE", "item-fails:NODE:ITEM:TIMES",
        "runtime-hang:NODE", "bmc-unreachable:NODE", "bmc-unauthorized:NODE", "origin-down:ORIGIN",
        "origin-corrupt:ORIGIN", "controller-crash:CONTROLLER:WRITE[:DOWNTIME]",
    ]

    /// Reads a fault; throws with what is wrong and the nearest valid form.
    public init(_ text: String, nodes: [String]) throws(CloudError) {
        func bad(_ problem: String, _ hint: String = "the forms are \(Fault.forms.joined(separator: ", "))") -> CloudError {
            CloudError(problem: "--fault \(text): \(problem)", hint: hint)
        }
        let halves = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let parts = halves[0].split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 2 else { throw bad("there is no KIND:TARGET") }
        target = parts[1]
        self.text = text
        start = .zero
        length = nil
        if halves.count == 2 {
            let when = halves[1].split(separator: "+", maxSplits: 1)
            guard let first = when.first, let start = SimDuration(first), start >= .zero else {
                throw bad("when it begins is no duration", "write it as @2h or @2h+30m")
            }
            self.start = start
            if when.count == 2 {
                guard let length = SimDuration(when[1]), length > .zero else {
                    throw bad("how long it lasts is no duration", "write it as @2h+30m")
                }
                self.length = length
            }
        }
        let arguments = Array(parts.dropFirst(2))
        func duration(_ index: Int) -> SimDuration? {
            index < arguments.count ? SimDuration(arguments[index]) : nil
        }
        var isOfNode = true
        switch (parts[0], arguments.count) {
        case ("power-loss", 0): kind = .powerLoss
        case ("hang", 0): kind = .hang
        case ("slow-boot", 1):
            guard let extra = duration(0), extra >= .zero else {
                throw bad("EXTRA is no duration", "write it as slow-boot:NODE:30m")
            }
            kind = .slowBoot(extra: extra)
        case ("boot-hang", 0): kind = .bootHang
        case ("item-fails", 2):
            guard let times = Int(arguments[1]), times > 0 else { throw bad("TIMES is no positive number") }
            kind = .itemFails(item: arguments[0], times: times)
        case ("runtime-hang", 0): kind = .runtimeHang
        case ("bmc-unreachable", 0): kind = .bmcUnreachable
        case ("bmc-unauthorized", 0): kind = .bmcUnauthorized
        case ("origin-down", 0), ("origin-corrupt", 0):
            isOfNode = false
            guard ArtifactOrigin(rawValue: target) != nil else {
                throw bad(
                    "there is no origin \(target)",
                    "the origins are \(ArtifactOrigin.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            kind = parts[0] == "origin-down" ? .originDown : .originCorrupt
        case ("controller-crash", 1), ("controller-crash", 2):
            isOfNode = false
            let names = ControllerID.allCases.map(\.name)
            guard let index = names.firstIndex(of: target) else {
                throw bad(
                    "there is no controller \(target)",
                    NearestName.find(target, among: names).map { "did you mean \($0)?" }
                        ?? "the controllers are \(names.joined(separator: ", "))")
            }
            guard let write = Int(arguments[0]), write > 0 else { throw bad("WRITE is no positive number") }
            let downtime = arguments.count < 2 ? .seconds(30) : duration(1)
            guard let downtime, downtime >= .zero else { throw bad("DOWNTIME is no duration") }
            kind = .controllerCrash(
                CrashPlan(
                    controller: ControllerID.allCases[index], afterWrite: write,
                    downtime: downtime))
        default:
            let kinds = Fault.forms.map { String($0.prefix { $0 != ":" }) }
            if kinds.contains(parts[0]) { throw bad("wrong number of arguments") }
            throw bad(
                "unknown kind \(parts[0])",
                NearestName.find(parts[0], among: kinds).map { "did you mean \($0)?" }
                    ?? "the forms are \(Fault.forms.joined(separator: ", "))")
        }
        if isOfNode, target != "*", !nodes.contains(target) {
            throw bad(
                "there is no node \(target)",
                NearestName.find(target, among: nodes).map { "did you mean \($0)?" } ?? "use * for all nodes")
        }
    }
}
