public import Controllers
import HardwareInterfaces
import HardwareSimulated
public import Simulation

/// A fault as scenarios and the command line speak it: `KIND:TARGET[:ARGUMENT...]@WHEN[+LENGTH]`, such as
/// `power-loss:cmp-07@1h+20m` or `slow-boot:cmp-07:30m`.
public struct Fault: Hashable, Sendable {
    /// What can be wrong.
    public enum Kind: Hashable, Sendable {
        case powerLoss
        case hang
        case slowBoot(extra: SimDuration)
        case bootHang
        case itemFails(item: String, times: Int)
        case runtimeHang
        case bmcUnreachable
        case bmcUnauthorized
        case originDown
        case originCorrupt
        case controllerCrash(CrashPlan)
    }

    /// What.
    public var kind: Kind
    /// Of whom: a node, `*` for all nodes, an origin or a controller.
    public var target: String
    /// From when on, since the beginning of the run.
    public var start: SimDuration
    /// For how long; nil for ever.
    public var length: SimDuration?
    /// As it was written.
    public var text: String

    /// A crash that the fault plans, or nil.
    var crash: CrashPlan? {
        if case .controllerCrash(let plan) = kind { return plan }
        return nil
    }

    /// The fault in terms of the world's equipment.
    func resolve(in substrate: Substrate) -> [HardwareFault] {
        let hosts = substrate.estate.nodes.indices.filter { index in
            let node = substrate.estate.nodes[index]
            let names = substrate.kernel.names
            return target == "*" && node.name != .empty || names[node.name] == target
                || names[node.bareMetalHost.name] == target
        }.map(UInt32.init)
        let origin = ArtifactOrigin(rawValue: target)
        switch kind {
        case .powerLoss: return hosts.map { .powerLoss(host: $0) }
        case .hang: return hosts.map { .hang(host: $0) }
        case .slowBoot(let extra): return hosts.map { .slowBoot(host: $0, extra: extra) }
        case .bootHang: return hosts.map { .bootHang(host: $0) }
        case .itemFails(let item, let times):
            return hosts.map { .itemFails(host: $0, item: item, times: times) }
        case .runtimeHang: return hosts.map { .runtimeHang(host: $0) }
        case .bmcUnreachable: return hosts.map { .bmcUnreachable(host: $0) }
        case .bmcUnauthorized: return hosts.map { .bmcUnauthorized(host: $0) }
        case .originDown: return origin.map { [.originDown($0)] } ?? []
        case .originCorrupt: return origin.map { [.originCorrupt($0)] } ?? []
        case .controllerCrash: return []
        }
    }
}
