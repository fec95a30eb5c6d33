import HardwareInterfaces
import Simulation

/// Faults of what runs on hosts while the hosts themselves are well, and of what they are fed with.
extension Plant {
    mutating func beginSoftware(_ fault: HardwareFault, _ kernel: inout Kernel) {
        switch fault {
        case .kubeletStopped(let host):
            hosts[Int(host)].faults.kubeletStops += 1
            if hosts[Int(host)].faults.kubeletStops == 1 {
                notices.append(.equipment(.kubelet(host, isRunning: false)))
            }
        case .agentStopped(let host):
            hosts[Int(host)].faults.agentStops += 1
            if hosts[Int(host)].faults.agentStops == 1 {
                notices.append(.equipment(.agent(host, isRunning: false)))
            }
        case .slowPulls(let host, let factor):
            hosts[Int(host)].faults.slowPulls.change(factor, begins: true)
        case .managerLost(let host):
            let isManager = engines.contains { engine in
                engine.place(host: host).map { engine.members[$0].isManager } ?? false
            }
            if isManager, servesAsManager(host) {
                feel(&kernel) { $0 == fault }
            }
            hosts[Int(host)].faults.managerLosses += 1
            reviewLinks([host], &kernel)
        case .originSlow(let origin, let factor):
            if mirror.slow(origin, Self.bounded(factor), &kernel) { feel(&kernel) { $0 == fault } }
        default: preconditionFailure("\(fault) is no fault of software")
        }
    }

    mutating func endSoftware(_ fault: HardwareFault, _ kernel: inout Kernel) {
        switch fault {
        case .kubeletStopped(let host):
            hosts[Int(host)].faults.kubeletStops -= 1
            if hosts[Int(host)].faults.kubeletStops == 0 {
                notices.append(.equipment(.kubelet(host, isRunning: true)))
            }
        case .agentStopped(let host):
            hosts[Int(host)].faults.agentStops -= 1
            if hosts[Int(host)].faults.agentStops == 0 {
                notices.append(.equipment(.agent(host, isRunning: true)))
            }
        case .slowPulls(let host, let factor):
            hosts[Int(host)].faults.slowPulls.change(factor, begins: false)
        case .managerLost(let host):
            hosts[Int(host)].faults.managerLosses -= 1
            reviewLinks([host], &kernel)
        case .originSlow(let origin, let factor): mirror.restore(origin, Self.bounded(factor), &kernel)
        default: preconditionFailure("\(fault) is no fault of software")
        }
    }

    /// A factor that keeps sums within 64 bits: what is a thousand times slower is as good as still.
    private static func bounded(_ factor: Int64) -> Int64 { min(max(factor, 1), 1000) }

    /// Whether a host takes part in the quorums of its engine, if it is a manager: others reach it and the
    /// containers of the manager are alive.
    func servesAsManager(_ host: UInt32) -> Bool {
        guard areContainersRunning(host), hosts[Int(host)].faults.managerLosses == 0 else { return false }
        guard !network.isQuiet || !network.tried.isEmpty else { return true }
        return network.isAttached(.host(host)) && !hosts[Int(host)].lapses.contains(.cluster)
    }

    /// Whether the state item that a command is a part of fails now, whatever the command is; uses up one
    /// failure. It fails at the end of its time, and before it changes anything.
    mutating func failsItem(_ effect: Effect) -> Bool {
        guard let item = effect.item else { return false }
        return hosts[Int(item.host)].faults.fails(item: item.name)
    }

    /// How much longer a command to a container runtime takes by a fault; the fault is felt.
    mutating func slowness(
        of command: ContainerRuntimeCommand, _ host: Int, _ kernel: inout Kernel
    ) -> Int64 {
        guard case .pull = command, hosts[host].faults.pullSlowness > 1 else { return 1 }
        feel(&kernel) { if case .slowPulls(UInt32(host), 2...) = $0 { true } else { false } }
        // Together with a slow disk it stays within 64 bits.
        let most = max(100_000 / hosts[host].diskSlowness, 1)
        return min(hosts[host].faults.pullSlowness, most)
    }
}
