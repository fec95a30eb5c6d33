import Simulation

/// The network between hosts, BMCs and services: who reaches whom.
///
/// Each rack has two top-of-rack switches, joined with each other, and a switch for its BMCs. The interfaces
/// of a host are one bond over both (LACP, so that either carries all). The spine joins racks and services.
/// BMCs are reached over a network of their own.
///
/// There is no state of pairs: where hosts stand is laid down when the plant is built and shared by all
/// forks, and of faults only those that are on are held. While none is on, nothing is looked at.
public struct Network: Sendable {
    /// The racks, by number.
    public private(set) var racks: [String] = []
    /// Where hosts stand, by index.
    public private(set) var places: ContiguousArray<HostPlace> = []

    // What is wrong; all empty when nothing is.
    var detached = FaultCounts<UInt32>()
    var interfacesDown = FaultCounts<UInt64>()
    var smallMTU = FaultCounts<UInt64>()
    /// Interfaces that lose packets with how many, one entry a fault.
    var losses: [Loss] = []
    var flaps: [NetworkFlap] = []
    var switchesDown = FaultCounts<UInt32>()
    var feedsDown = FaultCounts<UInt32>()
    var cuts: [NetworkCut] = []
    /// Tells faults that tick apart from earlier ones.
    var epoch: UInt16 = 0
    /// The hosts whose connections are tried again and again, with the epoch of their tries.
    var tried: [Trial] = []
    /// How many flaps there were.
    var flapCount: UInt32 = 0

    /// An interface that loses packets.
    struct Loss: Hashable, Sendable {
        var interface: UInt64
        var percent: Int
    }

    /// A host whose connections are tried again and again.
    struct Trial: Hashable, Sendable {
        var host: UInt32
        var epoch: UInt16
    }

    /// A network without hosts.
    public init() {}

    /// Adds the next host, in a rack of this name.
    mutating func add(rack: String, feeds: PowerFeeds, interfaces: Int) {
        let number: Int
        if let last = places.last, racks[Int(last.rack)] == rack {
            number = Int(last.rack)
        } else if let known = racks.firstIndex(of: rack) {
            number = known
        } else {
            racks.append(rack)
            number = racks.count - 1
        }
        precondition((1...255).contains(interfaces), "a host has from 1 to 255 interfaces")
        places.append(HostPlace(rack: UInt16(number), feeds: feeds, interfaces: UInt8(interfaces)))
    }

    /// Whether everything is reached by everybody.
    public var isQuiet: Bool {
        detached.isEmpty && interfacesDown.isEmpty && switchesDown.isEmpty && feedsDown.isEmpty
            && cuts.isEmpty
    }

    /// Whether a connection that `opener` opens to `other` works.
    public func reaches(_ opener: NetworkEndpoint, _ other: NetworkEndpoint) -> Bool {
        guard !isQuiet, opener != other else { return true }
        return isAttached(opener) && isAttached(other) && isRouted(opener, other)
            && !cuts.contains { $0.stops(opener, other) }
    }

    /// Whether an endpoint has a way into the network.
    func isAttached(_ endpoint: NetworkEndpoint) -> Bool {
        switch endpoint {
        case .service: return true
        case .bmc(let host):
            return isUp(.management(rack: racks[Int(places[Int(host)].rack)]))
        case .host(let host):
            guard !detached.contains(host) else { return false }
            let isUntouched = interfacesDown.isEmpty && switchesDown.isEmpty && feedsDown.isEmpty
            return isUntouched || firstInterface(of: host, from: 0) != nil
        }
    }

    /// The interfaces of a host that carry its bond: with a link, on a switch that is up.
    func isCarrying(_ host: UInt32, interface: Int) -> Bool {
        let place = places[Int(host)]
        return !interfacesDown.contains(Self.interface(host, interface))
            && isTopUp(rack: Int(place.rack), isB: !interface.isMultiple(of: 2))
    }

    /// The interface over which a flow goes, which its hash chooses among those that carry the bond; nil when
    /// none does. Source: Linux Documentation/networking/bonding.rst (xmit_hash_policy).
    func interface(of host: UInt32, flow hash: UInt64) -> Int? {
        let count = Int(places[Int(host)].interfaces)
        return firstInterface(of: host, from: Int(hash % UInt64(count)))
    }

    private func firstInterface(of host: UInt32, from start: Int) -> Int? {
        let count = Int(places[Int(host)].interfaces)
        for step in 0..<count where isCarrying(host, interface: (start + step) % count) {
            return (start + step) % count
        }
        return nil
    }

    /// How many hundredths of packets an interface loses; the losses of several faults add up.
    func loss(_ host: UInt32, interface: Int) -> Int {
        let interface = Self.interface(host, interface)
        return min(losses.reduce(0) { $0 + ($1.interface == interface ? $1.percent : 0) }, 100)
    }

    private func isRouted(_ one: NetworkEndpoint, _ other: NetworkEndpoint) -> Bool {
        switch (one, other) {
        case (.bmc, _), (_, .bmc), (.service, .service): true
        case (.host(let one), .host(let other)) where places[Int(one)].rack == places[Int(other)].rack: true
        case (.host, .host), (.host, .service), (.service, .host): isUp(.spine)
        }
    }

    /// Whether a switch is up and has power.
    public func isUp(_ each: NetworkSwitch) -> Bool {
        guard let number = number(of: each) else { return false }
        guard !switchesDown.contains(number) else { return false }
        return number == 0 || hasPower(rack: Int(number - 1) / 3, feeds: .both)
    }

    private func isTopUp(rack: Int, isB: Bool) -> Bool {
        !switchesDown.contains(UInt32(rack * 3 + (isB ? 2 : 1))) && hasPower(rack: rack, feeds: .both)
    }

    /// Whether one of these feeds of a rack has power.
    func hasPower(rack: Int, feeds: PowerFeeds) -> Bool {
        guard !feedsDown.isEmpty else { return true }
        return [PowerFeeds.a, .b].contains {
            feeds.contains($0) && !feedsDown.contains(Self.feed(rack, $0))
        }
    }

    /// The number of a switch; nil when there is no such rack.
    func number(of each: NetworkSwitch) -> UInt32? {
        switch each {
        case .spine: 0
        case .top(let rack, let isB): racks.firstIndex(of: rack).map { UInt32($0 * 3 + (isB ? 2 : 1)) }
        case .management(let rack): racks.firstIndex(of: rack).map { UInt32($0 * 3 + 3) }
        }
    }

    static func feed(_ rack: Int, _ feed: PowerFeeds) -> UInt32 { UInt32(rack * 2 + (feed == .a ? 0 : 1)) }

    static func interface(_ host: UInt32, _ number: Int) -> UInt64 { UInt64(host) << 8 | UInt64(number) }

    /// The hosts of a rack; all hosts without one.
    func hosts(rack: String?) -> [UInt32] {
        guard let rack else { return places.indices.map { UInt32($0) } }
        guard let number = racks.firstIndex(of: rack) else { return [] }
        return places.indices.filter { places[$0].rack == number }.map { UInt32($0) }
    }

    /// All that is wrong, in words that are equal when the same is wrong.
    var marks: String {
        // Whether a link that flaps is down just now is no mark.
        var down = interfacesDown
        for flap in flaps where flap.isDown { down.remove(flap.interface) }
        let links = "\(detached) \(down) \(smallMTU) \(losses) \(flaps.map(\.interface))"
        return "\(links) \(switchesDown) \(feedsDown) \(cuts.count)"
    }
}
