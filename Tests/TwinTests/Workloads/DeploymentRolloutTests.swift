import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// How a Deployment replaces its pods.
@Suite struct DeploymentRolloutTests {
    private func started(_ replicas: Int64, _ strategy: UpdateStrategy = UpdateStrategy()) throws
        -> BareMetalFixture
    {
        var fixture = try BareMetalFixture.workers(3)
        var deployment = BareMetalFixture.deployment("web", replicas)
        deployment.spec.strategy = strategy
        try fixture.putMOSK(deployment)
        fixture.run(.minutes(5))
        let status = try fixture.get(Deployment.self, "web").status
        try #require(status.readyReplicas == replicas)
        return fixture
    }

    private func strategy(surge: IntOrPercent?, unavailable: IntOrPercent?) -> UpdateStrategy {
        var strategy = UpdateStrategy()
        var rolling = RollingUpdate()
        rolling.maxSurge = surge
        rolling.maxUnavailable = unavailable
        strategy.rollingUpdate = rolling
        return strategy
    }

    @Test(
        arguments: [
            (nil, nil, 10, 6), (IntOrPercent.count(0), IntOrPercent.count(1), 8, 7),
            (.count(3), .count(0), 11, 8), (.percent(10), .percent(10), 9, 8),
            (.count(0), .count(0), 8, 7),
        ] as [(IntOrPercent?, IntOrPercent?, Int, Int)])
    func rollingStaysWithinSurgeAndUnavailability(
        surge: IntOrPercent?, unavailable: IntOrPercent?, most: Int, least: Int
    ) throws {
        var fixture = try started(8, strategy(surge: surge, unavailable: unavailable))
        try fixture.change(Deployment.self, "web") { $0.spec.template.spec.containers[0].image = "two" }
        var (highest, lowest) = (0, 8)
        fixture.watch(.minutes(30)) { fixture in
            let pods = fixture.pods(of: "web").filter { !$0.metadata.isDeleting }
            highest = max(highest, pods.count)
            lowest = min(lowest, pods.count(where: \.status.isReady))
        }
        #expect((highest, lowest) == (most, least))
        let pods = fixture.pods(of: "web")
        #expect(pods.count == 8)
        #expect(pods.allSatisfy { $0.image == "two" && $0.status.isReady })
        let deployment = try fixture.get(Deployment.self, "web")
        let status = deployment.status
        #expect(status.observedGeneration == 2)
        #expect((status.replicas, status.updatedReplicas, status.readyReplicas) == (8, 8, 8))
        #expect((status.availableReplicas, status.unavailableReplicas) == (8, 0))
        #expect(status.conditions.map(\.reason) == ["MinimumReplicasAvailable", "NewReplicaSetAvailable"])
        let hash = deployment.spec.template.revision
        #expect(pods.allSatisfy { $0.metadata.labels["pod-template-hash"] == hash })
    }

    @Test func recreateNeverHasOldAndNewPods() throws {
        var recreate = UpdateStrategy()
        recreate.type = .recreate
        var fixture = try started(3, recreate)
        try fixture.change(Deployment.self, "web") { $0.spec.template.spec.containers[0].image = "two" }
        var mixed = 0
        var wasEmpty = false
        fixture.watch(.minutes(10)) { fixture in
            let images = Set(fixture.pods(of: "web").map(\.image))
            if images.count > 1 { mixed += 1 }
            if images.isEmpty { wasEmpty = true }
        }
        #expect(mixed == 0 && wasEmpty)
        #expect(fixture.pods(of: "web").map(\.image) == ["two", "two", "two"])
        #expect(fixture.waits(of: "web").contains("Recreate: old pods go first"))
    }

    @Test func newPodsThatNeverRunHoldUpTheRest() throws {
        var fixture = try started(4)
        try fixture.change(Deployment.self, "web") { $0.spec.template.spec.nodeSelector = ["no": "where"] }
        fixture.run(.minutes(9))
        let rolling = try fixture.get(Deployment.self, "web")
        #expect(rolling.status.readyReplicas == 3)
        #expect(rolling.status.updatedReplicas == 2)
        #expect(rolling.status.conditions.last?.reason == "ReplicaSetUpdated")
        #expect(fixture.waits(of: "web").last == "maxUnavailable")
        fixture.run(.minutes(3))
        let late = try fixture.get(Deployment.self, "web")
        #expect(late.status.conditions.last?.reason == "ProgressDeadlineExceeded")
        #expect(late.status.conditions.last?.status == "False")
        try fixture.change(Deployment.self, "web") { $0.spec.template.spec.nodeSelector = StringMap() }
        fixture.run(.minutes(5))
        let back = try fixture.get(Deployment.self, "web")
        #expect(back.status.readyReplicas == 4 && back.status.updatedReplicas == 4)
        #expect(back.status.conditions.last?.reason == "NewReplicaSetAvailable")
    }

