import Controllers
import HardwareInterfaces
import HardwareSimulated
import Simulation

/// A kind of fault: one row of the table that scenario files, `--fault` and the world share.
public struct FaultKind: Sendable {
    /// What can have the fault.
    public enum Target: String, Sendable {
        case node, origin, controller, cluster, rack, feed, group
        /// A disk or a network interface of nodes.
        case disk, nic
        case networkSwitch = "switch"
        /// A service that there is once; nothing needs to be named.
        case service
    }

    /// What the fault does to the world.
    enum Effect: Sendable {
        case host(@Sendable (UInt32, [FaultArgument]) -> HardwareFault)
        /// Without a name, the disk that the operating system is on.
        case disk(@Sendable (UInt32, String, [FaultArgument]) -> HardwareFault)
        /// Without a name, all interfaces.
        case interface(@Sendable (UInt32, String?, [FaultArgument]) -> HardwareFault)
        case rack(@Sendable (String) -> HardwareFault)
        case networkSwitch(@Sendable (NetworkSwitch) -> HardwareFault)
        /// Without a rack, the feeds of all.
        case feed(@Sendable (_ rack: String?, PowerFeeds) -> HardwareFault)
        case partition
        case origin(@Sendable (ArtifactOrigin, [FaultArgument]) -> HardwareFault)
        case service(HardwareFault)
        case crash
        /// At the API server of a cluster, by its index.
        case cluster(@Sendable (UInt8, [FaultArgument]) -> APIFault)
        /// With what a controller sees.
        case process(@Sendable (ControllerID, [FaultArgument]) -> APIFault)
    }

    /// Which journal entries show that it did something.
    enum Evidence: Sendable {
        /// A failed state item: the first argument.
        case itemFailed
        /// A failed command to equipment.
        case failure(EquipmentKind)
        /// An answer of equipment.
        case answer(EquipmentKind)
        case crash
        /// An entry that says that this fault was felt: it has changed what happens.
        case felt
        /// An entry of an API server about an object of the cluster.
        case refusal(KubernetesEntry)
        /// An entry about the controller.
        case start(KubernetesEntry)
        /// A node that is no longer known to be ready.
        case silence
        /// A wait for the host by a rule of this form.
        case wait(WaitRule.Form)
    }

    /// The name: `power-loss`.
    public let name: String
    /// What goes wrong, in a sentence.
    public let about: String
    /// Its arguments, in order.
    public let fields: [FaultField]
    /// Whether it is over as soon as it has begun.
    public let isMomentary: Bool
    let effect: Effect
    let evidence: Evidence

    init(
        _ name: String, _ about: String, _ effect: Effect, seenBy evidence: Evidence,
        fields: [FaultField] = [], isMomentary: Bool = false
    ) {
        self.name = name
        self.about = about
        self.effect = effect
        self.evidence = evidence
        self.fields = fields
        self.isMomentary = isMomentary
    }

    /// What can have it.
    public var target: Target {
        switch effect {
        case .host: .node
        case .disk: .disk
        case .interface: .nic
        case .rack: .rack
        case .networkSwitch: .networkSwitch
        case .feed: .feed
        case .partition: .group
        case .origin: .origin
        case .service: .service
        case .crash, .process: .controller
        case .cluster: .cluster
        }
    }

    /// Whether it is one of equipment, and not of an API server or a controller.
    var strikesEquipment: Bool {
        switch effect {
        case .host, .disk, .interface, .rack, .networkSwitch, .feed, .partition, .origin, .service: true
        case .crash, .process, .cluster: false
        }
    }

    /// Whether it ends without being ended: at once, or when the crash that it plans has come.
    public var endsByItself: Bool {
        if case .crash = effect { return true }
        return isMomentary
    }

    /// How `--fault` writes it: `slow-boot:NODE:EXTRA`.
    public var form: String {
        name + (target == .service ? "" : ":\(target.form)")
            + fields.map { $0.preset == nil ? ":\($0.title)" : "[:\($0.title)]" }.joined()
    }

    /// The kind called `name`, or nil.
    public static func named(_ name: String) -> FaultKind? { all.first { $0.name == name } }
}

extension FaultKind.Target {
    /// How `--fault` writes it.
    var form: String {
        switch self {
        case .disk: "NODE[/DISK]"
        case .nic: "NODE[/NIC]"
        case .node, .origin, .controller, .cluster, .rack, .feed, .group, .networkSwitch, .service:
            rawValue.uppercased()
        }
    }
}

extension FaultKind: Hashable {
    /// Kinds are told apart by their names.
    public static func == (left: FaultKind, right: FaultKind) -> Bool { left.name == right.name }

    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
