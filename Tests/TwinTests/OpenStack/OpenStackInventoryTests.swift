import Controllers
import Kubernetes
import Testing

@testable import Twin

/// The inventory against a table that was written down independently: Mirantis/rockoon charts, rendered
/// fixtures and size files, read row by row for the preset compute with the back end ml2.
@Suite struct OpenStackInventoryTests {
    /// Deployments and StatefulSets: replicas of single, tiny, small and medium.
    private static let replicated = """
        Deployment keystone-api 1 3 6 15
        Deployment keystone-client 1 1 1 1
        Deployment glance-api 1 3 3 3
        Deployment placement-api 1 3 4 4
        Deployment nova-api-osapi 1 3 6 15
        Deployment nova-api-metadata 1 3 3 3
        StatefulSet nova-conductor 1 3 3 3
        StatefulSet nova-scheduler 1 3 3 7
        Deployment nova-novncproxy 1 3 3 3
        Deployment neutron-server 1 3 3 12
        Deployment cinder-api 1 3 3 4
        StatefulSet cinder-scheduler 1 3 3 3
        StatefulSet cinder-volume 1 3 3 6
        StatefulSet cinder-backup 1 3 3 3
        Deployment heat-api 1 3 3 3
        Deployment heat-cfn 1 3 3 3
        Deployment heat-engine 1 3 3 15
        Deployment octavia-api 1 3 3 3
        Deployment octavia-worker 1 3 3 3
        Deployment octavia-housekeeping 1 3 3 3
        StatefulSet designate-api 1 3 3 12
        StatefulSet designate-central 1 3 3 3
        StatefulSet designate-mdns 1 3 3 3
        StatefulSet designate-producer 1 3 3 3
        Deployment barbican-api 1 3 3 4
        Deployment horizon 1 2 3 5
        StatefulSet mariadb-server 1 3 3 3
        Deployment mariadb-controller 1 2 2 2
        StatefulSet openstack-rabbitmq-rabbitmq 1 1 1 1
        StatefulSet openstack-neutron-rabbitmq-rabbitmq 0 1 1 1
        StatefulSet openstack-nova-rabbitmq-rabbitmq 0 0 1 1
        StatefulSet openstack-memcached-memcached 1 3 3 3
        StatefulSet etcd-etcd 1 3 3 3
        Deployment ingress-error-pages 1 1 1 1
        StatefulSet rfr-openstack-redis 3 3 3 3
        Deployment rfs-openstack-redis 3 3 3 3
        Deployment drb-controller 1 1 1 1
        """

    /// DaemonSets with the labels of their nodes.
    private static let daemons = """
        nova-compute-default openstack-compute-node
        libvirt-libvirt-default openstack-compute-node
        neutron-ovs-agent-default openvswitch
        neutron-l3-agent-default openstack-gateway
        neutron-dhcp-agent-default openstack-gateway
        neutron-metadata-agent-default openstack-gateway
        openvswitch-db openvswitch
        openvswitch-vswitchd openvswitch
        octavia-health-manager-default openstack-gateway
        ingress openstack-control-plane
        image-precaching-controller openstack-control-plane
        image-precaching-compute openstack-compute-node
        image-precaching-gateway openstack-gateway
        """

    /// CronJobs; those whose schedule has a source with it.
    private static let cronJobs: [String: String] = [
        "nova-cell-setup": "0 */1 * * *", "nova-service-cleaner": "0 */1 * * *",
        "nova-placement-audit": "0 */4 * * *", "cinder-service-cleaner": "0 */4 * * *",
        "heat-engine-cleaner": "*/5 * * * *", "keystone-fernet-rotate": "0 */12 * * *",
        "keystone-credential-rotate": "0 0 1 * *", "mariadb-phy-backup": "0 1 * * *",
    ]

