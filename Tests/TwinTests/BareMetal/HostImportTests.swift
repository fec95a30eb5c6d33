import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// Which hosts of a cloud the plant has, and how they stand.
@Suite struct HostImportTests {
    @Test func theHostOfAMachineRunsAndKeepsTheNameOfItsNode() throws {
        let world = World(try CloudBuilder().template(), seed: 1)
        let estate = world.substrate.estate
        let names = world.substrate.kernel.names
        let index = try #require(estate.nodes.indices.first { names[estate.nodes[$0].name] == "cmp-01" })
        #expect(names[estate.nodes[index].bareMetalHost.name] == "bm-cmp-01")
        #expect(world.plant.hosts[index].isRunning)
        #expect(world.plant.ironic[index].state == .active)
        let host = try #require(world.objects(BareMetalHost.self).first { $0.metadata.name == "bm-cmp-01" })
        #expect(host.status.provisioning.state == .provisioned)
        #expect(host.status.provisioning.image.url == host.spec.image?.url)
        #expect(host.status.goodCredentials.credentials.name == "none")
    }

    @Test func aCloudAtRestGivesItsHostsNothingToDo() throws {
        var fixture = try BareMetalFixture("")
        fixture.run(.hours(3))
        #expect(fixture.commands("bm-cmp-01") == [])
        #expect(fixture.texts(KubernetesEntry.statusUpdated, of: "bm-cmp-01") == [])
    }

    @Test(
        arguments: [
            ("available", "online: false", IronicNodeState.available),
            ("inspecting", "online: false", .manageable), ("preparing", "online: false", .manageable),
            ("deprovisioning", "online: false", .active), ("registering", "online: false", nil),
        ] as [(String, String, IronicNodeState?)])
    func aSpareIsBlankAndOffAndKnownToIronicByItsState(
        state: String, spec: String, node: IronicNodeState?
    ) throws {
        let fixture = try BareMetalFixture(BareMetalFixture.host("spare", state: state, spec: spec))
        #expect(try fixture.equipment().phase == .off)
        #expect(try fixture.equipment().facts.distribution.isEmpty)
        #expect(try fixture.node() == node)
        let estate = fixture.world.substrate.estate
        #expect(estate.nodes[try fixture.index()].name == .empty)
    }

    @Test func hardwareOfTheStatusIsThatOfThePlant() throws {
        let hardware = "hardware: {cpu: {count: 8}, nics: [{name: ens3, mac: a, speedGbps: 10}]}"
        let fixture = try BareMetalFixture(
            BareMetalFixture.host("spare", state: "available", spec: "online: false", status: hardware))
        let found = try fixture.equipment().hardware
        #expect(found?.processors == 8)
        #expect(found?.interfaces.map(\.name) == ["ens3"])
    }

    @Test func hostsOfTheManagementClusterRunAndAreNoNodes() throws {
        let template = try ExampleCloud.small()
        #expect(!template.nodes.map(\.name).contains { $0.contains("mgmt") })
        let world = World(template, seed: 1)
        let hosts = world.objects(BareMetalHost.self).filter { $0.metadata.name.contains("mgmt") }
        #expect(hosts.count == 3)
        for host in hosts {
            #expect(host.status.provisioning.state == .provisioned)
            #expect(host.spec.consumerRef?.name == String(host.metadata.name.dropFirst(3)))
        }
    }

    @Test func sparesWithoutStatusAreTakenToBeAvailable() throws {
        var builder = CloudBuilder()
        builder.extra = """
            ---
            apiVersion: metal3.io/v1alpha1
            kind: BareMetalHost
            metadata: {name: spare, namespace: lab}
            spec: {online: false, bmc: {address: "10.0.0.9:623"}}

            """
        let template = try builder.template()
        #expect(template.notes.contains { $0.hasPrefix("a BareMetalHost serves no Machine") })
        let host = World(template, seed: 1).objects(BareMetalHost.self).first { $0.metadata.name == "spare" }
        #expect(host?.status.provisioning.state == .available)
    }

    @Test func anInventoryHasItsHost() throws {
        let fixture = try BareMetalFixture(
            """
            ---
            apiVersion: kaas.mirantis.com/v1alpha1
            kind: BareMetalHostInventory
            metadata: {name: spare, namespace: lab, labels: {a: b}}
            spec:
              online: false
              bootMACAddress: "52:54:00:00:00:02"
              bmc: {address: "10.0.0.9:623", bmhCredentialsName: spare-credentials}

            """)
        let host = try fixture.host()
        #expect(host.metadata.labels["a"] == "b")
        #expect(host.spec.bootMACAddress == "52:54:00:00:00:02")
        #expect(host.credentialsName == "spare-credentials")
        #expect(try fixture.equipment().phase == .off)
    }

    @Test func cloudsWithoutHostsKeepTheirMachines() throws {
        var builder = CloudBuilder()
        builder.hasHosts = false
        let world = World(try builder.template(), seed: 1)
        #expect(world.plant.hosts.count == 4)
        #expect(world.objects(BareMetalHost.self).isEmpty)
        for index in world.plant.hosts.indices { #expect(world.plant.hosts[index].isRunning) }
    }
}
