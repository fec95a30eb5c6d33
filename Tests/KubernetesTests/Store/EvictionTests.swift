import Kubernetes
import Simulation
import Testing

@Suite struct EvictionTests {
    private var fixture = StoreFixture()

    private mutating func pod(
        _ name: String, ready: Bool = true, phase: PodPhase = .running, grace: Int64 = 30
    ) throws -> ObjectKey {
        var pod = Pod(metadata: ObjectMeta(name: name, namespace: "x", labels: ["app": "db"]))
        pod.spec.terminationGracePeriodSeconds = grace
        pod.spec.nodeName = "n1"
        pod.status.phase = phase
        pod.status.isReady = ready
        return try fixture.create(pod)
    }

    @discardableResult
    private mutating func budget(
        _ name: String = "db", allowed: Int64 = 0, healthy: Int64 = 3, desired: Int64 = 3,
        policy: UnhealthyPodEvictionPolicy = .ifHealthyBudget, labels: StringMap = ["app": "db"],
        namespace: String = "x"
    ) throws -> ObjectKey {
        var budget = PodDisruptionBudget(metadata: ObjectMeta(name: name, namespace: namespace))
        budget.spec.selector = LabelSelector(matchLabels: labels)
        budget.spec.unhealthyPodEvictionPolicy = policy
        budget.status.currentHealthy = healthy
        budget.status.desiredHealthy = desired
        budget.status.disruptionsAllowed = allowed
        budget.status.observedGeneration = 1
        return try fixture.create(budget)
    }

    private func isDeleting(_ key: ObjectKey) -> Bool {
        fixture.store.get(Pod.self, key)?.metadata.isDeleting ?? true
    }

    @Test mutating func withoutABudgetEvictionIsAGracefulDeletion() throws {
        let key = try pod("a")
        try budget(labels: ["app": "other"])
        try budget(namespace: "y")
        try fixture.evict(key)
        let metadata = try fixture.get(Pod.self, key).metadata
        #expect(metadata.deletionTimestamp == StoreFixture.now)
        #expect(metadata.deletionGracePeriodSeconds == 30)
    }

    @Test mutating func aPodWithoutGraceGoesAtOnce() throws {
        let key = try pod("a", grace: 0)
        try fixture.evict(key)
        #expect(fixture.store.stored(key) == nil)
    }

    @Test mutating func anExhaustedBudgetRefuses() throws {
        let key = try pod("a")
        let budget = try budget(allowed: 0)
        let revision = fixture.store.revision
        #expect(throws: APIError.tooManyRequests(budget: budget.name)) { try fixture.evict(key) }
        #expect(APIError.tooManyRequests(budget: budget.name).statusCode == 429)
        #expect(fixture.store.revision == revision)
    }

    @Test mutating func eachEvictionCountsTheBudgetDown() throws {
        let keys = try ["a", "b", "c"].map { try pod($0) }
        let budget = try budget(allowed: 2, healthy: 3, desired: 1)
        try fixture.evict(keys[0])
        #expect(try fixture.get(PodDisruptionBudget.self, budget).status.disruptionsAllowed == 1)
        try fixture.evict(keys[0])
        #expect(try fixture.get(PodDisruptionBudget.self, budget).status.disruptionsAllowed == 1)
        try fixture.evict(keys[1])
        #expect(throws: APIError.tooManyRequests(budget: budget.name)) { try fixture.evict(keys[2]) }
        #expect(keys.map(isDeleting) == [true, true, false])
        #expect(try fixture.get(PodDisruptionBudget.self, budget).metadata.generation == 1)
    }

    @Test mutating func twoBudgetsAreAnError() throws {
        let key = try pod("a")
        try budget("one", allowed: 5)
        try budget("two", allowed: 5)
        #expect { try fixture.evict(key) } throws: { ($0 as? APIError)?.statusCode == 500 }
        #expect(!isDeleting(key))
    }

    @Test mutating func aBudgetWhoseStatusIsNotOfItsSpecRefuses() throws {
        let key = try pod("a")
        let budget = try budget(allowed: 5)
        try fixture.patch(budget, "{spec: {minAvailable: 2}}")
        #expect(throws: APIError.tooManyRequests(budget: budget.name)) { try fixture.evict(key) }
        var seen = try fixture.get(PodDisruptionBudget.self, budget)
        seen.status.observedGeneration = 2
        try fixture.update(seen, part: .status)
        try fixture.evict(key)
        #expect(isDeleting(key))
    }

    /// Of an unready pod: policy, currentHealthy, desiredHealthy, whether it may go at 0 disruptions.
    static let unhealthy: [(UnhealthyPodEvictionPolicy, Int64, Int64, Bool)] = [
        (.ifHealthyBudget, 3, 3, true), (.ifHealthyBudget, 2, 3, false), (.ifHealthyBudget, 0, 0, false),
        (.alwaysAllow, 3, 3, true), (.alwaysAllow, 2, 3, true), (.alwaysAllow, 0, 0, true),
    ]

    @Test(arguments: unhealthy)
    mutating func anUnhealthyPodGoesAsThePolicySays(
        policy: UnhealthyPodEvictionPolicy, healthy: Int64, desired: Int64, mayGo: Bool
    ) throws {
        let key = try pod("a", ready: false)
        let budget = try budget(allowed: 0, healthy: healthy, desired: desired, policy: policy)
        if mayGo {
            try fixture.evict(key)
        } else {
            #expect(throws: APIError.tooManyRequests(budget: budget.name)) { try fixture.evict(key) }
        }
        #expect(isDeleting(key) == mayGo)
    }

    @Test mutating func anUnhealthyPodOfAMetBudgetCostsNoDisruption() throws {
        let key = try pod("a", ready: false)
        let budget = try budget(allowed: 1, healthy: 3, desired: 2)
        try fixture.evict(key)
        #expect(try fixture.get(PodDisruptionBudget.self, budget).status.disruptionsAllowed == 1)
    }

    @Test(arguments: [PodPhase.pending, .succeeded, .failed])
    mutating func noBudgetGuardsAPodThatHasEndedOrNotBegun(phase: PodPhase) throws {
        let key = try pod("a", ready: false, phase: phase)
        try budget("one", allowed: 0, healthy: 0)
        try budget("two", allowed: 0, healthy: 0)
        try fixture.evict(key)
        #expect(isDeleting(key))
    }
}
