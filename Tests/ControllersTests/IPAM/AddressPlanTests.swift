import Controllers
import Kubernetes
import Simulation
import Testing

@Suite struct AddressPlanTests {
    private func spec(
        _ cidr: String, include: [String] = [], exclude: [String] = [], gateway: String = "",
        nameservers: [String] = [], whole: Bool = false
    ) -> SubnetSpec {
        var spec = SubnetSpec()
        (spec.cidr, spec.includeRanges, spec.excludeRanges) = (cidr, include, exclude)
        (spec.gateway, spec.nameservers, spec.useWholeCidr) = (gateway, nameservers, whole)
        return spec
    }

    @Test func reservedAddressesAreNotGiven() throws {
        let plan = try AddressPlan(
            spec("10.0.0.0/29", gateway: "10.0.0.1", nameservers: ["10.0.0.3", "192.0.2.1"]))
        #expect(plan.texts == ["10.0.0.2", "10.0.0.4-10.0.0.6"])
        #expect(plan.capacity == 4)
        let whole = try AddressPlan(spec("10.0.0.0/29", whole: true))
        #expect(whole.texts == ["10.0.0.0-10.0.0.7"])
        #expect(try AddressPlan(spec("10.0.0.9/32", whole: true)).texts == ["10.0.0.9"])
        #expect(
            try AddressPlan(spec("10.0.0.0/24", include: ["10.0.0.1-10.0.0.3"], gateway: "10.0.0.1")).texts
                == ["10.0.0.2-10.0.0.3"])
    }

    @Test(arguments: [
        (["10.0.0.20-10.0.0.10"], [], ""), (["10.0.1.1"], [], ""), (["10.0.0.1-10.0.0.2-10.0.0.3"], [], ""),
        ([], ["x"], ""), ([], [], "10.0.1.1"), ([], [], "gateway"),
    ])
    func whatCanNotBeIsAProblem(include: [String], exclude: [String], gateway: String) {
        #expect(throws: NetworkProblem.self) {
            try AddressPlan(spec("10.0.0.0/24", include: include, exclude: exclude, gateway: gateway))
        }
    }

    /// The same said by a set of all addresses.
    @Test(arguments: 0..<200)
    func aPlanIsWhatASetSays(seed: UInt64) throws {
        let stream = RandomStream(seed: seed)
        var draw: UInt64 = 0
        func number(_ bound: UInt64) -> UInt32 {
            draw += 1
            return UInt32(stream.below(bound, draw))
        }
        func ranges(_ count: UInt64) -> [ClosedRange<UInt32>] {
            (0..<number(count)).map { _ in
                let (one, other) = (number(64), number(64))
                return min(one, other)...max(one, other)
            }
        }
        func text(_ range: ClosedRange<UInt32>) -> String {
            "10.0.0.\(range.lowerBound)-10.0.0.\(range.upperBound)"
        }
        let (include, exclude) = (ranges(4), ranges(3))
        let (gateway, server, whole) = (number(64), number(64), number(2) == 0)
        let plan = try AddressPlan(
            spec(
                "10.0.0.0/26", include: include.map(text), exclude: exclude.map(text),
                gateway: "10.0.0.\(gateway)", nameservers: ["10.0.0.\(server)"], whole: whole))
        var allowed = Set<UInt32>(include.isEmpty ? Array(0...63) : include.flatMap { Array($0) })
        for range in exclude { allowed.subtract(range) }
        allowed.subtract([gateway, server])
        if !whole { allowed.subtract([0, 63]) }
        #expect(plan.capacity == Int64(allowed.count))
        for last in 0..<UInt32(64) {
            let address = try #require(IPv4Address("10.0.0.\(last)"))
            #expect(plan.contains(address) == allowed.contains(last))
        }
        let taken = Set((0..<number(64)).map { _ in number(64) })
        let free = plan.lowestFree { taken.contains($0.number & 255) }
        #expect(free.map { $0.number & 255 } == allowed.subtracting(taken).min())
    }
}
