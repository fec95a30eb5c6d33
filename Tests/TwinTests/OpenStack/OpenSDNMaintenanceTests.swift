import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// What the operator of OpenSDN does about its pods and its locks.
@Suite struct OpenSDNMaintenanceTests {
    /// The example cloud with OpenSDN, at rest.
    static func cloud() throws -> OpenStackFixture {
        let template = try ExampleCloud.read("opensdn").template().withoutSpread()
        var cloud = OpenStackFixture(World(template, seed: 7, drawsUnknown: false))
        cloud.run(.minutes(10))
        return cloud
    }

    @Test func theCloudAtRestHasItsPodsReadyOnTheirNodes() throws {
        let cloud = try Self.cloud()
        let pods = cloud.world.objects(Pod.self, cluster: 1).filter { $0.metadata.namespace == "tf" }
        // Five sets of three pods for the database, three DaemonSets of controllers and two of computes.
        #expect(pods.count == 30 && pods.allSatisfy(\.status.isReady))
        let nodes = pods.filter { $0.metadata.name.hasPrefix("tf-vrouter-agent") }.map(\.spec.nodeName)
        #expect(nodes.sorted() == ["cmp-01", "cmp-02", "cmp-03"])
        #expect(cloud.writes(.tungstenFabric) == 0)
    }

    @Test func aNodeIsLetOutOnlyWhileItsVRouterIsReady() throws {
        var cloud = try Self.cloud()
        try cloud.delete(try cloud.pod("tf-vrouter-agent-cmp-02"))
        try cloud.ask("cmp-02")
        try cloud.ask("cmp-01")
        cloud.run(.seconds(2))
        // Who is not Ready does not stand before others.
        #expect(try cloud.state("cmp-02") == .active && cloud.state("cmp-01") == .inactive)
        cloud.run(.minutes(5))
        #expect(try cloud.state("cmp-02") == .active)
        try cloud.withdraw("cmp-01")
        cloud.run(.seconds(5))
        #expect(try cloud.state("cmp-02") == .inactive && cloud.state("cmp-01") == .active)
    }

    @Test func oneNodeIsOutAtATimeInTheOrderOfRequests() throws {
        var cloud = try Self.cloud()
        let nodes = ["cmp-03", "cmp-01", "cmp-02"]
        for node in nodes {
            try cloud.ask(node)
            cloud.run(.milliseconds(100))
        }
        for node in nodes {
            cloud.run(.minutes(1))
            for other in nodes {
                #expect(try cloud.state(other) == (other == node ? .inactive : .active), "\(node) \(other)")
            }
            try cloud.withdraw(node)
        }
    }

    @Test(arguments: [false, true])
    func theLockOfADisabledMachineHoldsNobody(isDisabled: Bool) throws {
        var cloud = try Self.cloud()
        try cloud.ask("cmp-03")
        cloud.run(.seconds(2))
        #expect(try cloud.state("cmp-03") == .inactive)
        if isDisabled {
            var notification = NodeDisableNotification(metadata: ObjectMeta(name: "cmp-03"))
            notification.spec.nodeName = "cmp-03"
            try cloud.put(notification)
        }
        try cloud.ask("cmp-01")
        cloud.run(.minutes(1))
        #expect(try cloud.state("cmp-01") == (isDisabled ? .inactive : .active))
    }

    @Test func aVRouterOfAnOldImageIsReplacedBeforeItsNodeIsLockedAgain() throws {
        var cloud = try Self.cloud()
        let found = cloud.world.objects(DaemonSet.self, cluster: 1).first {
            $0.metadata.name == "tf-vrouter-agent"
        }
        var set = try #require(found)
        set.spec.template.spec.containers[0].image = "registry.example.org/openstack/other:1"
        set.metadata.generation += 1
        try cloud.put(set)
        try cloud.ask("cmp-01")
        cloud.run(.minutes(1))
        #expect(try cloud.state("cmp-01") == .inactive)
        let before = try cloud.pod("tf-vrouter-agent-cmp-01")
        #expect(before.spec.containers.first?.image != set.spec.template.spec.containers[0].image)
        try cloud.withdraw("cmp-01")
        cloud.run(.seconds(2))
        #expect(try cloud.state("cmp-01") == .inactive)
        cloud.run(.minutes(5))
        #expect(try cloud.state("cmp-01") == .active)
        let pods = cloud.world.objects(Pod.self, cluster: 1).filter {
            $0.metadata.name.hasPrefix("tf-vrouter-agent") && $0.spec.nodeName == "cmp-01"
        }
        #expect(pods.count == 1 && pods.allSatisfy(\.status.isReady))
        #expect(pods.first?.spec.containers.first?.image == "registry.example.org/openstack/other:1")
        // Those of nodes that were not in maintenance stay as they are.
        #expect(try cloud.pod("tf-vrouter-agent-cmp-02").status.isReady)
    }

