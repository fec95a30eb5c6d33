import HardwareInterfaces
import Kubernetes
import Simulation
import Testing

@testable import HardwareSimulated
@testable import Twin

/// Servers that the operator brings while the world runs.
@Suite struct AppliedHostTests {
    /// The BareMetalHost of a server and the Machine that gets it.
    private static let server = """
        ---
        apiVersion: metal3.io/v1alpha1
        kind: BareMetalHost
        metadata:
          name: bm-cmp-04
          namespace: lab
          labels: {hostlabel.bm.kaas.mirantis.com/rack: RACK, kaas.mirantis.com/baremetalhost-id: hw-cmp-04}
          annotations: {twin.rehearsal/power-feeds: A}
        spec: {online: true, bootMACAddress: "02:00:00:00:00:40", rootDeviceHints: {deviceName: /dev/sdb}}
        ---
        apiVersion: cluster.k8s.io/v1alpha1
        kind: Machine
        metadata: {name: cmp-04, namespace: lab, labels: {cluster.sigs.k8s.io/cluster-name: lab}}
        spec:
          providerSpec:
            value:
              kind: BareMetalMachineProviderSpec
              hostSelector: {matchLabels: {kaas.mirantis.com/baremetalhost-id: hw-cmp-04}}

        """

    private func applies(rack: String, _ facts: CloudFacts) throws -> [ObjectApply] {
        let text = String(
            Self.server.split(separator: "RACK", omittingEmptySubsequences: false).joined(separator: rack))
        var reader = YAMLReader(file: "server.yaml")
        return try reader.read(text).map { try ObjectApply($0, facts) }
    }

    /// A world to which the server was applied after these faults had begun, and the server's index.
    private func world(rack: String, _ faults: String...) throws -> World {
        let template = try CloudBuilder().template()
        var world = World(template, seed: 7)
        for (number, text) in faults.enumerated() {
            world.inbox.post(.begin(try Fault(text, of: template), number: number), at: .zero)
        }
        for apply in try applies(rack: rack, CloudFacts(template)) {
            world.inbox.post(.apply(apply), at: .zero + .minutes(1))
        }
        while world.now < .zero + .minutes(1) || world.plant.hosts.count == template.hosts.count {
            guard world.step() else { break }
        }
        #expect(world.plant.hosts.count == template.hosts.count + 1)
        return world
    }

    @Test func itStandsWhereItsObjectSays() throws {
        let world = try world(rack: "rack-09")
        let server = world.plant.hosts.count - 1
        let place = world.plant.network.places[server]
        #expect(world.plant.network.racks[Int(place.rack)] == "rack-09")
        #expect(place.feeds == .a && place.interfaces == 2)
        #expect(world.plant.hosts[server].rootDisk == "sdb")
        #expect(world.plant.hosts[server].phase == .off && world.plant.ironic[server].state == nil)
    }

    @Test func itLacksWhatItsRackLacks() throws {
        var world = try world(
            rack: "no-rack", "feed-down:no-rack/A", "switch-down:no-rack/mgmt", "switch-down:spine")
        let server = world.plant.hosts.count - 1
        #expect(world.plant.bmcs[server].outages == 1 && world.plant.bmcs[server].isOutOfReach)
        #expect(!world.plant.hosts[server].links.contains(.management))
        for number in 0..<3 { world.inbox.post(.end(number: number), at: world.now) }
        while world.faultCount > 0, world.step() {}
        #expect(world.plant.bmcs[server].outages == 0 && !world.plant.bmcs[server].isOutOfReach)
        #expect(world.plant.hosts[server].links == .all)
    }

    @Test func faultsMaySpeakOfItBeforeItIsThere() throws {
        var facts = CloudFacts(try CloudBuilder().template())
        let texts = [
            "hang:rack=rack-09", "disk-failed:cmp-04/sda", "disk-full:bm-cmp-04/sdb", "nic-down:cmp-04/eno2",
            "rack-power-loss:rack-09", "switch-down:rack-09/tor-a",
        ]
        for text in texts { #expect(throws: CloudError.self) { try Fault(text, facts) } }
        facts.expect(try applies(rack: "rack-09", facts))
        for text in texts { _ = try Fault(text, facts) }
        for text in ["disk-failed:cmp-04/sdz", "hang:rack=rack-10"] {
            #expect(throws: CloudError.self) { try Fault(text, facts) }
        }
    }
}
