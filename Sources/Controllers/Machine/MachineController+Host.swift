import Kubernetes
import Simulation

extension MachineController {
    /// How long a machine waits before it looks again for something that it needs: guess.
    static let needRetry = SimDuration.minutes(1)

    /// The LCMMachine of a machine that is new, once its cluster has an LCMCluster.
    func makeLCMMachine(_ machine: Machine, _ substrate: inout Substrate) -> ReconcileResult {
        let (name, namespace) = (machine.metadata.name, machine.metadata.namespace)
        guard let cluster = machine.metadata.labels[Label.clusterName] else { return .settled }
        let key = substrate.key(LCMCluster.self, cluster, namespace: namespace)
        guard let wanted = substrate.box(LCMCluster.self, key, cluster: 0)?.object else { return .settled }
        var lcm = LCMMachine(
            metadata: ObjectMeta(name: name, namespace: namespace, labels: [Label.clusterName: cluster]))
        lcm.metadata.ownerReferences = [OwnerReference(controlling: machine)]
        lcm.metadata.finalizers = [LCMMachine.finalizer]
        lcm.spec.clusterName = cluster
        lcm.spec.type = machine.metadata.labels[Label.controlPlane] == nil ? .worker : .control
        lcm.spec.lcmType = wanted.spec.lcmType
        lcm.spec.agentConfig = wanted.spec.agentConfig
        hold(machine, &substrate)
        substrate.create(lcm, cluster: 0)
        return .settled
    }

    /// Gives a machine the first available host that its selector allows, and has the image of its cluster's
    /// release written there as soon as the machine has all that it needs. Answers what there is to wait for;
    /// nil when the machine has a host and the host has its image.
    ///
    /// Source: Mirantis/mcc-api pkg/apis/public/cluster/v1alpha1 (hostSelector); page "Machine".
    func provideHost(_ machine: Machine, _ substrate: inout Substrate) -> ReconcileResult? {
        let (name, namespace) = (machine.metadata.name, machine.metadata.namespace)
        let own = substrate.boxes(BareMetalHost.self, by: IndexKey("consumer", name), cluster: 0)
        if var mine = own.first(where: { $0.object.metadata.namespace == namespace })?.object {
            guard mine.spec.image == nil, mine.status.provisioning.state == .available,
                let release = release(of: machine, &substrate)
            else { return nil }
            if let obstacle = equip(&mine, for: machine, release, &substrate) { return obstacle }
            substrate.update(mine, cluster: 0)
            return nil
        }
        guard let release = release(of: machine, &substrate) else { return .after(Self.needRetry) }
        // Nearly every selector asks for one host by its identity.
        let selector = machine.spec.provider.hostSelector
        let hosts =
            selector.matchLabels[Label.hostID].map {
                substrate.boxes(
                    BareMetalHost.self, by: IndexKey("identity", namespace: namespace, $0), cluster: 0)
            } ?? substrate.boxes(BareMetalHost.self, cluster: 0)
        let free = hosts.filter {
            $0.object.isFree && $0.object.metadata.namespace == namespace
                && selector.matches($0.object.metadata.labels)
        }
        guard var host = free.min(by: { $0.object.metadata.name < $1.object.metadata.name })?.object else {
            return .blocked(
                on: substrate.key(machine).subject(cluster: 0),
                rule: WaitRule(.noHost), retry: nil)
        }
        var consumer = ConsumerReference()
        consumer.kind = MachineSpec.info.kind
        consumer.name = name
        consumer.namespace = namespace
        host.spec.consumerRef = consumer
        var equipped = host
        let obstacle = equip(&equipped, for: machine, release, &substrate)
        substrate.update(
            obstacle == nil ? equipped : host, cluster: 0,
            note: Write.Note(LCMEntry.hostAssigned.kind, substrate.key(machine).subject(cluster: 0)))
        return obstacle
    }

    /// The machines that a host may serve which has become free.
    func waiting(
        for host: BareMetalHost, since old: BareMetalHost?, _ substrate: inout Substrate
    ) -> WorkKeys {
        // Whoever waits at the epoch is looked at anyway, as after a restart: this only spares the search.
        guard substrate.kernel.now > .zero || old != nil,
            old.map({ !$0.isFree || $0.metadata.labels != host.metadata.labels }) ?? true
        else { return [] }
        let namespace = host.metadata.namespace
        var machines = substrate.boxes(
            Machine.self, by: IndexKey("any host", namespace), cluster: 0)
        if let identity = host.metadata.labels[Label.hostID] {
            machines += substrate.boxes(
                Machine.self, by: IndexKey("identity", namespace: namespace, identity), cluster: 0)
        }
        let fitting = machines.filter { $0.object.spec.provider.hostSelector.matches(host.metadata.labels) }
        return WorkKeys(fitting.map { WorkKey(cluster: 0, object: $0.key) })
    }

    /// The release that the machine's cluster wants.
    private func release(of machine: Machine, _ substrate: inout Substrate) -> ClusterRelease? {
        guard let name = machine.metadata.labels[Label.clusterName] else { return nil }
        let key = substrate.key(Cluster.self, name, namespace: machine.metadata.namespace)
        guard
            let cluster = substrate.getLive(
                Cluster.self, key, cluster: 0, because: "only the release that it wants is read")
        else { return nil }
        let releaseKey = substrate.key(ClusterRelease.self, cluster.object.spec.provider.release)
        return substrate.getLive(
            ClusterRelease.self, releaseKey, cluster: 0, because: "releases never change")?.object
    }
}

extension BareMetalHost {
    /// Whether a machine may take it.
    var isFree: Bool {
        spec.consumerRef == nil && !metadata.isDeleting && status.provisioning.state == .available
    }
}
