import Simulation

/// How a pod's images could not be pulled, and when its kubelet tries again: after 10 s, doubling, 300 s at
/// most.
struct ImagePullFailure: Sendable {
    /// How often in a row.
    private let count: Int
    /// When it is tried again.
    private let retry: SimTime
    /// Who did not deliver, and why.
    private let holder: Subject
    private let reason: String

    /// One more.
    init(after last: ImagePullFailure?, at now: SimTime, of holder: Subject, _ reason: String) {
        count = (last?.count ?? 0) + 1
        retry = now + min(.seconds(10 << Int64(min(count - 1, 8))), .seconds(300))
        self.holder = holder
        self.reason = reason
    }

    /// What there is to wait for; nil once it may be tried again.
    func wait(at now: SimTime) -> ReconcileResult? {
        guard retry > now else { return nil }
        return .blocked(on: holder, rule: WaitRule(.imagePullBackOff, reason), retry: retry - now)
    }
}
