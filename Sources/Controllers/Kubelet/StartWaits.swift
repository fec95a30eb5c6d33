import Simulation

/// The pods that wait for what they need before they start, by what they wait for. It only says whom a write
/// wakes: what is waited for is found anew at each look, so nothing is lost with a controller that crashes.
struct StartWaits: Sendable {
    /// A pod that waits.
    struct Waiter: Sendable {
        /// The pod.
        var pod: WorkKey
        /// When it began to look.
        var since: SimTime
    }

    /// What is waited for, in the order in which it was first, and who waits.
    private var groups: [(need: StartNeed, waiters: [Waiter])] = []

    /// Nobody.
    init() {}

    /// Whether nobody waits.
    var isEmpty: Bool { groups.isEmpty }

    /// Lets a pod wait; one that does already is not added again.
    mutating func add(_ pod: WorkKey, for need: StartNeed, at now: SimTime) {
        let waiter = Waiter(pod: pod, since: now)
        guard let index = groups.firstIndex(where: { $0.need == need }) else {
            groups.append((need, [waiter]))
            return
        }
        guard !groups[index].waiters.contains(where: { $0.pod == pod }) else { return }
        groups[index].waiters.append(waiter)
    }

    /// Takes those out whose need is met, in the order in which they began to wait for it.
    mutating func take(where isMet: (StartNeed) -> Bool) -> [Waiter] {
        var woken: [Waiter] = []
        groups.removeAll { group in
            guard isMet(group.need) else { return false }
            woken += group.waiters
            return true
        }
        return woken
    }
}
