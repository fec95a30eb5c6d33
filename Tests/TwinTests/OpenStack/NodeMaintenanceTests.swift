import Controllers
import HardwareInterfaces
import Kubernetes
import Scenarios
import Simulation
import Testing

@testable import Controllers
@testable import HardwareSimulated
@testable import Twin

/// What the OpenStack controller does about nodes, with its known defects.
@Suite struct NodeMaintenanceTests {
    @Test func instancesLeaveOneByOneBeforeTheNodeIsLetGo() throws {
        var cloud = try ComputeFixture { $0.add(5, on: "cmp-01") }
        try cloud.request("cmp-01", scope: .os)
        cloud.run(.minutes(20))
        #expect(try cloud.instances("cmp-01").isEmpty)
        #expect(try cloud.lock("cmp-01").status.state == .inactive)
        #expect(try cloud.lock("cmp-01").status.errorMessage == "")
        #expect(try cloud.isOut("cmp-01"))
        let moves = cloud.entries(ComputeEntry.migrationBegan).map(\.time)
        #expect(moves.count == 5)
        for (first, second) in zip(moves, moves.dropFirst()) { #expect(second - first >= .seconds(10)) }
        let place = Int(try cloud.place("cmp-01"))
        #expect(cloud.world.plant.compute?.hypervisors[place].isEnabled == false)

        try cloud.delete(NodeMaintenanceRequest.self, "cmp-01")
        cloud.run(.minutes(5))
        #expect(try cloud.lock("cmp-01").status.state == .active)
        #expect(try !cloud.isOut("cmp-01"))
        #expect(cloud.world.plant.compute?.hypervisors[place].isEnabled == true)
    }

    @Test func aDrainLeavesInstancesWhereTheyAre() throws {
        var cloud = try ComputeFixture { $0.add(5, on: "cmp-01") }
        try cloud.request("cmp-01", scope: .drain)
        cloud.run(.minutes(2))
        #expect(try cloud.lock("cmp-01").status.state == .inactive)
        #expect(try cloud.instances("cmp-01").count == 5)
        #expect(cloud.entries(ComputeEntry.migrationBegan).isEmpty)
    }

    @Test func anInstanceThatCanNotMoveHoldsTheNodeForEver() throws {
        var cloud = try ComputeFixture {
            $0.add(1, on: "cmp-01", flavor: "device")
            $0.add(1, on: "cmp-01")
        }
        try cloud.request("cmp-01", scope: .os)
        cloud.run(.hours(12))
        #expect(try cloud.lock("cmp-01").status.state == .active)
        #expect(try cloud.lock("cmp-01").status.errorMessage.contains("vm-1"))
        #expect(try cloud.instances("cmp-01").count == 1)
        let rule = "an instance is still on the node: a device of the host is passed through"
        #expect(cloud.waits("openstack-cmp-01").contains(rule))
        // Three attempts a pass, and a pass a minute later: the counter is not kept.
        let asked = cloud.entries(EquipmentEntry.commandFailed).filter { $0.name == "openstack-cmp-01" }
        #expect(asked.count > 100)
    }

    @Test func whatWasTriedIsRememberedWithoutTheDefect() throws {
        var cloud = try ComputeFixture {
            $0.add(1, on: "cmp-01", flavor: "device")
            $0.fixes = [.attemptsForgotten]
        }
        try cloud.request("cmp-01", scope: .os)
        cloud.run(.hours(12))
        #expect(cloud.entries(EquipmentEntry.commandFailed).count == 3)
        #expect(try cloud.lock("cmp-01").status.state == .active)
    }

    @Test(arguments: ["skip", "manual", "tag"])
    func nodesAndTagsSayWhatBecomesOfInstances(_ mode: String) throws {
        var cloud = try ComputeFixture {
            let tag = #", "Tags": ["openstack.lcm.mirantis.com:maintenance_action=poweroff"]"#
            $0.add(2, on: "cmp-01", flavor: "device", more: mode == "tag" ? tag : "")
        }
        if mode != "tag" {
            try cloud.change(Node.self, "cmp-01") {
                $0.metadata.annotations["openstack.lcm.mirantis.com/instance_migration_mode"] = mode
            }
        }
        try cloud.request("cmp-01", scope: .os)
        cloud.run(.minutes(30))
        #expect(cloud.entries(ComputeEntry.migrationBegan).isEmpty)
        #expect(cloud.entries(EquipmentEntry.commandFailed).isEmpty)
        #expect(try cloud.instances("cmp-01").count == 2)
        #expect(try cloud.lock("cmp-01").status.state == (mode == "manual" ? .active : .inactive))
        if mode == "manual" {
            #expect(try cloud.lock("cmp-01").status.errorMessage.contains("Notify owners"))
        }
    }

    @Test func oneControllerInMaintenanceKeepsEveryNodeIn() throws {
        for fixes in [[], [.concurrencyAllRoles]] as [Set<OpenStackFix>] {
            var cloud = try ComputeFixture {
                $0.add(1, on: "cmp-01")
                $0.fixes = fixes
            }
            try cloud.request("ctl-01", scope: .os)
            cloud.run(.minutes(2))
            #expect(try cloud.lock("ctl-01").status.state == .inactive)
            try cloud.request("cmp-01", scope: .os)
            try cloud.request("ctl-02", scope: .os)
            cloud.run(.minutes(30))
            #expect(try cloud.lock("cmp-01").status.state == (fixes.isEmpty ? .active : .inactive))
            #expect(try cloud.lock("ctl-02").status.state == .active)
            #expect(try !cloud.isOut("ctl-02"))
            try cloud.delete(NodeMaintenanceRequest.self, "ctl-01")
            cloud.run(.minutes(30))
            #expect(try cloud.isOut("ctl-02"))
        }
    }

    @Test func theQuorumGuardOverlooksAPodThatIsNotReady() throws {
        for fixes in [[], [.quorumGuardReadyFilter]] as [Set<OpenStackFix>] {
            var cloud = try ComputeFixture {
                $0.add(1, on: "cmp-01")
                $0.hasDatabase = true
                $0.fixes = fixes
            }
            try cloud.restart(["mariadb-server-2"])
            let pods = cloud.world.objects(Pod.self, cluster: 1).filter {
                $0.metadata.name.hasPrefix("mariadb-server")
            }
            #expect(pods.count == 3)
            #expect(pods.count(where: \.status.isReady) == 2)
            try cloud.request("ctl-01", scope: .drain)
            cloud.run(.seconds(10))
            #expect(try cloud.lock("ctl-01").status.state == (fixes.isEmpty ? .inactive : .active))
            if !fixes.isEmpty {
                #expect(cloud.waits("openstack-ctl-01") == ["database can't do without the node"])
            }
        }
    }

    /// Each service is asked for where its pods are.
    @Test(arguments: [
        ("mariadb-server", "openstack", "database"), ("etcd-etcd", "openstack", "coordination"),
        ("rfr-openstack-redis", "openstack-redis", "redis"),
        ("openstack-prometheus-server", "openstack", "metric-storage"),
    ])
    func aServiceHoldsANodeThatItsQuorumNeeds(_ set: String, _ namespace: String, _ service: String) throws {
        for missing in 0...1 {
            var cloud = try ComputeFixture {
                $0.add(1, on: "cmp-01")
                $0.extraMOSK = $0.statefulSet(set, in: namespace, missing: missing)
            }
            try cloud.request("ctl-01", scope: .drain)
            cloud.run(.seconds(30))
            #expect(try cloud.lock("ctl-01").status.state == (missing == 0 ? .inactive : .active))
            let waits = missing == 0 ? [] : ["\(service) can't do without the node"]
            #expect(cloud.waits("openstack-ctl-01") == waits)
        }
    }

    @Test func outdatedPodsAreReplacedWhenTheirNodeComesBack() throws {
        let set = "openvswitch-vswitchd"
        var cloud = try ComputeFixture {
            $0.add(1, on: "cmp-01")
            $0.extraMOSK = $0.daemonSet(set)
        }
        func images() throws -> [String] {
            try ["cmp-01", "cmp-02"].map {
                try cloud.daemonPod(set, on: $0).spec.containers.first?.image.suffix(1).description ?? ""
            }
        }
        try cloud.change(DaemonSet.self, set) {
            $0.spec.template.spec.containers[0].image = "registry.example.org/vswitchd:2"
        }
        cloud.run(.minutes(5))
        #expect(try images() == ["1", "1"])
        try cloud.request("cmp-01", scope: .os)
        cloud.run(.minutes(10))
        #expect(try cloud.lock("cmp-01").status.state == .inactive)
        #expect(try images() == ["1", "1"])
        try cloud.delete(NodeMaintenanceRequest.self, "cmp-01")
        cloud.run(.minutes(10))
        #expect(try images() == ["2", "1"])
        #expect(try cloud.daemonPod(set, on: "cmp-01").status.isReady)
        #expect(try cloud.lock("cmp-01").status.state == .active)
        #expect(cloud.waits("openstack-cmp-01").first == "an outdated pod of the node is replaced")
    }

    @Test func aNodeThatAServiceBlocksKeepsItsPlace() throws {
        for fixes in [[], [.blockedNodeHoldsSlot]] as [Set<OpenStackFix>] {
            var cloud = try ComputeFixture {
                $0.add(1, on: "cmp-01")
                $0.hasDatabase = true
                $0.fixes = fixes.union([.concurrencyAllRoles])
            }
            // With one of three pods ready, the database needs every node.
            try cloud.restart(["mariadb-server-1", "mariadb-server-2"])
            try cloud.request("ctl-01", scope: .drain)
            cloud.run(.seconds(10))
            #expect(try cloud.lock("ctl-01").status.state == .active)
            #expect(try cloud.isOut("ctl-01") == fixes.isEmpty)
            #expect(try cloud.lock("ctl-01").status.errorMessage.contains("database"))
        }
    }

    @Test func aNodeIsNotDeletedWhileItHasInstances() throws {
        var cloud = try ComputeFixture { $0.add(1, on: "cmp-01") }
        var request = NodeDeletionRequest(metadata: ObjectMeta(name: "cmp-01"))
        request.spec.nodeName = "cmp-01"
        try cloud.create(request)
        cloud.run(.minutes(10))
        #expect(try cloud.lock("cmp-01").status.state == .active)
        #expect(try cloud.lock("cmp-01").status.errorMessage.contains("Blocking node removal"))
        _ = try cloud.migrate(0).get()
        cloud.run(.minutes(10))
        #expect(try cloud.lock("cmp-01").status.state == .inactive)
    }

    @Test func aNodeThatLosesItsRolesLosesItsLock() throws {
        var cloud = try ComputeFixture { $0.add(1, on: "cmp-01") }
        try cloud.change(Node.self, "cmp-02") { $0.metadata.labels["openstack-compute-node"] = nil }
        cloud.run(.minutes(2))
        let names = cloud.world.objects(NodeWorkloadLock.self, cluster: 1).map(\.metadata.name)
        #expect(!names.contains("openstack-cmp-02"))
        try cloud.change(Node.self, "cmp-02") { $0.metadata.labels["openstack-compute-node"] = "enabled" }
        cloud.run(.minutes(2))
        #expect(try cloud.lock("cmp-02").status.state == .active)
    }
}
