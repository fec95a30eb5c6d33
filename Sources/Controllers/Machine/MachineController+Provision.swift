import Kubernetes
import Simulation

/// What a machine needs besides its host.
extension MachineController {
    /// Has the image of its cluster's release written to the host of a machine once nothing stands against
    /// it: its disks fit the profile, those who may log in are known, its network is configured. Answers what
    /// there is to wait for; nil when the host is asked.
    ///
    /// Source: pages "BareMetalHostProfile resource", "IpamHost"; the order of the checks is a guess.
    func equip(
        _ host: inout BareMetalHost, for machine: Machine, _ release: ClusterRelease,
        _ substrate: inout Substrate
    ) -> ReconcileResult? {
        if let result = fit(&host, to: machine, &substrate) { return result }
        let cluster = machine.metadata.labels[Label.clusterName] ?? ""
        if let result = checkKeys(of: cluster, machine.metadata.namespace, &substrate) { return result }
        let key = substrate.key(machine)
        if substrate.hasAddressManagement(namespace: key.namespace) {
            let network = ObjectKey(kind: IpamHostSpec.kind, namespace: key.namespace, name: key.name)
            let status = substrate.box(IpamHost.self, network, cluster: 0)?.object
            guard status?.isReady ?? false else {
                let problems = [status?.status.l2RenderResult, status?.status.ipAllocationResult]
                let reason = problems.compactMap { $0 }.first { $0.hasPrefix("ERR: ") }
                return .blocked(
                    on: network.subject(cluster: 0),
                    rule: reason.map { WaitRule(.networkRefused, String($0.dropFirst(5))) }
                        ?? WaitRule(.noNetwork),
                    retry: nil)
            }
            host.spec.networkData = Self.secret("network-data", of: machine)
        }
        host.spec.userData = Self.secret("user-data", of: machine)
        host.spec.image = HostImage(release).image
        host.spec.online = true
        return nil
    }

    /// The Secret that cloud-init reads; the twin has no more of it than its name.
    private static func secret(_ what: String, of machine: Machine) -> Value {
        .map([
            "name": .string("\(machine.metadata.name)-\(what)"),
            "namespace": .string(machine.metadata.namespace),
        ])
    }

    /// Checks the host's disks against the machine's profile, and says which of them the system is for. A
    /// host that was not inspected is not checked. Disks that the profile erases must be cleaned.
    private func fit(
        _ host: inout BareMetalHost, to machine: Machine, _ substrate: inout Substrate
    ) -> ReconcileResult? {
        let (namespace, wanted) = (machine.metadata.namespace, machine.spec.provider.bareMetalHostProfile)
        let profile = BareMetalHostProfile.choose(
            wanted, namespace: namespace,
            among: substrate.listLive(
                BareMetalHostProfile.self, cluster: 0, because: "profiles are read once a machine"
            ).map(\.object))
        guard let profile else {
            guard let wanted, !wanted.name.isEmpty else { return nil }
            let key = substrate.key(
                BareMetalHostProfile.self, wanted.name, namespace: wanted.namespace ?? namespace)
            return .blocked(
                on: key.subject(cluster: 0), rule: WaitRule(.noProfile, wanted.name),
                retry: Self.needRetry)
        }
        guard let hardware = host.status.hardware else { return nil }
        let subject = substrate.key(profile).subject(cluster: 0)
        do throws(ProfileMismatch) {
            let disks = try profile.disks(of: hardware.storage)
            guard let root = profile.rootDevice else { return nil }
            host.spec.rootDeviceHints = .map(["deviceName": .string(disks[root].name)])
        } catch {
            return .blocked(on: subject, rule: WaitRule(.message, error.description), retry: Self.needRetry)
        }
        if profile.erases, host.spec.automatedCleaningMode == .disabled {
            return .blocked(
                on: substrate.key(host).subject(cluster: 0),
                rule: WaitRule(.diskKept, profile.metadata.name),
                retry: Self.needRetry)
        }
        return nil
    }

    /// Those whom the machine's cluster lets log in must be there: their keys go into the user data.
    private func checkKeys(
        of cluster: String, _ namespace: String, _ substrate: inout Substrate
    ) -> ReconcileResult? {
        let key = substrate.key(Cluster.self, cluster, namespace: namespace)
        let stored = substrate.getLive(
            Cluster.self, key, cluster: 0, because: "only the names of its keys are read")
        for reference in stored?.object.spec.provider.publicKeys ?? [] {
            let key = substrate.key(
                PublicKey.self, reference.name, namespace: reference.namespace ?? namespace)
            guard
                substrate.getLive(PublicKey.self, key, cluster: 0, because: "keys are read once a machine")
                    == nil
            else { continue }
            return .blocked(
                on: key.subject(cluster: 0), rule: WaitRule(.noKey, reference.name),
                retry: Self.needRetry)
        }
        return nil
    }
}

extension MachineProviderStatus {
    /// Says in the condition of the host what keeps a machine from getting one that runs; nil when nothing
    /// does.
    ///
    /// Source: Mirantis/mcc-api pkg/apis/kaas/v1alpha1/machine.go (condition ProviderInstance).
    mutating func note(obstacle: String?) {
        let type = "ProviderInstance"
        if let index = conditions.firstIndex(where: { $0.type == type }) {
            guard obstacle != nil || !conditions[index].ready else { return }
            conditions[index].ready = obstacle == nil
            conditions[index].message = obstacle ?? ""
        } else if let obstacle {
            var condition = ReadyCondition()
            condition.type = type
            condition.message = obstacle
            conditions.append(condition)
        }
    }
}

extension ReconcileResult {
    /// The rule by which something else holds it; nil when nothing does.
    var rule: WaitRule? {
        guard case .blocked(_, let rule, _) = self else { return nil }
        return rule
    }
}
