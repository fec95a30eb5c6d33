import HardwareInterfaces
import Kubernetes
import Simulation
import Testing

@testable import HardwareSimulated
@testable import Twin

/// What the OpenStack client prints is read as it is, whatever the files are called.
@Suite struct ListingImportTests {
    private static func problem(_ body: (inout ComputeFixture.Shape) -> Void) -> CloudError? {
        var shape = ComputeFixture.Shape()
        shape.add(1, on: "cmp-01")
        body(&shape)
        do { _ = try shape.template() } catch ImportFailure.badInput(let error) { return error } catch {
            return error as? CloudError
        }
        return nil
    }

    @Test func listsAreToldByTheirColumns() throws {
        var shape = ComputeFixture.Shape()
        shape.add(2, on: "cmp-01")
        shape.add(1, on: "cmp-02.kaas.local", flavor: "pinned")
        shape.servers.append(
            #"{"ID": "x", "Name": "gone", "Status": "ACTIVE", "Flavor": "small", "Host": null}"#)
        shape.servers.append(
            #"{"ID": "y", "Name": "vm-1", "Status": "SHUTOFF", "Flavor": "1", "Host": "cmp-03"}"#)
        let nova = try #require(try shape.template().compute)
        #expect(nova.instances.count == 4)
        #expect(nova.hypervisors.count == 3)
        #expect(nova.flavors.map(\.isPinned) == [false, true, false, false])
        #expect(nova.flavors[2].hasPassthrough)
        #expect(nova.hypervisors[0].memoryMiB == 262_144)
        #expect(nova.hypervisors[1].pinnedProcessors == 4)
        #expect(nova.hypervisors[0].pinnedProcessors == 0)
        #expect(nova.instances[3].status == .shutOff)
        #expect(nova.hasInstanceHA)
    }

    /// What a deployment asks for counts with what its preset does.
    @Test func novaIsAsTheMergedDeploymentSays() throws {
        var shape = ComputeFixture.Shape()
        shape.add(1, on: "cmp-01")
        shape.services = "[]"
        #expect(try #require(shape.template().compute).hasInstanceHA == false)
        var catalogue = try Cloud.catalogue.get()
        let preset = "{kind: OpenStackPreset, name: core, spec: {features: {services: [instance-ha]}}}"
        try catalogue.read(file: "preset.yaml", Array(preset.utf8))
        let options = ImportOptions(
            target: "mosk-21-0-0-25-2", calendar: Calendar(epochUnixSeconds: 1_767_477_600))
        let template = try Importer.build(shape.cloud(), catalogue: catalogue, options: options)
        #expect(try #require(template.compute).hasInstanceHA)
    }

    @Test func whatIsWrongIsSaidWithItsPlace() throws {
        let host = try #require(Self.problem { $0.add(1, on: "cmp-09") })
        #expect(host.file == "openstack/servers.json" && host.line == 3)
        #expect(host.problem.contains("cmp-09") && host.hint == "did you mean cmp-01?")
        let flavor = try #require(Self.problem { $0.add(1, on: "cmp-01", flavor: "smal") })
        #expect(flavor.problem == "Flavor: no flavor is called smal" && flavor.hint == "did you mean small?")
        let policy = try #require(
            Self.problem { $0.groups = [#"{"ID": "g", "Policy": "anti-affinty", "Members": ["id-1"]}"#] })
        #expect(policy.hint == "did you mean anti-affinity?")
        let number = try #require(
            Self.problem { $0.flavors.append(#"{"ID": "9", "Name": "odd", "RAM": "many", "VCPUs": 1}"#) })
        #expect(number.problem == "RAM: expected a number from 0 to 67108864, found a string")
        let tag = try #require(
            Self.problem {
                $0.add(
                    1, on: "cmp-01",
                    more: #", "Tags": ["openstack.lcm.mirantis.com:maintenance_action=notfy"]"#)
            })
        #expect(tag.hint == "did you mean notify?")
    }

    @Test func onlyWhatIsUsedIsKept() throws {
        var cloud = Cloud()
        try cloud.read(
            """
            [{"ID": "1", "Name": "a", "Status": "ACTIVE", "Flavor Name": "s", "Host": "cmp-01",
              "Networks": {"net": ["10.0.0.1"]}, "Properties": {"password": "hunter2", "twin.rehearsal/direct-port": "true"},
              "Tags": ["mine", "openstack.lcm.mirantis.com:maintenance_action=poweroff"]}]
            """, file: "dump/x.json", context: "dump/x.json")
        let listing = try #require(cloud.listings.first)
        let text = CanonicalJSON.text(of: listing.value)
        #expect(!text.contains("hunter2") && !text.contains("10.0.0.1") && !text.contains("mine"))
        #expect(text.contains("direct-port") && text.contains("poweroff"))
        // What was kept is read back as the same.
        var again = Cloud()
        let written = String(decoding: YAMLWriter().bytes(of: [listing.value]), as: UTF8.self)
        try again.read(written, file: "dump/x.json", context: "dump/x.json")
        #expect(again.listings.first?.value == listing.value)
        #expect(again.digest.hex() == cloud.digest.hex())
    }

    @Test func otherListsAreRefused() throws {
        var cloud = Cloud()
        #expect(throws: CloudError.self) {
            try cloud.read(#"[{"Colour": "red"}]"#, file: "a.json", context: "a.json")
        }
        try cloud.read("[]", file: "openstack/servers.json", context: "openstack/servers.json")
        #expect(cloud.listings.isEmpty)
    }

    @Test func generatedInstancesFitTheirHosts() throws {
        var shape = CloudShape(
            release: "mosk-17-4-0-25-1", kaasRelease: "kaas-2-30-0", managementRelease: "mke-20-0-0")
        (shape.workers, shape.instances) = (6, 120)
        var cloud = Cloud()
        var failure: (any Error)?
        CloudGenerator.run(shape) { text in
            do { try cloud.read(text, file: "cloud.yaml", context: "cloud.yaml") } catch {
                failure = failure ?? error
            }
        }
        #expect(failure == nil, "\(String(describing: failure))")
        let nova = try #require(try cloud.template().compute)
        #expect(nova.instances.count == 120)
        #expect(nova.hypervisors.count == 6)
        for place in nova.hypervisors.indices {
            #expect(nova.hypervisors[place].count == 20)
            #expect(nova.hypervisors[place].freeMemoryMiB > 0)
        }
        var counts: [Int] = Array(repeating: 0, count: nova.flavors.count)
        for number in nova.instances.indices { counts[Int(nova.instances[number].flavor)] += 1 }
        #expect(counts.reduce(0, +) == 120 && counts[0] > counts[4])
    }
}
