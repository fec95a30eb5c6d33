import Kubernetes
import Testing

@testable import Controllers

@Suite struct ProfileTests {
    private static let gibibyte: Int64 = 1 << 30

    private func disk(_ name: String, _ size: Int64, _ type: String = "SSD") -> HostStorage {
        var disk = HostStorage()
        (disk.name, disk.sizeBytes, disk.type) = (name, size * Self.gibibyte, type)
        return disk
    }

    private func profile(_ devices: String, rest: String = "") throws -> BareMetalHostProfile {
        var reader = YAMLReader(file: "profile.yaml")
        let text = "metadata: {name: p, namespace: lab}\nspec:\n  devices: \(devices)\n\(rest)"
        return try BareMetalHostProfile(value: try #require(try reader.read(text).first))
    }

    private func mismatch(_ profile: BareMetalHostProfile, _ disks: [HostStorage]) -> String? {
        do throws(ProfileMismatch) {
            _ = try profile.disks(of: disks)
            return nil
        } catch { return error.description }
    }

    @Test func devicesGetDisksByNameThenInOrderByTypeAndSize() throws {
        let profile = try profile(
            "[{device: {minSize: 60Gi}}, {device: {type: nvme}}, {device: {byName: /dev/sda}}, {device: {maxSizeGiB: 50}}]"
        )
        let disks = try profile.disks(of: [
            disk("/dev/sda", 500), disk("/dev/sdb", 40), disk("/dev/nvme0n1", 100, "NVME"),
            disk("/dev/sdc", 80),
            disk("/dev/nvme1n1", 30, "NVME"),
        ])
        #expect(disks.map(\.name) == ["/dev/nvme0n1", "/dev/nvme1n1", "/dev/sda", "/dev/sdb"])
    }

    @Test func tooFewAndTooSmallDisksAreSaid() throws {
        let two = try profile("[{device: {minSize: 60Gi}}, {device: {minSizeGiB: 30}}]")
        #expect(mismatch(two, [disk("/dev/sda", 60), disk("/dev/sdb", 30)]) == nil)
        #expect(mismatch(two, [disk("/dev/sda", 60)])?.contains("device 2") == true)
        #expect(
            mismatch(two, [disk("/dev/sda", 59), disk("/dev/sdb", 30)])?.contains("at least 60 GiB") == true)
        let parted = try profile(
            "[{device: {}, partitions: [{name: a, size: 50Gi}, {name: b, sizeGiB: 20.5}]}]")
        #expect(mismatch(parted, [disk("/dev/sda", 71)]) == nil)
        #expect(mismatch(parted, [disk("/dev/sda", 70)])?.contains("need 70 GiB") == true)
    }

    @Test func theRootDeviceIsWhereTheRootFileSystemLies() throws {
        let byVolume = try profile(
            "[{device: {}, partitions: [{name: data}]}, {device: {}, partitions: [{name: sys}]}]",
            rest: """
                  volumeGroups: [{name: vg, devices: [{partition: sys}]}]
                  logicalVolumes: [{name: root, vg: vg}]
                  fileSystems:
                  - {fileSystem: ext4, partition: data, mountPoint: /data}
                  - {fileSystem: ext4, logicalVolume: root, mountPoint: /}
                """)
        #expect(byVolume.rootDevice == 1)
        #expect(try profile("[{device: {}}, {device: {}, partitions: [{name: a}]}]").rootDevice == 1)
        #expect(try profile("[{device: {}}]").rootDevice == nil)
    }

    @Test func sizesAreReadWithTheirUnits() {
        for (text, bytes) in [
            ("60Gi", 60 << 30), ("1.5Ti", 3 << 39), ("120", 120), ("500G", 500_000_000_000),
            ("64Mi", 64 << 20),
            ("0", 0), ("0.25Gi", 1 << 28),
        ] as [(String, Int64)] { #expect(ByteCount.parse(text) == bytes, "\(text)") }
        for text in ["", "Gi", "1.Gi", "1.2.3Gi", "5 Gi", "-1Gi", "99999999999Ti", "1Xi"] {
            #expect(ByteCount.parse(text) == nil, "\(text)")
        }
    }

    @Test func aMachineWithoutAProfileHasTheDefaultOne() throws {
        var (one, other) = (BareMetalHostProfile(), BareMetalHostProfile())
        one.metadata = ObjectMeta(name: "a", namespace: "lab")
        other.metadata = ObjectMeta(name: "b", namespace: "lab", labels: [Label.defaultProfile: "true"])
        var reference = ObjectReference()
        reference.name = "a"
        func chosen(_ reference: ObjectReference?, _ namespace: String = "lab") -> String? {
            BareMetalHostProfile.choose(reference, namespace: namespace, among: [one, other])?.metadata.name
        }
        #expect(chosen(nil) == "b" && chosen(reference) == "a" && chosen(nil, "elsewhere") == nil)
        reference.namespace = "elsewhere"
        #expect(chosen(reference) == nil)
    }
}
