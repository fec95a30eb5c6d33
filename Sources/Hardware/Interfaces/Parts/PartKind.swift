public import Simulation

/// Parts of the plant that nobody sends commands to, with the numbers under which they are subjects of the
/// journal.
public enum PartKind: UInt16, CaseIterable, Sendable {
    /// A disk of a host: `cmp-01/sda`.
    case disk = 144
    /// A network interface of a host: `cmp-01/eno1`.
    case networkInterface
    /// A switch: `rack-01/tor-a`, `rack-01/mgmt`, `spine`.
    case networkSwitch
    /// A rack.
    case rack
    /// A power feed: `rack-01/A`, or `A` for that of all racks.
    case powerFeed
    /// The network between all of these.
    case network
    /// An instance of a tenant.
    case instance = 156
    /// The nova-compute service of a host.
    case computeService

    /// The kind of journal subject.
    public var subjectKind: SubjectKind { SubjectKind(rawValue: rawValue) }

    /// How logs call it.
    public var label: String {
        switch self {
        case .disk: "Disk"
        case .networkInterface: "NIC"
        case .networkSwitch: "Switch"
        case .rack: "Rack"
        case .powerFeed: "Feed"
        case .network: "Network"
        case .instance: "Instance"
        case .computeService: "ComputeService"
        }
    }
}