    static func plan(
        preset: String = "compute", size: String, version: String = "caracal", features: String = "{}"
    ) throws -> OpenStackPlan {
        let value = try parse(
            """
            metadata: {name: osdpl, namespace: openstack}
            spec: {openstack_version: \(version), preset: \(preset), size: \(size), features: \(features)}
            """)
        let inventory = try Cloud.catalogue.get().openStack
        return try #require(
            OpenStackPlan(try OpenStackDeployment(value: value), inventory, controllerVersion: "17.4.0"))
    }

    private static func parse(_ text: String) throws -> Value {
        var reader = YAMLReader(file: "test")
        return try #require(try reader.read(text).first)
    }

    private static func rows(_ plan: OpenStackPlan) -> [(OpenStackWorkload, OpenStackService)] {
        (plan.services + [plan.cache].compactMap { $0 }).flatMap { service in
            plan.workloads(of: service).map { ($0, service) }
        }
    }

    @Test(arguments: [(0, "single"), (1, "tiny"), (2, "small"), (3, "medium")])
    func thePresetComputeHasTheWorkloadsOfItsSize(place: Int, size: String) throws {
        let plan = try Self.plan(size: size)
        var expected: Set<String> = []
        for line in Self.replicated.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words[2 + place] != "0" else { continue }
            expected.insert("\(words[0]) \(words[1]) \(words[2 + place])")
        }
        for line in Self.daemons.split(separator: "\n") { expected.insert("DaemonSet \(line)") }
        var found: Set<String> = []
        for (row, _) in Self.rows(plan) {
            let what = plan.replicas(row).map(String.init) ?? row.nodeLabel.key
            #expect(found.insert("\(row.kind.rawValue) \(row.name) \(what)").inserted)
        }
        #expect(found.subtracting(expected) == [])
        #expect(expected.subtracting(found) == [])
    }

    @Test func theCronJobsRunWhenTheirChartsSay() throws {
        let plan = try Self.plan(size: "tiny")
        let found = plan.services.flatMap { plan.cronJobs(of: $0) }
        for (name, schedule) in Self.cronJobs {
            #expect(found.first { $0.name == name }?.schedule == schedule, "\(name)")
        }
        let backup = try #require(plan.services.first { $0.name == "database" })
        let row = try #require(plan.cronJobs(of: backup).first)
        #expect(plan.document(row, of: backup).at("spec", "suspend")?.bool == true)
        let with = try Self.plan(size: "tiny", features: "{database: {backup: {enabled: true}}}")
        #expect(with.document(row, of: backup).at("spec", "suspend")?.bool == false)
    }

    @Test func theOtherPresetsFollowFromWhatTheyEnable() throws {
        let core = try Self.plan(preset: "core", size: "small")
        #expect(
            Set(core.services.map(\.name)) == [
                "app-gateway", "compute", "identity", "dashboard", "image", "ingress", "database",
                "memcached", "networking", "messaging", "placement", "coordination",
            ])
        let fabric = try Self.plan(preset: "compute-tf", size: "small")
        let names = Set(Self.rows(fabric).map(\.0.name))
        #expect(names.contains("neutron-server") && names.contains("nova-compute-default"))
        #expect(
            names.isDisjoint(with: ["openvswitch-vswitchd", "neutron-ovs-agent-default", "ovn-controller"]))
        #expect(!names.contains("neutron-l3-agent-default"))
    }

    @Test func backEndsVersionsAndServicesDecideOfRows() throws {
        let ovn = try Self.plan(size: "tiny", features: "{neutron: {backend: ml2/ovn}}")
        let rows = Self.rows(ovn).map(\.0)
        #expect(rows.filter { $0.name == "neutron-server" }.map(\.kind) == [.daemonSet])
        #expect(rows.contains { $0.name == "openvswitch-ovn-db" && $0.budget == 2 })
        #expect(!rows.contains { $0.name == "neutron-l3-agent-default" })
        let new = Set(Self.rows(try Self.plan(size: "tiny", version: "gazpacho")).map(\.0.name))
        #expect(new.isSuperset(of: ["neutron-rpc-server", "neutron-periodic-workers", "envoy-proxy"]))
        #expect(new.isDisjoint(with: ["rfr-openstack-redis", "ingress"]))
        let more = try Self.plan(size: "medium", features: "{services: [instance-ha, compute]}")
        #expect(more.services.count { $0.name == "compute" } == 1)
        let engine = Self.rows(more).map(\.0).first { $0.name == "masakari-engine" }
        #expect(engine.flatMap { more.replicas($0) } == 5)
    }

    @Test func everyRowSaysWhereItIsFromAndHowCertainItIs() throws {
        let inventory = try Cloud.catalogue.get().openStack
        #expect(inventory.presets.map(\.name) == OpenStackAdmission.presets)
        #expect(inventory.sizes.map(\.name) == OpenStackAdmission.sizes)
        for service in inventory.services {
            #expect(!service.source.isEmpty, "\(service.name)")
            #expect(["verified", "inferred", "recalled", "guess"].contains(service.certainty))
        }
        for layer in inventory.presets + inventory.sizes { #expect(!layer.source.isEmpty) }
    }

    @Test func theOrderOfAnUpgradeIsThatOfTheController() throws {
        let plan = try Self.plan(size: "tiny", features: "{services: [instance-ha, shared-file-system]}")
        #expect(
            plan.upgradeOrder.map(\.name) == [
                "identity", "placement", "image", "networking", "compute", "block-storage",
                "load-balancer", "dns", "key-manager", "orchestration", "dashboard", "instance-ha",
                "shared-file-system",
            ])
    }

    @Test func documentsSayWhatTheRowsSay() throws {
        let plan = try Self.plan(size: "small")
        let service = try #require(plan.services.first { $0.name == "identity" })
        let row = try #require(plan.workloads(of: service).first)
        let deployment = try Deployment(value: plan.document(row, of: service))
        #expect(deployment.spec.replicas == 6)
        #expect(deployment.spec.strategy.rollingUpdate?.maxUnavailable == .percent(10))
        #expect(deployment.spec.template.spec.nodeSelector["openstack-control-plane"] == "enabled")
        let container = try #require(deployment.spec.template.spec.containers.first)
        #expect(container.image == "registry.example.org/openstack/keystone:caracal-17.4.0")
        #expect(container.readinessProbe?.initialDelaySeconds == 15)
        let budget = try PodDisruptionBudget(value: try #require(plan.budget(row, of: service)))
        #expect(budget.spec.minAvailable == .count(2))
        #expect(budget.spec.covers(deployment.spec.template.metadata.labels))
        let single = try Self.plan(size: "single")
        #expect(single.budget(row, of: service) == nil)
    }

    @Test func theFingerprintIsThatOfTheMergedSpec() throws {
        let plain = try Self.plan(size: "tiny")
        #expect(plain.fingerprint.count == 64)
        #expect(try Self.plan(size: "tiny").fingerprint == plain.fingerprint)
        #expect(try Self.plan(size: "small").fingerprint != plain.fingerprint)
        // What the preset says already changes nothing.
        let same = try Self.plan(size: "tiny", features: "{neutron: {backend: ml2}, services: [compute]}")
        #expect(same.fingerprint == plain.fingerprint)
    }

    @Test func noTwoWorkloadsHaveTheSamePods() throws {
        let plan = try Self.plan(
            size: "medium", features: "{services: [instance-ha, shared-file-system, baremetal, metering]}")
        var seen: Set<String> = []
        for (row, service) in Self.rows(plan) {
            let labels = "\(service.namespace) \(row.application) \(row.component) \(row.instance ?? "")"
            #expect(seen.insert(labels).inserted, "\(row.name) shares the labels of another")
        }
    }
}
