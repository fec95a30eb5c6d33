import HardwareInterfaces
import Simulation

/// Faults of members of Galera clusters, by the host that they run on.
extension Plant {
    mutating func beginGalera(_ fault: HardwareFault, _ kernel: inout Kernel) {
        switch fault {
        case .memberKilled(let host):
            forEachMember(on: host) { plant, galera, member in
                guard plant.galeras[galera].simulator.members[member].process != .off else { return }
                plant.feel(&kernel) { $0 == fault }
                plant.change(galera, &kernel) { Self.obey(.kill, &$0, member, $1) }
            }
        case .memberPaused(let host):
            hosts[Int(host)].faults.memberPauses += 1
            forEachMember(on: host) { plant, galera, member in
                let state = plant.galeras[galera].simulator.members[member]
                guard state.process != .off, !state.isHeld else { return }
                plant.feel(&kernel) { $0 == fault }
                plant.change(galera, &kernel) { Self.obey(.pause, &$0, member, $1) }
            }
        case .dataLost(let host):
            forEachMember(on: host) { plant, galera, member in
                plant.feel(&kernel) { $0 == fault }
                plant.change(galera, &kernel) { simulator, now in
                    Self.obey(.kill, &simulator, member, now)
                    Self.obey(.wipe, &simulator, member, now)
                }
            }
        default: preconditionFailure("\(fault) is no fault of a database")
        }
    }

    mutating func endGalera(_ fault: HardwareFault, _ kernel: inout Kernel) {
        guard case .memberPaused(let host) = fault else { return }
        hosts[Int(host)].faults.memberPauses -= 1
        guard hosts[Int(host)].faults.memberPauses == 0, areContainersRunning(host) else { return }
        resumeMembers(on: host, &kernel)
    }
}
