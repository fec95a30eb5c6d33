import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// Addresses are given once, lowest first, and taken back.
@Suite struct AddressTests {
    private func address(_ number: Int) -> IPaddr {
        var address = IPaddr(metadata: ObjectMeta(name: "a-\(number)", namespace: "lab"))
        address.spec.subnetRef = "lab/lcm"
        return address
    }

    /// Objects come and go by chance; a list of addresses says who should have which.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func addressesAreThoseOfANaiveModel(seed: UInt64) throws {
        var fixture = try BareMetalFixture(BareMetalFixture.network(last: 19), seed: seed)
        let stream = RandomStream(seed: seed)
        // Two are those of the cluster's machines.
        var owners: [Int?] = Array(repeating: nil, count: 10)
        (owners[0], owners[1]) = (-1, -1)
        var waiting: [Int] = []
        for step in 0..<60 {
            let living = owners.compactMap { $0 }.filter { $0 >= 0 } + waiting
            if living.isEmpty || stream.below(5, UInt64(step)) < 3 {
                try fixture.put(address(step))
                if let free = owners.firstIndex(of: nil) { owners[free] = step } else { waiting.append(step) }
            } else {
                let gone = living[Int(stream.below(UInt64(living.count), UInt64(1_000 + step)))]
                try fixture.delete(try #require(fixture.objects.find(IPaddr.self, "a-\(gone)")))
                waiting.removeAll { $0 == gone }
                if let place = owners.firstIndex(of: gone) {
                    owners[place] = nil
                    fixture.run(.minutes(1))
                    // Who waits gets it; with several it is one of them.
                    if let name = fixture.world.objects(IPaddr.self).first(where: {
                        $0.status.address == "10.9.0.\(place + 10)"
                    })?.metadata.name, let heir = Int(name.dropFirst(2)) {
                        #expect(waiting.contains(heir))
                        owners[place] = heir
                        waiting.removeAll { $0 == heir }
                    } else {
                        #expect(waiting.isEmpty)
                    }
                }
            }
            fixture.run(.minutes(1))
            for (place, owner) in owners.enumerated() {
                guard let owner, owner >= 0 else { continue }
                #expect(
                    fixture.objects.find(IPaddr.self, "a-\(owner)")?.status.address == "10.9.0.\(place + 10)")
            }
            for name in waiting {
                let status = try #require(fixture.objects.find(IPaddr.self, "a-\(name)")).status
                #expect(status.phase == .failed && status.reason.contains("no address is left"))
            }
            let (had, given) = fixture.addresses()
            #expect(had == given && Set(had).count == had.count)
            let subnet = try #require(fixture.objects.find(Subnet.self, "lcm"))
            #expect(subnet.status.allocatable == Int64(owners.count { $0 == nil }))
        }
    }

    @Test func aWantedAddressIsGivenWhenItIsFree() throws {
        var fixture = try BareMetalFixture(BareMetalFixture.network(last: 19))
        var wanted = address(1)
        wanted.spec.wantedAddress = "10.9.0.200"
        try fixture.put(wanted)
        var taken = address(2)
        taken.spec.wantedAddress = "10.9.0.10"
        try fixture.put(taken)
        fixture.run(.minutes(1))
        #expect(fixture.objects.find(IPaddr.self, "a-1")?.status.address == "10.9.0.200")
        #expect(fixture.objects.find(IPaddr.self, "a-2")?.status.phase == .failed)
        #expect(
            fixture.objects.find(Subnet.self, "lcm")?.status.statusMessage
                == "OK, but 1 of its addresses are outside of its ranges")
    }

    @Test func aSubnetThatCanNotBeSaysWhyAndIsMended() throws {
        var fixture = try BareMetalFixture(BareMetalFixture.network(last: 19))
        var subnet = try #require(fixture.objects.find(Subnet.self, "lcm"))
        subnet.spec.includeRanges = ["10.8.0.1-10.8.0.9"]
        try fixture.put(subnet)
        try fixture.put(address(1))
        fixture.run(.minutes(1))
        let broken = try #require(fixture.objects.find(Subnet.self, "lcm"))
        #expect(broken.status.statusMessage == "ERR: includeRanges has what is no range of the network")
        #expect(broken.status.allocatedIPs.count == 2)
        #expect(fixture.objects.find(IPaddr.self, "a-1")?.status.phase == .failed)
        var mended = broken
        mended.spec.includeRanges = ["10.9.0.10-10.9.0.12"]
        try fixture.put(mended)
        fixture.run(.minutes(1))
        #expect(fixture.objects.find(IPaddr.self, "a-1")?.status.address == "10.9.0.12")
        #expect(
            fixture.objects.find(Subnet.self, "lcm")?.status.statusMessage == "OK, but no address is left")
    }

    /// The controller ends after each of its writes; what comes of it is the same.
    @Test func aCrashBetweenTwoWritesLosesNothing() throws {
        let crashes = try BareMetalFixture.afterEachWrite(
            of: .ipam, downtime: .minutes(2),
            in: {
                try BareMetalFixture(
                    BareMetalFixture.network(last: 19)
                        + BareMetalFixture.host("spare", state: "available", spec: "online: false"))
            }
        ) { fixture, write in
            try fixture.put(BareMetalFixture.newMachine("cmp-new"))
            try fixture.put(address(1))
            fixture.run(.hours(1))
            let (had, given) = fixture.addresses()
            #expect(had == ["10.9.0.10", "10.9.0.11", "10.9.0.12", "10.9.0.13"], "after \(write)")
            #expect(given == had, "after \(write)")
            #expect(fixture.objects.find(IpamHost.self, "cmp-new")?.isReady == true, "after \(write)")
        }
        #expect(crashes >= 7)
    }
}
