import HardwareInterfaces

extension ContainerRuntimeSimulator {
    /// The containers of MKE that each node has, and those that managers have besides, with their images.
    /// Pods and the services of Swarm, whose containers are named by their tasks, are left out.
    ///
    /// Source: MKE documentation, "Manager nodes" (3.6, 3.8); docker/docs ee/ucp, UCP architecture (workers).
    private static let components: [(name: String, image: String, isOnWorkers: Bool)] = [
        ("ucp-client-root-ca", "ucp-cfssl", false), ("ucp-cluster-root-ca", "ucp-cfssl", false),
        ("ucp-controller", "ucp-controller", false), ("ucp-kube-apiserver", "ucp-hyperkube", false),
        ("ucp-kube-controller-manager", "ucp-hyperkube", false), ("ucp-kube-proxy", "ucp-hyperkube", true),
        ("ucp-kube-scheduler", "ucp-hyperkube", false), ("ucp-kubelet", "ucp-hyperkube", true),
        ("ucp-kv", "ucp-etcd", false), ("ucp-proxy", "ucp-agent", true),
    ]

    /// The containers on a host that is this member of an engine; nil where it is none. While the components
    /// of a manager restart, they are made and do not run yet.
    func containers(of member: EngineMember?, host: HostSimulator) -> [RuntimeContainer] {
        guard let member else { return [] }
        return Self.components.filter { member.isManager || $0.isOnWorkers }.map { component in
            var container = RuntimeContainer(
                id: "\(host.name)/\(component.name)", name: component.name,
                image: "mirantis/\(component.image):\(member.version)",
                state: member.isServing ? .running : .created)
            container.restarts = 0
            container.wasOutOfMemory = false
            return container
        }
    }

    /// What the runtime says of itself, with the swarm that `engine` has, nil where its host is in none.
    func facts(
        host: HostSimulator, engine: KubernetesEngineSimulator?
    ) -> ContainerRuntimeFacts {
        let member = engine.flatMap { $0.place(host: host.index) }.flatMap { engine?.members[$0] }
        var facts = ContainerRuntimeFacts(version: version)
        facts.product = "Mirantis Container Runtime"
        facts.operatingSystem = host.facts.distribution
        facts.kernel = host.facts.kernel
        facts.hasLiveRestore = false
        var swarm = SwarmMembership(state: member == nil ? .inactive : .active)
        if let engine, let member, member.isManager {
            swarm.isManager = engine.hasQuorum
            if !engine.hasQuorum { swarm.state = .pending }
            swarm.nodes = engine.members.count
            swarm.managers = engine.managerHosts.count
        }
        facts.swarm = swarm
        let running = containers(of: member, host: host).count { $0.state == .running }
        let all = containers(of: member, host: host).count
        facts.containers = .init(running: running, paused: 0, stopped: all - running)
        return facts
    }
}
