import Kubernetes
import Simulation

extension IPAMController {
    /// Gives an IPaddr the address that it wants, or the lowest one that is free.
    func allocate(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard var own = substrate.get(IPaddr.self, work), !own.metadata.isDeleting,
            own.status.phase != .active
        else { return .settled }
        let key = substrate.subnetKey(own.spec.subnetRef)
        guard var subnet = live(key, &substrate) else {
            return refuse(&own, NetworkProblem("there is no Subnet \(own.spec.subnetRef)"), key, &substrate)
        }
        let plan: AddressPlan
        do throws(NetworkProblem) { plan = try AddressPlan(subnet.spec) } catch {
            return refuse(&own, NetworkProblem("Subnet \(subnet.metadata.name): \(error)"), key, &substrate)
        }
        var allocations = subnet.status.allocations
        let uid = own.metadata.uid.text
        if let given = allocations.first(where: { $0.uid == uid }) {
            return give(given.address, &own, subnet, &substrate)
        }
        let taken = Set(allocations.map(\.address))
        let address: IPv4Address?
        if own.spec.wantedAddress.isEmpty {
            address = plan.lowestFree { taken.contains($0) }
        } else {
            address = IPv4Address(own.spec.wantedAddress).flatMap { wanted in
                plan.network.contains(wanted) && !taken.contains(wanted) ? wanted : nil
            }
        }
        guard let address else {
            let reason =
                own.spec.wantedAddress.isEmpty
                ? "no address is left in Subnet \(subnet.metadata.name): all \(plan.capacity) are given"
                : "\(own.spec.wantedAddress) can't be had of Subnet \(subnet.metadata.name)"
            return refuse(&own, NetworkProblem(reason), key, &substrate)
        }
        allocations.append((address, uid))
        subnet.status.describe(subnet.spec, plan)
        subnet.status.set(allocations, of: plan)
        substrate.updateStatus(subnet, cluster: 0)
        return give(address, &own, subnet, &substrate)
    }

    private func give(
        _ address: IPv4Address, _ own: inout IPaddr, _ subnet: Subnet, _ substrate: inout Substrate
    ) -> ReconcileResult {
        own.status.take(address, own.spec, subnet.spec)
        let text = substrate.text(address.description)
        substrate.updateStatus(own, cluster: 0, note: Write.Note(IPAMEntry.addressAllocated.kind, text))
        return .settled
    }

    private func refuse(
        _ own: inout IPaddr, _ problem: NetworkProblem, _ subnet: ObjectKey, _ substrate: inout Substrate
    ) -> ReconcileResult {
        let before = own.status
        own.status.phase.enter(.failed)
        own.status.reason = problem.description
        if own.status != before { substrate.updateStatus(own, cluster: 0) }
        return .blocked(
            on: subnet.subject(cluster: 0), rule: WaitRule(.message, problem.description), retry: nil)
    }

    /// Says what a Subnet has, and takes back what was given to IPaddrs that are gone.
    func count(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard var subnet = live(work.object, &substrate), !subnet.metadata.isDeleting else {
            return .settled
        }
        let before = subnet.status
        let users = substrate.listLive(
            IPaddr.self, by: IndexKey("subnet", subnet.reference), cluster: 0,
            because: "an address must not be taken back from an object that the cache does not see yet")
        let uids = Set(users.map { $0.object.metadata.uid.text })
        let allocations = before.allocations
        let kept = allocations.filter { uids.contains($0.uid) }
        do throws(NetworkProblem) {
            let plan = try AddressPlan(subnet.spec)
            subnet.status.describe(subnet.spec, plan)
            subnet.status.set(kept, of: plan)
        } catch {
            subnet.status.allocatedIPs = kept.map { "\($0.address):\($0.uid)" }
            subnet.status.allocatable = 0
            subnet.status.statusMessage = "ERR: \(error)"
        }
        guard subnet.status != before else { return .settled }
        let notes = allocations.filter { !uids.contains($0.uid) }.map { released in
            Write.Note(
                IPAMEntry.addressReleased.kind, substrate.text(released.address.description))
        }
        substrate.updateStatus(subnet, cluster: 0, note: notes.first, details: Array(notes.dropFirst()))
        return .settled
    }

    private func live(_ key: ObjectKey, _ substrate: inout Substrate) -> Subnet? {
        substrate.getLive(
            Subnet.self, key, cluster: 0,
            because: "the controller's own last allocation may not be in its cache yet")?.object
    }
}
