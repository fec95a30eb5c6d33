import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// Where the scheduler puts pods.
@Suite struct SchedulerTests {
    private func nodes(
        _ fixture: inout BareMetalFixture, _ app: String = "web", replicas: Int64 = 1,
        after time: SimDuration = .minutes(3), _ change: (inout PodSpec) -> Void
    ) throws -> [String] {
        var deployment = BareMetalFixture.deployment(app, replicas)
        change(&deployment.spec.template.spec)
        try fixture.putMOSK(deployment)
        fixture.run(time)
        return fixture.pods(of: app).map(\.spec.nodeName).sorted()
    }

    private func setAllocatable(
        _ cpu: String, on names: [String], _ fixture: inout BareMetalFixture
    ) throws {
        for name in names {
            var node = try fixture.get(Node.self, name)
            node.status.allocatable = try QuantityMap(value: .map(["cpu": .string(cpu)]))
            try fixture.putStatus(node)
        }
        fixture.run(.minutes(1))
    }

    private func requests(_ cpu: String) throws -> QuantityMap {
        try QuantityMap(value: .map(["cpu": .string(cpu)]))
    }

    private func term(_ app: String, key: String = "kubernetes.io/hostname") -> PodAffinityTerm {
        var term = PodAffinityTerm()
        term.topologyKey = key
        term.labelSelector = LabelSelector(matchLabels: ["app": app])
        return term
    }

