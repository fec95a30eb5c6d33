/// A switch of the network.
public enum NetworkSwitch: Hashable, Sendable {
    /// What joins the racks with each other and with the services; stands for all switches of that layer.
    case spine
    /// One of the two top-of-rack switches of a rack, A or B.
    case top(rack: String, isB: Bool)
    /// The switch that the BMCs of a rack hang on.
    case management(rack: String)

    /// `spine`, `rack-01/tor-a`, `rack-01/tor-b`, `rack-01/mgmt`.
    public var name: String {
        switch self {
        case .spine: "spine"
        case .top(let rack, let isB): "\(rack)/tor-\(isB ? "b" : "a")"
        case .management(let rack): "\(rack)/mgmt"
        }
    }

    /// All switches of a network of these racks.
    public static func all(racks: [String]) -> [NetworkSwitch] {
        [.spine]
            + racks.flatMap { rack in
                [.top(rack: rack, isB: false), .top(rack: rack, isB: true), .management(rack: rack)]
            }
    }
}
