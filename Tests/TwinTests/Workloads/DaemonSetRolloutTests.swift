import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// Where a DaemonSet has pods, and how it replaces them.
@Suite struct DaemonSetRolloutTests {
    private func started(_ change: (inout DaemonSetSpec) -> Void = { _ in }) throws -> BareMetalFixture {
        var fixture = try BareMetalFixture.workers(4)
        var set = BareMetalFixture.daemonSet("probe")
        change(&set.spec)
        try fixture.putMOSK(set)
        fixture.run(.minutes(5))
        return fixture
    }

    private func status(_ fixture: borrowing BareMetalFixture) throws -> WorkloadStatus {
        let set = fixture.find(DaemonSet.self, "probe")
        return try #require(set).status
    }

    @Test func hasAPodOnEachNodeWhoseTaintsItTolerates() throws {
        var fixture = try started()
        #expect(
            fixture.pods(of: "probe").map(\.spec.nodeName).sorted() == [
                "cmp-01", "cmp-02", "cmp-03", "cmp-04",
            ])
        var found = try status(fixture)
        #expect((found.desiredNumberScheduled, found.currentNumberScheduled) == (4, 4))
        #expect((found.numberReady, found.updatedNumberScheduled, found.observedGeneration) == (4, 4, 1))
        try fixture.change(DaemonSet.self, "probe") {
            var toleration = Toleration()
            toleration.operator = "Exists"
            $0.spec.template.spec.tolerations = [toleration]
        }
        fixture.run(.minutes(10))
        found = try status(fixture)
        #expect((found.desiredNumberScheduled, found.numberReady, found.updatedNumberScheduled) == (5, 5, 5))
    }

    @Test func labelsOfNodesDecideWhereItsPodsAre() throws {
        var fixture = try started { $0.template.spec.nodeSelector = ["probe": "on"] }
        #expect(fixture.pods(of: "probe").isEmpty)
        try fixture.change(Node.self, "cmp-02") { $0.metadata.labels["probe"] = "on" }
        fixture.run(.minutes(2))
        #expect(fixture.pods(of: "probe").map(\.spec.nodeName) == ["cmp-02"])
        try fixture.change(Node.self, "cmp-02") { $0.metadata.labels["probe"] = nil }
        try fixture.change(Node.self, "cmp-03") { $0.metadata.labels["probe"] = "on" }
        fixture.run(.minutes(2))
        #expect(fixture.pods(of: "probe").map(\.spec.nodeName) == ["cmp-03"])
        #expect(try status(fixture).numberMisscheduled == 0)
    }

    @Test(arguments: [(nil, 1), (IntOrPercent.count(2), 2), (.percent(60), 3)] as [(IntOrPercent?, Int)])
    func rollsSoManyAtATime(unavailable: IntOrPercent?, most: Int) throws {
        var rolling = RollingUpdate()
        rolling.maxUnavailable = unavailable
        var fixture = try started { $0.updateStrategy.rollingUpdate = rolling }
        try fixture.change(DaemonSet.self, "probe") { $0.spec.template.spec.containers[0].image = "two" }
        var missing = 0
        fixture.watch(.minutes(20)) { fixture in
            let ready = fixture.pods(of: "probe").count { $0.status.isReady && !$0.metadata.isDeleting }
            missing = max(missing, 4 - ready)
        }
        #expect(missing == most)
        #expect(fixture.pods(of: "probe").map(\.image) == ["two", "two", "two", "two"])
        let found = try status(fixture)
        #expect((found.updatedNumberScheduled, found.numberReady, found.numberUnavailable) == (4, 4, 0))
        #expect(found.observedGeneration == 2)
    }

    @Test func onDeleteReplacesWhatIsDeletedOnly() throws {
        var fixture = try started { $0.updateStrategy.type = .onDelete }
        try fixture.change(DaemonSet.self, "probe") { $0.spec.template.spec.containers[0].image = "two" }
        fixture.run(.minutes(5))
        #expect(try status(fixture).updatedNumberScheduled == 0)
        try fixture.deleteMOSK(try #require(fixture.pods(of: "probe").first))
        fixture.run(.minutes(5))
        #expect(fixture.pods(of: "probe").map(\.image).sorted() == ["one", "one", "one", "two"])
        #expect(try status(fixture).updatedNumberScheduled == 1)
    }

    @Test func aCrashAfterAnyWriteLeadsToTheSameEnd() throws {
        let crashes = try BareMetalFixture.afterEachWrite(of: .workload) {
            try started()
        } body: { fixture, write in
            try fixture.change(DaemonSet.self, "probe") { $0.spec.template.spec.containers[0].image = "two" }
            fixture.run(.minutes(20))
            #expect(fixture.pods(of: "probe").map(\.image) == ["two", "two", "two", "two"], "after \(write)")
            let found = try status(fixture)
            #expect((found.updatedNumberScheduled, found.numberReady) == (4, 4), "after \(write)")
        }
        #expect(crashes >= 6)
    }
}
