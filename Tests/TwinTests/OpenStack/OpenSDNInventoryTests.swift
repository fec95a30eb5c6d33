import Controllers
import Kubernetes
import Testing

@testable import Twin

/// The inventory of OpenSDN against a table that was written down independently: MOSK documentation, "OpenSDN
/// cluster components" and "OpenSDN Operator", read part by part.
@Suite struct OpenSDNInventoryTests {
    /// Kind, name, label of the nodes, and the pods of the sizes single and small; those of DaemonSets are as
    /// many as nodes.
    private static let workloads = """
        StatefulSet tf-cassandra-config-dc1-rack1 tfconfigdb 1 3
        StatefulSet tf-zookeeper tfconfigdb 1 3
        StatefulSet tf-rabbitmq tfconfigdb 1 3
        StatefulSet rfr-tf-redis tfconfigdb 1 3
        Deployment rfs-tf-redis tfconfigdb 1 3
        DaemonSet tf-config tfconfig
        DaemonSet tf-control tfcontrol
        DaemonSet tf-webui tfwebui
        DaemonSet tf-vrouter-agent tfvrouter
        DaemonSet tf-vrouter-provisioner tfvrouter
        """

    /// The containers of pods that have several.
    private static let containers: [String: [String]] = [
        "tf-config": ["api", "schema", "svc-monitor", "device-manager", "provisioner"],
        "tf-control": ["control", "dns", "named", "provisioner"], "tf-webui": ["web", "job"],
    ]

    private static func plan(_ size: String, preset: String = "compute-tf") throws -> OpenStackPlan {
        try OpenStackInventoryTests.plan(preset: preset, size: size)
    }

    private static func rows(_ plan: OpenStackPlan) -> [(OpenStackWorkload, OpenStackService)] {
        plan.openSDN.flatMap { service in plan.workloads(of: service).map { ($0, service) } }
    }

    @Test(arguments: [(0, "single"), (1, "small")])
    func thePresetWithOpenSDNHasItsWorkloads(place: Int, size: String) throws {
        let plan = try Self.plan(size)
        let expected = Self.workloads.split(separator: "\n").map { line in
            let words = line.split(separator: " ")
            return (words[..<3] + (words.count > 3 ? [words[3 + place]] : [])).joined(separator: " ")
        }
        let found = Self.rows(plan).map { row, _ in
            "\(row.kind.rawValue) \(row.name) \(row.node)" + (plan.replicas(row).map { " \($0)" } ?? "")
        }
        #expect(found.sorted() == expected.sorted())
        for (row, service) in Self.rows(plan) {
            let document = plan.document(row, of: service)
            let containers = document.at("spec", "template", "spec", "containers")?.list ?? []
            let names = containers.compactMap { $0["name"]?.string }
            if let several = Self.containers[row.name] { #expect(names == several) }
            #expect(Set(containers.compactMap { $0["image"]?.string }).count == containers.count)
            #expect(document.at("metadata", "namespace")?.string == "tf")
        }
    }

    @Test func onlyItsBackEndHasIt() throws {
        for preset in ["compute", "core"] {
            let plan = try Self.plan("small", preset: preset)
            #expect(!plan.usesOpenSDN && plan.openSDN.isEmpty)
        }
        let core = try OpenStackInventoryTests.plan(
            preset: "core", size: "small", features: "{neutron: {backend: tungstenfabric}}")
        #expect(core.usesOpenSDN && core.openSDN.count == 5)
        // It is no service of the OpenStack controller, which neither applies it nor asks for its health.
        #expect(!core.services.contains { $0.namespace == "tf" })
    }

    @Test func networkingAndComputeWaitForItsAPI() throws {
        let (fabric, other) = (try Self.plan("small"), try Self.plan("small", preset: "compute"))
        #expect(fabric.missingDependencies == other.missingDependencies)
        for service in fabric.services {
            for row in fabric.workloads(of: service) {
                let waits = Self.waits(fabric.document(row, of: service))
                let isAwaited = ["networking", "compute"].contains(service.name)
                #expect(waits.contains("opensdn_api") == isAwaited, "\(row.name)")
            }
            for row in other.workloads(of: service) {
                #expect(!Self.waits(other.document(row, of: service)).contains("opensdn_api"))
            }
        }
        let config = try #require(Self.rows(fabric).first { $0.0.name == "tf-config" })
        #expect(
            Self.waits(fabric.document(config.0, of: config.1)) == [
                "opensdn_cassandra", "opensdn_zookeeper", "opensdn_messaging",
            ])
    }

    @Test func everyPartSaysWhereItIsFromAndHowCertainItIs() throws {
        let parts = try Cloud.catalogue.get().openStack.openSDN
        #expect(parts.count == 5)
        for part in parts {
            #expect(!part.source.isEmpty && part.certainty == "inferred", "\(part.name)")
        }
    }

    /// The endpoints that a workload's pods wait for.
    private static func waits(_ document: Value) -> [String] {
        let containers = document.at("spec", "template", "spec", "initContainers")?.list ?? []
        let variables = containers.flatMap { $0["env"]?.list ?? [] }
        let services = variables.filter { $0["name"]?.string == "DEPENDENCY_SERVICE" }
        return services.flatMap { ($0["value"]?.string ?? "").split(separator: ",").map(String.init) }
    }
}
