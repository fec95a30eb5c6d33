public import HardwareInterfaces
public import Simulation

/// An instance: small numbers only, since a cloud may have hundreds of thousands.
public struct Instance: Sendable {
    /// The name.
    public var name: NameID
    /// The place of its flavor.
    public var flavor: UInt16
    /// The number of its server group, from 1; 0 for none.
    public var group: UInt16 = 0
    /// The number of the availability zone that it is bound to, from 1; 0 for none.
    public var zone: UInt8 = 0
    /// The status.
    public internal(set) var status: ServerStatus
    /// Whether it runs.
    public internal(set) var isRunning: Bool
    /// What it has and what its tags say.
    public var marks: Marks = []
    /// The place of the hypervisor that it is on.
    public internal(set) var hypervisor: Int32 = -1
    /// Its neighbours in the list of the hypervisor's instances; -1 for none.
    var next: Int32 = -1
    var previous: Int32 = -1
    /// Since when it is down; `.never` while it is not.
    var downSince = SimTime.never

    /// An instance that is nowhere yet.
    public init(name: NameID, flavor: UInt16, status: ServerStatus) {
        self.name = name
        self.flavor = flavor
        self.status = status
        isRunning = status == .active || status == .paused || status == .error
    }

    /// What an instance has, and what its tags say.
    public struct Marks: OptionSet, Sendable {
        public let rawValue: UInt8

        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// A port that is a part of a network card (SR-IOV).
        public static let directPort = Marks(rawValue: 1)
        /// Tags about maintenance.
        public static let powerOff = Marks(rawValue: 2)
        public static let liveMigrate = Marks(rawValue: 4)
        public static let notify = Marks(rawValue: 8)
    }
}

extension Instance.Marks {
    /// The mark of a tag.
    public init(_ action: MaintenanceAction) {
        switch action {
        case .powerOff: self = .powerOff
        case .liveMigrate: self = .liveMigrate
        case .notify: self = .notify
        }
    }

    /// What the tags say.
    var actions: [MaintenanceAction] { MaintenanceAction.allCases.filter { contains(Self($0)) } }
}
