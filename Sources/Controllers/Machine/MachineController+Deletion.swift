import Kubernetes
import Simulation

/// How a Machine is deleted: prepared by LCM, out of its cluster, its host given back.
///
/// Source: pages "Delete a cluster machine using CLI" (the policies and their steps) and "Precautions for a
/// cluster machine deletion".
extension MachineController {
    /// How long a deletion that is not allowed or is held up waits before it looks again: guess.
    static let deletionRetry = SimDuration.minutes(1)

    /// Does the next step of the deletion of a machine.
    func delete(
        _ machine: Machine, _ lcm: LCMMachine?, _ substrate: inout Substrate
    ) -> ReconcileResult {
        let policy = machine.spec.provider.deletionPolicy ?? defaultPolicy(machine, &substrate)
        if let lcm, policy == .graceful, lcm.status.prepareDeletionPhase != .completed,
            !lcm.metadata.isDeleting
        {
            return prepare(machine, lcm, &substrate)
        }
        guard machine.metadata.isDeleting else {
            if let lcm { report(machine, lcm, &substrate) }
            if !machine.metadata.finalizers.contains(Machine.finalizer) {
                hold(machine, &substrate)
            } else {
                substrate.delete(machine, cluster: 0)
            }
            return .settled
        }
        guard machine.metadata.finalizers.contains(Machine.finalizer) else { return .settled }
        if let lcm { return remove(lcm, policy, &substrate) }
        if let waiting = giveBackHost(of: machine, policy, &substrate) { return waiting }
        var machine = machine
        machine.metadata.finalizers.removeAll { $0 == Machine.finalizer }
        substrate.update(machine, cluster: 0, note: Write.Note(LCMEntry.machineRemoved.kind))
        return .settled
    }

    /// Keeps the machine until all that it stands for is given back.
    func hold(_ machine: Machine, _ substrate: inout Substrate) {
        guard !machine.metadata.finalizers.contains(Machine.finalizer), !machine.metadata.isDeleting else {
            return
        }
        var machine = machine
        machine.metadata.finalizers.append(Machine.finalizer)
        substrate.update(machine, cluster: 0)
    }

    /// The policy of machines that name none: graceful since the Cluster releases 17.0.0, 16.0.0 and 14.1.0,
    /// unsafe before. Source: page "Delete a cluster machine using CLI".
    private func defaultPolicy(_ machine: Machine, _ substrate: inout Substrate) -> DeletionPolicy {
        guard let cluster = machine.metadata.labels[Label.clusterName] else { return .graceful }
        let key = substrate.key(LCMCluster.self, cluster, namespace: machine.metadata.namespace)
        guard let lcm = substrate.box(LCMCluster.self, key, cluster: 0) else { return .graceful }
        return lcm.object.spec.release.isGracefulByDefault ? .graceful : .unsafe
    }

    private func prepare(
        _ machine: Machine, _ lcm: LCMMachine, _ substrate: inout Substrate
    ) -> ReconcileResult {
        if lcm.status.prepareDeletionPhase == .none, lcm.spec.type == .control,
            let result = refuse(lcm, &substrate)
        {
            return result
        }
        if !lcm.spec.prepareDeletion {
            var lcm = lcm
            lcm.spec.prepareDeletion = true
            substrate.update(lcm, cluster: 0)
        }
        report(machine, lcm, &substrate)
        let holder = substrate.key(lcm).subject(cluster: 0)
        return .blocked(on: holder, rule: WaitRule(.deletionPrepared), retry: nil)
    }

    private func report(_ machine: Machine, _ lcm: LCMMachine, _ substrate: inout Substrate) {
        report(
            Stored(key: substrate.key(machine), object: machine),
            Stored(key: substrate.key(lcm), object: lcm),
            index: machine.status.providerStatus.upgradeIndex, isDisabled: lcm.spec.disable, obstacle: nil,
            &substrate)
    }

