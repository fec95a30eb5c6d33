import Kubernetes
import Scenarios
import Simulation
import Testing

@testable import Twin

@Suite struct GeneratorTests {
    private static func documents(_ shape: CloudShape) throws -> [Value] {
        var documents: [Value] = []
        var failure: YAMLError?
        CloudGenerator.run(shape) { text in
            var reader = YAMLReader(file: "generated.yaml")
            do throws(YAMLError) { documents += try reader.read(text) } catch { failure = failure ?? error }
        }
        if let failure { throw failure }
        return documents
    }

    private static func cloud(_ shape: CloudShape) throws -> Cloud {
        var cloud = Cloud()
        for document in try documents(shape) {
            try cloud.add(document, file: "cloud.yaml", context: "cloud.yaml")
        }
        cloud.noteUnmodelled()
        return cloud
    }

    private static var shape: CloudShape {
        CloudShape(release: "mosk-17-4-0-25-1", kaasRelease: "kaas-2-30-0", managementRelease: "mke-20-0-0")
    }

    @Test(arguments: [
        (managers: 3, controllers: 3, stacklight: 0, workers: 6, storage: 3, racks: 2),
        (managers: 3, controllers: 0, stacklight: 0, workers: 3, storage: 3, racks: 1),
        (managers: 1, controllers: 5, stacklight: 3, workers: 13, storage: 0, racks: 7),
    ])
    func aGeneratedCloudCanBeUpdated(
        _ counts: (managers: Int, controllers: Int, stacklight: Int, workers: Int, storage: Int, racks: Int)
    ) throws {
        var shape = Self.shape
        (shape.managers, shape.controllers) = (counts.managers, counts.controllers)
        (shape.stacklight, shape.workers) = (counts.stacklight, counts.workers)
        (shape.storage, shape.racks) = (counts.storage, counts.racks)
        let cloud = try Self.cloud(shape)
        #expect(
            !cloud.notes.contains { $0.contains("did you mean") || $0.contains("slips") }, "\(cloud.notes)")
        let run = RunDriver.record(try cloud.template(), RunOptions(seed: 1))
        #expect(run.outcome == .completed)
    }

    /// The paths of the fields of a document, without the indexes of lists and the names of Ceph's nodes.
    private static func paths(_ value: Value, _ path: String, _ found: inout Set<String>) {
        for element in value.list ?? [] { paths(element, path + "[]", &found) }
        for field in value.fields ?? [] {
            let isNode = path.hasSuffix("cephClusterSpec.nodes")
            paths(field.value, path + "." + (isNode ? "*" : field.key), &found)
        }
        if value.list == nil, value.fields == nil { found.insert(path) }
    }

    /// What a cloud consists of: objects, fields of each kind, machines with labels, group and rack.
    private static func structure(_ cloud: Cloud) -> [String] {
        var lines: Set<String> = []
        var counts: [String: Int] = [:]
        for object in cloud.objects {
            counts["\(object.home)/\(object.info.kind)", default: 0] += 1
            paths(object.value, object.info.kind, &lines)
            let place = "\(object.info.kind) \(object.namespace)/\(object.name)"
            let labels = (object.value.at("metadata", "labels")?.fields ?? []).map {
                "\($0.key)=\($0.value.string ?? "")"
            }
            let value = object.value.at("spec", "providerSpec", "value")
            let nodeLabels = (value?["nodeLabels"]?.list ?? []).map { $0["key"]?.string ?? "" }
            let profile = value?.at("bareMetalHostProfile", "name")?.string ?? ""
            lines.insert("\(place) \(labels.sorted()) \(nodeLabels) \(profile)")
            if let mac = object.value.at("spec", "bootMACAddress")?.string {
                lines.insert("\(place) \(mac) \(object.value.at("spec", "bmc", "address")?.string ?? "")")
            }
        }
        return (lines + counts.map { "\($0.key): \($0.value)" }).sorted()
    }

    @Test func theLargeExampleIsOfTheShapeThatIsGenerated() throws {
        var shape = Self.shape
        (shape.name, shape.stacklight, shape.workers, shape.racks) = ("mosk-large", 3, 989, 12)
        shape.storage = CloudShape.usualStorage(workers: 989)
        let (made, example) = (
            Self.structure(try Self.cloud(shape)), Self.structure(try ExampleCloud.read("large"))
        )
        let (only, missing) = (Set(made).subtracting(example), Set(example).subtracting(made))
        #expect(only.isEmpty && missing.isEmpty, "\(only.sorted().prefix(8)) \(missing.sorted().prefix(8))")
    }

    @Test func theSameShapeGivesTheSameBytesAndSeedsDiffer() throws {
        func text(_ seed: UInt64?) -> String {
            var shape = Self.shape
            shape.seed = seed
            var text = ""
            CloudGenerator.run(shape) { text += $0 }
            return text
        }
        #expect(text(nil) == text(nil) && text(5) == text(5))
        #expect(text(5) != text(6) && text(5) != text(nil))
        #expect(text(5).contains("hardware-class: generation-"))
        #expect(!text(nil).contains("hardware-class"))
    }

    @Test(arguments: [(940, 12), (7, 3), (2, 5), (0, 4), (1000, 99), (41, 2)])
    func everyComputeIsInOneGroupAndNoRackIsLeftOut(computes: Int, racks: Int) throws {
        var shape = Self.shape
        (shape.workers, shape.storage, shape.racks) = (computes, 0, racks)
        let machines = try Self.documents(shape).filter { $0["kind"]?.string == "Machine" }
        let computesMade = machines.filter { $0["metadata"]?["name"]?.string?.hasPrefix("cmp-") ?? false }
        #expect(computesMade.count == computes)
        let hosts = try Self.documents(shape).filter {
            $0["kind"]?.string == "BareMetalHost"
                && $0["metadata"]?["name"]?.string?.hasPrefix("bm-cmp-") ?? false
        }
        let used = Set(hosts.compactMap { $0.at("metadata", "labels", Label.rack)?.string })
        #expect(used.count == min(racks, computes))
    }

    /// The bounds of a network: `10.0.0.0/24`.
    private static func bounds(_ text: String) throws -> ClosedRange<UInt32> {
        let parts = text.split(separator: "/")
        let base = parts[0].split(separator: ".").reduce(UInt32(0)) { $0 << 8 | (UInt32($1) ?? 0) }
        return base...(base + (1 << (32 - (try #require(UInt32(parts[1])))) - 1))
    }

    @Test(arguments: [(workers: 500, racks: 12), (workers: 0, racks: 5), (workers: 7, racks: 99)])
    func eachRackHasNetworksAndATemplate(_ counts: (workers: Int, racks: Int)) throws {
        var shape = Self.shape
        (shape.workers, shape.racks) = (counts.workers, counts.racks)
        shape.storage = CloudShape.usualStorage(workers: counts.workers)
        let documents = try Self.documents(shape).filter {
            $0.at("metadata", "namespace")?.string == shape.namespace
        }
        func named(_ kind: String, _ text: String) -> [Value] {
            documents.filter {
                $0["kind"]?.string == kind && $0.at("metadata", "name")?.string?.contains(text) ?? false
            }
        }
        let templates = named("L2Template", "")
        #expect(templates.count == counts.racks)
        #expect(templates.count { $0.at("metadata", "labels", "ipam/DefaultForCluster") != nil } == 1)
        var networks: [ClosedRange<UInt32>] = []
        for subnet in named("Subnet", "-rack-") {
            let network = try Self.bounds(try #require(subnet.at("spec", "cidr")?.string))
            #expect(!networks.contains { $0.overlaps(network) })
            networks.append(network)
        }
        #expect(networks.count == 2 * counts.racks)
        // Each machine has the template of the rack that its host stands in.
        for machine in named("Machine", "") {
            let name = try #require(machine.at("metadata", "name")?.string)
            let host = try #require(named("BareMetalHost", "bm-\(name)").first { $0["spec"]?["bmc"] != nil })
            let rack = try #require(host.at("metadata", "labels", Label.rack)?.string)
            let template = machine.at("spec", "providerSpec", "value", "l2TemplateSelector")?["name"]?.string
            #expect(template == "\(shape.name)-\(rack)")
        }
    }

    @Test func oneRackHasOneNetworkForAll() throws {
        var shape = Self.shape
        shape.racks = 1
        let names = try Self.documents(shape).filter { $0["kind"]?.string == "Subnet" }.compactMap {
            $0.at("metadata", "name")?.string
        }
        #expect(names.suffix(3) == ["mosk-generated-api-lb", "mosk-generated-lcm", "mosk-generated-pods"])
    }

    @Test(arguments: [(1, 64), (53, 64), (54, 128), (501, 512), (502, 1024), (50_198, 65_536)])
    func blockOfARackFitsItsMachines(machines: Int, size: UInt32) {
        let block = AddressBlock(AddressBlock.lcm, size: AddressBlock.size(for: machines), place: 1)
        #expect(block.base == AddressBlock.lcm + size)
        #expect(Int(block.last) - Int(block.first) + 1 >= machines)
    }

    @Test func tenThousandWorkersTakeSeconds() {
        var shape = Self.shape
        (shape.workers, shape.racks) = (10_000, 99)
        shape.storage = CloudShape.usualStorage(workers: 10_000)
        var bytes = 0
        let time = ContinuousClock().measure { CloudGenerator.run(shape) { bytes += $0.utf8.count } }
        #expect(bytes > 10 << 20 && time < .seconds(20), "\(bytes) bytes in \(time)")
    }
}
