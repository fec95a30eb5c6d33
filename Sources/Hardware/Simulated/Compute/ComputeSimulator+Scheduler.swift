import HardwareInterfaces
import Simulation

/// The scheduler of Nova: filters, then the weigher of memory.
///
/// Source: nova nova/conf/scheduler.py (enabled_filters) and nova/scheduler/filters: ComputeFilter,
/// AvailabilityZoneFilter, AggregateInstanceExtraSpecsFilter, ServerGroupAffinityFilter,
/// ServerGroupAntiAffinityFilter, PciPassthroughFilter; that there is room is asked of Placement.
/// nova/scheduler/weights/ram.py: the host with most free memory is taken. Of hosts alike it is the first.
extension ComputeSimulator {
    /// What hosts fall to.
    enum Filter: Int, CaseIterable {
        case source, room, compute, zone, aggregate, affinity

        var name: String {
            switch self {
            case .source: "the only host"
            case .compute: "ComputeFilter"
            case .zone: "AvailabilityZoneFilter"
            case .aggregate: "AggregateInstanceExtraSpecsFilter"
            case .affinity: "ServerGroupAffinityFilter"
            case .room: "Placement: no room"
            }
        }
    }

    /// The hypervisor that an instance goes to, when messages of Nova were not delivered last in `outage`; of
    /// none, the filter that got furthest.
    func schedule(
        _ number: UInt32, outage: MessageOutage?, _ kernel: borrowing Kernel
    ) -> Result<Int32, ComputeError> {
        let instance = instances[Int(number)]
        let flavor = flavors[Int(instance.flavor)]
        let policy = instance.group > 0 ? groups[Int(instance.group) - 1] : nil
        let others = companions(of: instance).filter { $0 != number }.flatMap { whereabouts($0) }
        let hasWish = policy == .softAffinity || policy == .softAntiAffinity
        var (best, bestIsSoft, bestMemory) = (Int32(-1), false, Int64(0))
        var furthest = Filter.source
        // What would not be the best is not looked at: by what it falls matters only as long as there is
        // none. Of thousands of hosts that is all but a few.
        var (next, floor) = (0, Int64.min)
        while let index = freeMemoryMiB[next...].firstIndex(where: { $0 > floor }) {
            next = index + 1
            let (place, memory) = (Int32(index), freeMemoryMiB[index])
            // Soft policies weigh more than memory (guess: nova multiplies both weights with 1.0).
            let isSoft = !hasWish || softly(place, policy, others)
            if best >= 0, bestIsSoft == isSoft ? bestMemory >= memory : bestIsSoft { continue }
            if let fallen = filter(place, instance, flavor, policy, others, outage, kernel) {
                if fallen.rawValue > furthest.rawValue { furthest = fallen }
            } else {
                (best, bestIsSoft, bestMemory) = (place, isSoft, memory)
                if !hasWish { floor = memory }
            }
        }
        guard best >= 0 else { return .failure(.noValidHost(filter: furthest.name)) }
        return .success(best)
    }

    /// What a host falls to; nil when the instance may go there. Placement is asked first; nothing else
    /// matters then.
    private func filter(
        _ place: Int32, _ instance: Instance, _ flavor: Flavor, _ policy: ServerGroupPolicy?,
        _ others: [Int32], _ outage: MessageOutage?, _ kernel: borrowing Kernel
    ) -> Filter? {
        let hypervisor = hypervisors[Int(place)]
        if place == instance.hypervisor { return .source }
        if !hypervisor.hasRoom(for: flavor) { return .room }
        if !hypervisor.isEnabled || !hypervisor.isServiceUp(outage: outage, kernel) { return .compute }
        if instance.zone > 0, hypervisor.zone != instance.zone { return .zone }
        if flavor.aggregates.contains(where: { $0 & hypervisor.aggregates == 0 }) { return .aggregate }
        return fits(place, policy, others) ? nil : .affinity
    }

    /// Where an instance is, and where it is on its way to.
    private func whereabouts(_ number: UInt32) -> [Int32] {
        let own = instances[Int(number)]
        guard own.status == .migrating else { return [own.hypervisor] }
        return [own.hypervisor]
            + migrations.compactMap { $0.flatMap { $0.instance == number ? $0.destination : nil } }
    }

    /// Whether a server group allows a host.
    private func fits(_ place: Int32, _ policy: ServerGroupPolicy?, _ others: [Int32]) -> Bool {
        switch policy {
        case .affinity: others.isEmpty || others.contains(place)
        case .antiAffinity: !others.contains(place)
        case .softAffinity, .softAntiAffinity, nil: true
        }
    }

    /// Whether a host is what a server group would like.
    private func softly(_ place: Int32, _ policy: ServerGroupPolicy?, _ others: [Int32]) -> Bool {
        switch policy {
        case .softAffinity: others.contains(place)
        case .softAntiAffinity: !others.contains(place)
        case .affinity, .antiAffinity, nil: true
        }
    }
}