    /// Why a manager may not go now; nil when it may. At least two managers must be Ready, one may go at a
    /// time, and those that stay must have a majority among themselves.
    ///
    /// Source: page "Precautions for a cluster machine deletion"; the last rule is that of etcd and Swarm.
    private func refuse(_ lcm: LCMMachine, _ substrate: inout Substrate) -> ReconcileResult? {
        let (name, namespace) = (lcm.spec.clusterName, lcm.metadata.namespace)
        let names = (substrate.kernel.names.intern(namespace), substrate.kernel.names.intern(name))
        guard let mosk = substrate.estate.cluster(namespace: names.0, name: names.1) else { return nil }
        let managers = substrate.list(
            LCMMachine.self, by: IndexKey("cluster", namespace: namespace, name), cluster: 0
        ).filter { $0.spec.type == .control && !$0.status.release.isEmpty }
        let others = managers.filter { $0.metadata.name != lcm.metadata.name }
        func isReady(_ manager: LCMMachine) -> Bool {
            let key = substrate.key(Node.self, manager.metadata.name)
            let node = substrate.getLive(
                Node.self, key, cluster: mosk, because: "the provider asks before it deletes a manager")
            return node?.object.status.isReady ?? false
        }
        if let leaving = others.first(where: { $0.spec.prepareDeletion || $0.metadata.isDeleting }) {
            return .blocked(
                on: substrate.key(leaving).subject(cluster: 0), rule: WaitRule(.managerLeaves),
                retry: Self.deletionRetry)
        }
        let readyOthers = others.count(where: isReady)
        let ready = readyOthers + (isReady(lcm) ? 1 : 0)
        guard ready < 2 || readyOthers < others.count / 2 + 1 else { return nil }
        let holder = ObjectKey(kind: LCMClusterSpec.kind, namespace: names.0, name: names.1)
        return .blocked(
            on: holder.subject(cluster: 0), rule: WaitRule(.managersTooFew),
            retry: Self.deletionRetry)
    }

    /// Has LCM remove the machine from its cluster. What LCM can't do holds a deletion up, unless it is
    /// forced.
    private func remove(
        _ lcm: LCMMachine, _ policy: DeletionPolicy, _ substrate: inout Substrate
    ) -> ReconcileResult {
        let holder = substrate.key(lcm).subject(cluster: 0)
        guard lcm.metadata.isDeleting else {
            substrate.delete(lcm, cluster: 0)
            return .blocked(on: holder, rule: WaitRule(.clusterRemoval), retry: Self.deletionRetry)
        }
        if policy == .forced, hasFailed(lcm, &substrate) {
            let namespace = lcm.metadata.namespace
            let states = substrate.listLive(
                LCMClusterState.self, by: IndexKey("node", namespace: namespace, lcm.metadata.name),
                cluster: 0, because: "the provider takes them away in place of LCM")
            for state in states { substrate.delete(state.object, cluster: 0) }
            var lcm = lcm
            lcm.metadata.finalizers.removeAll { $0 == LCMMachine.finalizer }
            substrate.update(lcm, cluster: 0)
            return .settled
        }
        return .blocked(on: holder, rule: WaitRule(.clusterRemoval), retry: Self.deletionRetry)
    }

    /// Whether LCM has tried in vain to remove the node.
    private func hasFailed(_ lcm: LCMMachine, _ substrate: inout Substrate) -> Bool {
        let key = substrate.key(
            LCMClusterState.self, LCMClusterStateType.swarmRemove.objectName(node: lcm.metadata.name),
            namespace: lcm.metadata.namespace)
        let state = substrate.getLive(
            LCMClusterState.self, key, cluster: 0, because: "the provider asks how far LCM is")
        return state.map { !$0.object.status.message.isEmpty } ?? false
    }

    /// Gives the machine's host back, so that others may have it. Answers what there is to wait for: unless
    /// the deletion is forced, that the host is deprovisioned.
    private func giveBackHost(
        of machine: Machine, _ policy: DeletionPolicy, _ substrate: inout Substrate
    ) -> ReconcileResult? {
        let hosts = substrate.boxes(
            BareMetalHost.self, by: IndexKey("consumer", machine.metadata.name), cluster: 0)
        guard
            var host = hosts.first(where: { $0.object.metadata.namespace == machine.metadata.namespace })?
                .object
        else { return nil }
        let holder = substrate.key(host).subject(cluster: 0)
        let isWanted = host.spec.image != nil || host.spec.customDeploy != nil
        host.spec.image = nil
        host.spec.customDeploy = nil
        host.spec.online = host.spec.disablePowerOff
        let isDone =
            switch host.status.provisioning.state {
            case .provisioning, .provisioned, .deprovisioning: policy == .forced
            default: true
            }
        guard !isDone else {
            host.spec.consumerRef = nil
            let subject = substrate.key(machine).subject(cluster: 0)
            substrate.update(host, cluster: 0, note: Write.Note(LCMEntry.hostReleased.kind, subject))
            return nil
        }
        if isWanted { substrate.update(host, cluster: 0) }
        return .blocked(on: holder, rule: WaitRule(.deprovisioning), retry: nil)
    }
}

extension String {
    /// Whether the text is a Cluster release whose machines are deleted gracefully unless they say otherwise.
    var isGracefulByDefault: Bool {
        let parts = split(separator: "+").first?.split(separator: ".").compactMap { Int($0) } ?? []
        guard let major = parts.first else { return true }
        return major >= 16 || major == 14 && parts.count > 1 && parts[1] >= 1
    }
}
