import Controllers
import Kubernetes
import Testing

@Suite struct HostImageTests {
    @Test func anImageIsCalledAfterDistributionAndKernel() {
        let system = HostImage(distribution: "ubuntu/jammy", kernel: "5.15.0-153")
        #expect(system.image.url.hasSuffix("/ubuntu-jammy_5.15.0-153.qcow2"))
        #expect(HostImage(url: system.image.url) == system)
    }

    @Test(arguments: [
        ("http://a/other.qcow2", "other", ""), ("", "", ""),
        ("http://a/b/ubuntu-noble.raw", "ubuntu/noble.raw", ""),
    ])
    func anotherNameIsTakenAsItStands(url: String, distribution: String, kernel: String) {
        #expect(HostImage(url: url) == HostImage(distribution: distribution, kernel: kernel))
    }

    @Test func aReleaseNamesItsDefaultDistribution() {
        var release = ClusterRelease()
        for (id, isDefault) in [("ubuntu/focal", false), ("ubuntu/jammy", true)] {
            var allowed = AllowedDistribution()
            allowed.id = id
            allowed.isDefault = isDefault
            release.spec.allowedDistributions.append(allowed)
        }
        #expect(HostImage(release) == HostImage(distribution: "ubuntu/jammy", kernel: ""))
    }
}
