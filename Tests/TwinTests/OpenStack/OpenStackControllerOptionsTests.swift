import Controllers
import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// What users set of the OpenStack controller in its ConfigMap.
@Suite struct OpenStackControllerOptionsTests {
    private static func map(_ lines: String..., name: String = "rockoon-config") -> String {
        """
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: \(name), namespace: osh-system}
        data:
          extra_conf.ini: |
            \(lines.joined(separator: "\n    "))

        """
    }

    private static func template(_ maps: String) throws -> WorldTemplate {
        var shape = ComputeFixture.Shape()
        shape.add(1, on: "cmp-01")
        shape.extraMOSK = maps
        return try shape.template()
    }

    @Test func whatIsSetCounts() throws {
        let text = Self.map(
            "[maintenance]", "; a comment", "instance_migrate_concurrency = 4", "nwl_parallel_max_compute: 7",
            "respect_nova_az = True", "[osctl]", "node_not_ready_flapping_timeout=30",
            "nwl_parallel_max_gateway = 3")
        let settings = try Self.template(text).openStackSettings
        #expect(settings.migrateConcurrency == 4)
        #expect(settings.maxComputes == 7)
        #expect(settings.respectsZones)
        #expect(settings.flappingTimeout == .seconds(30))
        // It stands in another section than its own.
        #expect(settings.maxGateways == 1)
    }

    @Test func thePresentNameComesFirst() throws {
        let maps =
            Self.map("[maintenance]", "nwl_parallel_max_compute = 3", name: "openstack-controller-config")
            + Self.map("[maintenance]", "nwl_parallel_max_compute = 5")
        #expect(try Self.template(maps).openStackSettings.maxComputes == 5)
        let old = Self.map(
            "[maintenance]", "nwl_parallel_max_compute = 3", name: "openstack-controller-config")
        #expect(try Self.template(old).openStackSettings.maxComputes == 3)
    }

    /// Also where nobody has listed instances, and durations stand for what is done on nodes.
    @Test(arguments: [1, 2])
    func soManyComputesAreOutAtATimeWhereInstancesAreNotKnown(limit: Int) throws {
        var shape = ComputeFixture.Shape()
        shape.hasLists = false
        shape.extraMOSK = Self.map("[maintenance]", "nwl_parallel_max_compute = \(limit)")
        var cloud = try ComputeFixture(shape)
        for node in shape.computes {
            let own = try cloud.lock(node).status.release
            try cloud.request(node, scope: .drain, release: own)
        }
        cloud.run(.hours(2))
        let out = try shape.computes.count { try cloud.lock($0).status.state == .inactive }
        #expect(out == limit)
    }

    @Test(arguments: ["many", "0", "-1", "", "1 2", "99999999999999999999"])
    func whatIsNoCountIsSaidAndLeavesTheDefault(value: String) throws {
        let template = try Self.template(Self.map("[maintenance]", "nwl_parallel_max_compute = \(value)"))
        #expect(template.openStackSettings.maxComputes == OpenStackSettings().maxComputes)
        #expect(
            template.notes.contains { $0.hasPrefix("nwl_parallel_max_compute in ConfigMap rockoon-config") })
    }

    @Test func nothingElseOfTheTextIsKept() {
        let text = "[maintenance]\nrespect_nova_az = true\npassword = hunter2\n[osctl]\ntoken: abc\n# key=abc"
        var count = 0
        let clean = OpenStackControllerOptions.published(text) { _ in
            count += 1
            return "<redacted #\(count)>"
        }
        #expect(
            clean == "[maintenance]\nrespect_nova_az = true\n<redacted #1>\n[osctl]\n<redacted #2>\n")
        #expect(OpenStackControllerOptions.published(clean) { $0 } == clean)
    }

    @Test func allElseOfTheConfigMapIsRedacted() throws {
        let text =
            Self.map("[maintenance]", "nwl_parallel_max_compute = 3")
            + "  admin:hunter2@db.example: x\n  other: hunter3\n"
        let template = try Self.template(text)
        #expect(template.openStackSettings.maxComputes == 3)
        let maps = template.stores[1].list(ConfigMapSpec.kind).map { "\($0.encoded())" }
        #expect(maps.count == 1)
        #expect(!maps.contains { $0.contains("hunter") })
    }

    @Test func computesOfAnotherZoneWaitWhereZonesCount() throws {
        for isRespected in [false, true] {
            var shape = ComputeFixture.Shape()
            shape.add(1, on: "cmp-01")
            shape.aggregates = [
                #"{"ID": 1, "Name": "a", "Availability Zone": "az1", "Properties": {}, "Hosts": ["cmp-01"]}"#,
                #"{"ID": 2, "Name": "b", "Availability Zone": "az2", "Properties": {}, "#
                    + #""Hosts": ["cmp-02", "cmp-03"]}"#,
            ]
            shape.extraMOSK = Self.map("[maintenance]", "respect_nova_az = \(isRespected)")
            var cloud = try ComputeFixture(shape)
            try cloud.request("cmp-02", scope: .drain)
            cloud.run(.minutes(3))
            #expect(try cloud.lock("cmp-02").status.state == .inactive)
            try cloud.request("cmp-03", scope: .drain)
            cloud.run(.minutes(5))
            try cloud.request("cmp-01", scope: .drain)
            cloud.run(.minutes(5))
            #expect(try cloud.lock("cmp-03").status.state == .inactive, "it is of the same zone")
            #expect(try cloud.lock("cmp-01").status.state == (isRespected ? .active : .inactive))
            #expect(try cloud.lock("cmp-01").status.errorMessage.contains("compute") == isRespected)
            for node in ["cmp-02", "cmp-03"] { try cloud.delete(NodeMaintenanceRequest.self, node) }
            cloud.run(.minutes(10))
            #expect(try cloud.lock("cmp-01").status.state == .inactive)
        }
    }
}