    @Test func podsOfOneTemplateShareIt() throws {
        let fixture = try started(8)
        let pods = fixture.pods(of: "web")
        let owner = try fixture.get(Deployment.self, "web")
        #expect(pods.allSatisfy { $0.spec.shares(with: owner.spec.template.spec) })
    }

    @Test func podsShowWhatIsNotModelledOfTheirTemplate() throws {
        var fixture = try BareMetalFixture.workers(1)
        let text = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: apps}
            spec:
              replicas: 1
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  dnsPolicy: ClusterFirst
                  containers: [{name: web, image: one, command: [serve], resources: {requests: {cpu: 2}}}]
            """
        var reader = YAMLReader(file: "web")
        let document = try #require(try reader.read(text).first)
        try fixture.putMOSK(try Deployment(value: document))
        fixture.run(.minutes(5))
        let pod = try #require(fixture.pods(of: "web").first).encoded()
        #expect(pod["spec"]?["dnsPolicy"]?.string == "ClusterFirst")
        let container = pod["spec"]?["containers"]?.list?.first
        #expect(container?["command"]?.list?.first?.string == "serve")
        #expect(container?["resources"]?["requests"]?["cpu"]?.int == 2)
        #expect(pod["spec"]?["nodeName"]?.string == "cmp-01")
        #expect(pod["metadata"]?["labels"]?["app"]?.string == "web")
    }

    @Test func aChangeThatIsNotModelledRollsToo() throws {
        var template = BareMetalFixture.template("web")
        let first = template.revision
        let document = Value.map([
            "spec": .map(["containers": .list([.map(["name": .string("web"), "tty": .bool(true)])])])
        ])
        template.spec = try PodTemplate(value: document).spec
        #expect(template.revision != first)
    }

    @Test func podsOfAnImportedCloudStay() throws {
        var fixture = try BareMetalFixture.workers(
            1,
            """
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: apps, uid: 44444444-1111-4111-8111-111111111111, generation: 3}
            spec:
              replicas: 1
              selector: {matchLabels: {app: web}}
              template: {metadata: {labels: {app: web}}}
            status: {replicas: 1, readyReplicas: 1, updatedReplicas: 1, observedGeneration: 3}
            ---
            apiVersion: apps/v1
            kind: ReplicaSet
            metadata:
              name: web-5d4f
              namespace: apps
              uid: 55555555-1111-4111-8111-111111111111
              labels: {app: web, pod-template-hash: 5d4f}
              annotations: {deployment.kubernetes.io/revision: "2"}
              ownerReferences:
              - apiVersion: apps/v1
                kind: Deployment
                name: web
                uid: 44444444-1111-4111-8111-111111111111
                controller: true
            ---
            apiVersion: v1
            kind: Pod
            metadata:
              name: web-5d4f-aaaaa
              namespace: apps
              labels: {app: web, pod-template-hash: 5d4f}
              ownerReferences:
              - apiVersion: apps/v1
                kind: ReplicaSet
                name: web-5d4f
                uid: 55555555-1111-4111-8111-111111111111
                controller: true
            spec: {nodeName: cmp-01}
            status: {phase: Running, conditions: [{type: Ready, status: "True"}]}

            """)
        #expect(fixture.pods(of: "web").map(\.metadata.name) == ["web-5d4f-aaaaa"])
        let pod = try #require(fixture.pods(of: "web").first)
        try fixture.deleteMOSK(pod)
        fixture.run(.minutes(3))
        let next = try #require(fixture.pods(of: "web").first)
        #expect(next.metadata.labels["pod-template-hash"] == "5d4f")
        try fixture.change(Deployment.self, "web") { $0.spec.template.metadata.labels["new"] = "yes" }
        fixture.run(.minutes(5))
        let rolled = fixture.pods(of: "web")
        #expect(rolled.count == 1)
        #expect(rolled.first?.metadata.labels["pod-template-hash"] != "5d4f")
    }

    @Test func aCrashAfterAnyWriteLeadsToTheSameEnd() throws {
        let crashes = try BareMetalFixture.afterEachWrite(of: .workload) {
            try started(4)
        } body: { fixture, write in
            try fixture.change(Deployment.self, "web") { $0.spec.template.spec.containers[0].image = "two" }
            fixture.run(.minutes(20))
            let pods = fixture.pods(of: "web")
            #expect(pods.count == 4, "after \(write)")
            #expect(pods.allSatisfy { $0.image == "two" && $0.status.isReady }, "after \(write)")
            let status = try fixture.get(Deployment.self, "web").status
            #expect(status.updatedReplicas == 4 && status.readyReplicas == 4, "after \(write)")
        }
        #expect(crashes >= 6)
    }
}
