import HardwareInterfaces
import Simulation

/// What equipment says of itself where that needs more than one piece of it.
extension Plant {
    /// The engine that a host is a member of.
    private func engine(of host: UInt32) -> KubernetesEngineSimulator? {
        engines.first { $0.place(host: host) != nil }
    }

    /// What the container runtime of a host says of itself.
    func runtimeFacts(_ host: Int) -> ContainerRuntimeFacts {
        runtimes[host].facts(host: hosts[host], engine: engine(of: UInt32(host)))
    }

    /// The containers of a host that its runtime knows of.
    func runtimeContainers(_ host: Int) -> [RuntimeContainer] {
        let engine = engine(of: UInt32(host))
        let member = engine.flatMap { $0.place(host: UInt32(host)) }.flatMap { engine?.members[$0] }
        return runtimes[host].containers(of: member, host: hosts[host])
    }

    /// The nodes of an engine, in order of their names. A manager is reachable that takes part in the quorum;
    /// who leads is not modelled.
    func engineNodes(_ index: Int, _ kernel: Kernel) -> [EngineNode] {
        let side = Set(quorumSide(of: index))
        return engines[index].members.map { member in
            let host = hosts[Int(member.host)]
            var node = EngineNode(
                name: kernel.names[host.nodeName], isManager: member.isManager,
                availability: member.availability, state: isReachable(member.host) ? .ready : .down)
            if member.isManager { node.isReachable = side.contains(member.host) }
            node.runtimeVersion = runtimes[Int(member.host)].version
            return node
        }.sorted { $0.name < $1.name }
    }

    /// The version of the first manager that takes part in the quorum.
    func engineVersion(_ index: Int) -> String? {
        let engine = engines[index]
        return engine.quorumSide.first.flatMap(engine.place(host:)).map { engine.members[$0].version }
    }
}