    @Test func requestsMustFit() throws {
        var fixture = try BareMetalFixture.workers(2)
        try setAllocatable("1", on: ["cmp-01", "cmp-02"], &fixture)
        let half = try requests("500m")
        let found = try nodes(&fixture, replicas: 5) { $0.containers[0].resources.requests = half }
        #expect(found == ["", "cmp-01", "cmp-01", "cmp-02", "cmp-02"])
        let waiting = try #require(fixture.pods(of: "web").first { $0.spec.nodeName.isEmpty })
        #expect(fixture.waits(of: waiting.metadata.name) == ["no node fits"])
        // Room that becomes free is taken at once.
        try fixture.change(Deployment.self, "web") { $0.spec.replicas = 4 }
        fixture.run(.minutes(2))
        #expect(
            fixture.pods(of: "web").map(\.spec.nodeName).sorted() == ["cmp-01", "cmp-01", "cmp-02", "cmp-02"])
        let other = try nodes(&fixture, "late") { $0.containers[0].resources.requests = half }
        #expect(other == [""])
        try fixture.change(Deployment.self, "web") { $0.spec.replicas = 2 }
        fixture.run(.minutes(2))
        #expect(fixture.pods(of: "late").allSatisfy { !$0.spec.nodeName.isEmpty })
    }

    @Test func requiredAntiAffinityKeepsPodsApart() throws {
        var fixture = try BareMetalFixture.workers(2)
        let found = try nodes(&fixture, replicas: 3) { spec in
            var affinity = Affinity()
            affinity.podAntiAffinity = PodAffinity()
            affinity.podAntiAffinity?.required = [term("web")]
            spec.affinity = affinity
        }
        #expect(found == ["", "cmp-01", "cmp-02"])
    }

    @Test func aPodIsNotWelcomeWhereOthersWantToBeAwayFromIt() throws {
        var fixture = try BareMetalFixture.workers(2)
        let holder = try nodes(&fixture, "lonely") { spec in
            var affinity = Affinity()
            affinity.podAntiAffinity = PodAffinity()
            affinity.podAntiAffinity?.required = [term("web")]
            spec.affinity = affinity
        }
        let found = try nodes(&fixture, replicas: 3) { _ in }
        #expect(found.count == 3 && Set(found).count == 1)
        #expect(!found.contains(try #require(holder.first)))
    }

    @Test func requiredAffinityBringsPodsTogether() throws {
        var fixture = try BareMetalFixture.workers(3)
        let first = try nodes(&fixture, "base") { _ in }
        let found = try nodes(&fixture, replicas: 3) { spec in
            var affinity = Affinity()
            affinity.podAffinity = PodAffinity()
            affinity.podAffinity?.required = [term("base")]
            spec.affinity = affinity
        }
        #expect(Set(found) == Set(first))
    }

    @Test func theFirstOfAGroupMayBeAnywhereAgainOnceAllAreGone() throws {
        var fixture = try BareMetalFixture.workers(3)
        let found = try nodes(&fixture, replicas: 2) { spec in
            var affinity = Affinity()
            affinity.podAffinity = PodAffinity()
            affinity.podAffinity?.required = [term("web")]
            spec.affinity = affinity
        }
        #expect(Set(found).count == 1 && found != ["", ""])
        for replicas in [0, 2] as [Int64] {
            try fixture.change(Deployment.self, "web") { $0.spec.replicas = replicas }
            fixture.run(.minutes(3))
        }
        #expect(Set(fixture.pods(of: "web").map(\.spec.nodeName)).count == 1)
        #expect(fixture.pods(of: "web").allSatisfy { !$0.spec.nodeName.isEmpty })
    }

    @Test func preferredAntiAffinityIsAWish() throws {
        var fixture = try BareMetalFixture.workers(2)
        let base = try nodes(&fixture, "base") { _ in }
        let found = try nodes(&fixture) { spec in
            var wish = PreferredPods()
            wish.weight = 100
            wish.podAffinityTerm = term("base")
            var affinity = Affinity()
            affinity.podAntiAffinity = PodAffinity()
            affinity.podAntiAffinity?.preferred = [wish]
            spec.affinity = affinity
        }
        #expect(found != base && found != [""])
    }

    @Test func selectorsTermsAndTaintsAreFilters() throws {
        var fixture = try BareMetalFixture.workers(3)
        try fixture.change(Node.self, "cmp-01") { $0.metadata.labels["disk"] = "fast" }
        try fixture.change(Node.self, "cmp-02") { $0.metadata.labels["disk"] = "slow" }
        try fixture.change(Node.self, "cmp-03") {
            $0.metadata.labels["disk"] = "fast"
            var taint = Taint()
            (taint.key, taint.effect) = ("private", "NoSchedule")
            $0.spec.taints.append(taint)
        }
        fixture.run(.seconds(10))
        #expect(
            try nodes(&fixture, "a", replicas: 2) { $0.nodeSelector = ["disk": "fast"] } == [
                "cmp-01", "cmp-01",
            ])
        let terms = try nodes(&fixture, "b") { spec in
            var requirement = NodeRequirement()
            (requirement.key, requirement.operator, requirement.values) = ("disk", .notIn, ["fast"])
            var exists = NodeRequirement()
            exists.key = "disk"
            var term = NodeSelectorTerm()
            term.matchExpressions = [requirement, exists]
            var affinity = Affinity()
            affinity.nodeAffinity = NodeAffinity()
            affinity.nodeAffinity?.required = NodeSelector()
            affinity.nodeAffinity?.required?.nodeSelectorTerms = [term]
            spec.affinity = affinity
        }
        #expect(terms == ["cmp-02"])
        let tolerant = try nodes(&fixture, "c", replicas: 2) { spec in
            spec.nodeSelector = ["disk": "fast"]
            var toleration = Toleration()
            (toleration.key, toleration.operator) = ("private", "Exists")
            spec.tolerations = [toleration]
        }
        #expect(tolerant == ["cmp-01", "cmp-03"])
    }

    @Test func portsOfANodeAreTakenOnce() throws {
        var fixture = try BareMetalFixture.workers(2)
        let found = try nodes(&fixture, replicas: 3) { spec in
            spec.hostNetwork = true
            var port = ContainerPort()
            port.containerPort = 8080
            spec.containers[0].ports = [port]
        }
        #expect(found == ["", "cmp-01", "cmp-02"])
    }

    @Test func podsOfAnOwnerSpread() throws {
        var fixture = try BareMetalFixture.workers(3)
        #expect(
            try nodes(&fixture, replicas: 6) { _ in } == [
                "cmp-01", "cmp-01", "cmp-02", "cmp-02", "cmp-03", "cmp-03",
            ])
    }

    @Test func theEmptierNodeIsBetter() throws {
        var fixture = try BareMetalFixture.workers(2)
        try setAllocatable("10", on: ["cmp-01", "cmp-02"], &fixture)
        let large = try requests("5")
        let first = try nodes(&fixture, "large") { $0.containers[0].resources.requests = large }
        let second = try nodes(&fixture, "small") { _ in }
        #expect(Set(first + second) == ["cmp-01", "cmp-02"])
    }

    @Test func importantPodsComeFirst() throws {
        var fixture = try BareMetalFixture.workers(1)
        try setAllocatable("1", on: ["cmp-01"], &fixture)
        try fixture.change(Node.self, "cmp-01") { $0.spec.unschedulable = true }
        var important = PriorityClass(metadata: ObjectMeta(name: "important"))
        important.spec.value = 1000
        try fixture.putMOSK(important)
        fixture.run(.seconds(10))
        let whole = try requests("1")
        for (app, name) in [("low", ""), ("high", "important")] {
            _ = try nodes(&fixture, app) {
                $0.containers[0].resources.requests = whole
                $0.priorityClassName = name
            }
        }
        try fixture.change(Node.self, "cmp-01") { $0.spec.unschedulable = nil }
        fixture.run(.minutes(2))
        #expect(fixture.pods(of: "high").map(\.spec.nodeName) == ["cmp-01"])
        #expect(fixture.pods(of: "low").map(\.spec.nodeName) == [""])
    }

    @Test(arguments: [(50, 50), (100, 100), (300, 144), (1000, 420), (5000, 500), (10_000, 500)])
    func aSearchStopsWhenItHasFoundEnough(nodes: Int, searched: Int) {
        #expect(SchedulerView.searched(of: nodes) == searched)
    }

    @Test func aCrashAfterAnyWriteGivesEachPodOneNode() throws {
        let crashes = try BareMetalFixture.afterEachWrite(of: .scheduler) {
            try BareMetalFixture.workers(2)
        } body: { fixture, write in
            try setAllocatable("1", on: ["cmp-01", "cmp-02"], &fixture)
            let half = try requests("500m")
            let found = try nodes(&fixture, replicas: 4, after: .minutes(8)) {
                $0.containers[0].resources.requests = half
            }
            #expect(found == ["cmp-01", "cmp-01", "cmp-02", "cmp-02"], "after \(write)")
        }
        #expect(crashes == 4)
    }
}
