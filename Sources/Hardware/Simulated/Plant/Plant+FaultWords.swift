import HardwareInterfaces
import Simulation

/// How the journal speaks of faults of parts.
extension Plant {
    /// A part of a host as a journal's subject: `cmp-01/sda`.
    func part(_ kind: PartKind, _ host: UInt32, _ name: String, _ kernel: inout Kernel) -> Subject {
        let host = hosts[Int(host)]
        return Subject(
            kind: kind.subjectKind, name: kernel.names.intern("\(host.name)/\(name)"),
            cluster: host.cluster)
    }

    /// Whom a fault of the network is about, and what it is.
    func describe(_ fault: NetworkFault, _ kernel: inout Kernel) -> (Subject, String) {
        func subject(_ kind: PartKind, _ name: String) -> Subject {
            Subject(kind: kind.subjectKind, name: kernel.names.intern(name))
        }
        func interface(_ host: UInt32, _ name: String?) -> Subject {
            part(.networkInterface, host, name ?? "*", &kernel)
        }
        switch fault {
        case .detached(let host):
            let host = hosts[Int(host)]
            return (
                Subject(kind: EquipmentKind.host.subjectKind, name: host.nameID, cluster: host.cluster),
                "no network"
            )
        case .interfaceDown(let host, let name): return (interface(host, name), "no link")
        case .interfaceFlaps(let host, let name, let period):
            return (interface(host, name), "link down for half of each \(period)")
        case .interfaceLoses(let host, let name, let percent):
            return (interface(host, name), "\(percent)% of packets lost")
        case .smallMTU(let host, let name): return (interface(host, name), "large packets lost")
        case .switchDown(let each): return (subject(.networkSwitch, each.name), "switch down")
        case .feedDown(let rack, let feeds):
            return (subject(.powerFeed, (rack.map { $0 + "/" } ?? "") + feeds.name), "power feed down")
        case .rackDown(let rack): return (subject(.rack, rack), "power loss")
        case .partition(let cut):
            return (subject(.network, "network"), cut.isOneWay ? "partition, one way" : "partition")
        }
    }
}

extension DiskFault {
    /// In a few words.
    var words: String {
        switch self {
        case .failed: "failed"
        case .slow(let factor): "\(factor) times slower"
        case .full: "full"
        case .readOnly: "read-only"
        }
    }
}
