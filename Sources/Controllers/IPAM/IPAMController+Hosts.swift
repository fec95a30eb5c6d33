import Kubernetes
import Simulation

extension IPAMController {
    /// Makes the IpamHost of a machine once its host is bound and inspected; while it has no configuration it
    /// follows what machine and host say.
    func makeHost(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard substrate.hasAddressManagement(namespace: work.object.namespace),
            let machine = substrate.get(Machine.self, work), !machine.metadata.isDeleting
        else { return .settled }
        guard let host = host(of: work.object, &substrate), host.status.hardware?.nics.isEmpty == false
        else { return .settled }
        let key = ObjectKey(
            kind: IpamHostSpec.kind, namespace: work.object.namespace, name: work.object.name)
        guard var own = substrate.get(IpamHost.self, key, cluster: 0) else {
            substrate.create(IpamHost(machine, on: host), cluster: 0)
            return .settled
        }
        guard !own.isReady, !own.metadata.isDeleting, !own.isKept(on: host) else { return .settled }
        let before = own.spec
        own.spec.take(machine, host)
        if own.spec != before { substrate.update(own, cluster: 0) }
        return .settled
    }

    /// Asks for the addresses that a host's template wants; when all are there, writes the configuration.
    func configure(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard var host = substrate.get(IpamHost.self, work), !host.metadata.isDeleting, !host.isReady,
            !host.isKept(on: self.host(of: work.object, &substrate))
        else { return .settled }
        let before = host.status
        do throws(NetworkProblem) {
            let network = try HostNetwork(
                host, templates: substrate.list(L2Template.self, cluster: 0),
                subnets: substrate.list(Subnet.self, cluster: 0))
            let addresses = try addresses(of: host, network, &substrate)
            guard addresses.missing.isEmpty else {
                guard let failed = addresses.failed else { return .settled }
                host.status.ipAllocationResult = "ERR: \(failed.status.reason)"
                if host.status != before { substrate.updateStatus(host, cluster: 0) }
                if host.isKept(on: self.host(of: work.object, &substrate)) { return .settled }
                return .blocked(
                    on: substrate.subnetKey(failed.spec.subnetRef).subject(cluster: 0),
                    rule: WaitRule(.message, failed.status.reason), retry: nil)
            }
            let configuration = try network.configure { request in
                addresses.found.first { $0.request == request }?.address
            }
            host.status.take(network, configuration, at: substrate.timestamp)
            let lcm = substrate.text(configuration.lcm.description)
            substrate.updateStatus(
                host, cluster: 0, note: Write.Note(IPAMEntry.networkConfigured.kind, lcm))
            return .settled
        } catch {
            host.status.fail(error)
            if host.status != before { substrate.updateStatus(host, cluster: 0) }
            if host.isKept(on: self.host(of: work.object, &substrate)) { return .settled }
            return .blocked(
                on: work.object.subject(cluster: 0), rule: WaitRule(.message, error.description), retry: nil)
        }
    }

    /// The host that a machine, or the machine of an IpamHost, has; nil while it has none.
    private func host(of machine: ObjectKey, _ substrate: inout Substrate) -> BareMetalHost? {
        let index = IndexKey("consumer", substrate.kernel.names[machine.name])
        return substrate.boxes(BareMetalHost.self, by: index, cluster: 0)
            .first { $0.key.namespace == machine.namespace }?.object
    }

    /// The addresses of a host as far as they are there; those that are not are asked for.
    private func addresses(
        of host: IpamHost, _ network: HostNetwork, _ substrate: inout Substrate
    ) throws(NetworkProblem) -> (
        found: [(request: HostNetwork.Request, address: IPv4Address)], missing: [HostNetwork.Request],
        failed: IPaddr?
    ) {
        var found: [(request: HostNetwork.Request, address: IPv4Address)] = []
        var missing: [HostNetwork.Request] = []
        var failed: IPaddr?
        for request in network.requests {
            let wanted = host.address(for: request)
            guard let own = substrate.get(IPaddr.self, substrate.key(wanted), cluster: 0) else {
                substrate.create(wanted, cluster: 0)
                missing.append(request)
                continue
            }
            guard own.spec.subnetRef == request.subnet else {
                throw NetworkProblem("IPaddr \(own.metadata.name) is of another Subnet")
            }
            if own.status.phase == .active, let address = IPv4Address(own.status.address) {
                found.append((request, address))
            } else {
                if own.status.phase == .failed { failed = failed ?? own }
                missing.append(request)
            }
        }
        return (found, missing, failed)
    }
}