    @Test(arguments: [false, true])
    func theClusterIsLetGoOnlyWhileOpenSDNIsReady(isPodMissing: Bool) throws {
        var cloud = try Self.cloud()
        if isPodMissing {
            try cloud.delete(try cloud.pod("tf-control-ctl-02"))
            cloud.run(.milliseconds(500))
        }
        // Nobody has asked for an update, so that it is withdrawn at once.
        try cloud.put(ClusterMaintenanceRequest(metadata: ObjectMeta(name: "by-hand")))
        cloud.run(.seconds(10))
        #expect(cloud.released().contains("tf-openstack-tf") == !isPodMissing)
        let found = cloud.world.objects(ClusterWorkloadLock.self, cluster: 1).first {
            $0.spec.controllerName == "tungstenfabric"
        }
        #expect(found?.status.state == .active && found?.status.errorMessage == "")
    }

    @Test func withoutVRoutersOrWithPodsOfOthersNothingIsMadeOfIt() throws {
        for (labels, hasPods, reason) in [
            (["openstack-compute-node"], false, "no node has the label tfvrouter"),
            (
                ["openstack-compute-node", "tfvrouter"], true,
                "the input has pods, and no DaemonSet of OpenSDN"
            ),
            (["openstack-compute-node", "tfvrouter"], false, nil),
        ] as [([String], Bool, String?)] {
            var builder = OpenStackFixture.builder()
            builder.extraMOSK =
                "---\n"
                + builder.extraMOSK.replacing(
                    "{tunnel_interface: a}", with: "{tunnel_interface: a, backend: tungstenfabric}")
            builder.workers[0].labels = labels
            builder.hasOwnWorkloads = hasPods
            let template = try builder.template()
            #expect(template.openStack.openSDN.isEmpty == (reason != nil))
            let notes = template.notes.filter { $0.contains("nothing is made of OpenSDN") }
            #expect(notes.count == (reason == nil ? 0 : 1))
            if let reason { #expect(notes.first?.hasPrefix(reason) ?? false, "\(template.notes)") }
            #expect(template.absentControllers.contains(.tungstenFabric) == !labels.contains("tfvrouter"))
        }
    }
}

extension OpenStackFixture {
    /// A pod by its name.
    fileprivate func pod(_ name: String) throws -> Pod {
        try #require(world.objects(Pod.self, cluster: 1).first { $0.metadata.name == name })
    }

    /// The state of OpenSDN's lock on a node.
    fileprivate func state(_ node: String) throws -> WorkloadLockState {
        let name = NodeWorkloadLock.name("tungstenfabric", on: node)
        let lock = world.objects(NodeWorkloadLock.self, cluster: 1).first { $0.metadata.name == name }
        return try #require(lock).status.state
    }

    /// Asks for the maintenance of a node.
    fileprivate mutating func ask(_ node: String) throws {
        var request = NodeMaintenanceRequest(metadata: ObjectMeta(name: node))
        request.spec.nodeName = node
        request.spec.scope = .drain
        try put(request)
    }

    /// Withdraws the request for a node.
    fileprivate mutating func withdraw(_ node: String) throws {
        let found = world.objects(NodeMaintenanceRequest.self, cluster: 1).first { $0.metadata.name == node }
        try delete(try #require(found))
    }

    /// The locks that were released, by name.
    fileprivate func released() -> [String] {
        var names: [String] = []
        let kernel = world.state.substrate.kernel
        kernel.journal.forEach(after: .none) { _, entry in
            if entry.kind == LCMEntry.lockReleased.kind { names.append(kernel.names[entry.subject.name]) }
        }
        return names
    }
}
