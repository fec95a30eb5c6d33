import HardwareInterfaces
public import Simulation

/// The network: what its faults do to the rest of the plant.
extension Plant {
    /// How often a host's connections are tried while they lose packets: as often as a kubelet renews its
    /// lease. Source: Kubernetes documentation, "Nodes" (lease renewed every 10 s).
    static let trialPeriod = SimDuration.seconds(10)
    /// When a connection attempt that nobody answers is given up.
    /// Source: Go net/http, DefaultTransport (dialer time-out 30 s), which container runtimes use.
    static let connectTimeout = SimDuration.seconds(30)
    /// When a transfer of which nothing arrives is given up: guess, as apt's Acquire::http::Timeout once was.
    static let stallTimeout = SimDuration.seconds(120)

    /// Lets a fault of the network begin or end.
    mutating func change(_ fault: NetworkFault, begins: Bool, _ kernel: inout Kernel) {
        switch fault {
        case .detached(let host):
            if begins { network.detached.add(host) } else { network.detached.remove(host) }
            reviewLinks([host], &kernel)
        case .interfaceDown(let host, let name):
            for interface in interfaces(host, name) {
                if begins {
                    network.interfacesDown.add(interface)
                } else {
                    network.interfacesDown.remove(interface)
                }
            }
            reviewLinks([host], &kernel)
        case .interfaceFlaps(let host, let name, let period):
            for interface in interfaces(host, name) {
                changeFlap(interface, period, begins: begins, &kernel)
            }
            reviewLinks([host], &kernel)
        case .interfaceLoses(let host, let name, let percent):
            changeLoss(host, interfaces(host, name), percent, begins: begins, &kernel)
        case .smallMTU(let host, let name):
            for interface in interfaces(host, name) {
                if begins { network.smallMTU.add(interface) } else { network.smallMTU.remove(interface) }
            }
            if begins { stallTransfers(of: host, &kernel) }
        case .switchDown(let each):
            guard let number = network.number(of: each) else { return }
            if begins { network.switchesDown.add(number) } else { network.switchesDown.remove(number) }
            reviewLinks(network.hosts(rack: each.rack), &kernel)
        case .feedDown(let rack, let feeds): changeFeeds(rack, feeds, begins: begins, &kernel)
        case .rackDown(let rack): changeFeeds(rack, .both, begins: begins, &kernel)
        case .partition(let cut):
            if begins {
                network.cuts.append(cut)
            } else if let index = network.cuts.firstIndex(of: cut) {
                network.cuts.remove(at: index)
            }
            reviewLinks(network.hosts(rack: nil), &kernel)
        }
    }

    /// The numbers of an interface, or of all of a host's.
    private func interfaces(_ host: UInt32, _ name: String?) -> [UInt64] {
        let names = hosts[Int(host)].interfaces
        return names.indices.filter { name == nil || names[$0] == name }.map {
            Network.interface(host, $0)
        }
    }

    private mutating func changeFlap(
        _ interface: UInt64, _ period: SimDuration, begins: Bool, _ kernel: inout Kernel
    ) {
        if begins {
            network.flapCount += 1
            network.flaps.append(
                NetworkFlap(id: network.flapCount, interface: interface, period: period, isDown: true))
            network.interfacesDown.add(interface)
            scheduleFlap(network.flapCount, period, &kernel)
        } else if let index = network.flaps.firstIndex(where: {
            $0.interface == interface && $0.period == period
        }) {
            if network.flaps.remove(at: index).isDown { network.interfacesDown.remove(interface) }
        }
    }

    private func scheduleFlap(_ id: UInt32, _ period: SimDuration, _ kernel: inout Kernel) {
        kernel.schedule(
            at: kernel.now + max(period / 2, .milliseconds(1)), code: PlantEvent.linkFlaps.rawValue,
            target: 0, operand: id)
    }

    /// A link goes or comes back.
    mutating func linkFlaps(_ id: UInt32, _ kernel: inout Kernel) {
        guard let index = network.flaps.firstIndex(where: { $0.id == id }) else { return }
        network.flaps[index].isDown.toggle()
        let flap = network.flaps[index]
        if flap.isDown {
            network.interfacesDown.add(flap.interface)
        } else {
            network.interfacesDown.remove(flap.interface)
        }
        scheduleFlap(id, flap.period, &kernel)
        reviewLinks([UInt32(flap.interface >> 8)], &kernel)
    }

    private mutating func changeLoss(
        _ host: UInt32, _ interfaces: [UInt64], _ percent: Int, begins: Bool, _ kernel: inout Kernel
    ) {
        for interface in interfaces {
            let loss = Network.Loss(interface: interface, percent: percent)
            if begins {
                network.losses.append(loss)
            } else if let index = network.losses.firstIndex(of: loss) {
                network.losses.remove(at: index)
            }
        }
        let isLossy = network.losses.contains { UInt32($0.interface >> 8) == host }
        let trial = network.tried.firstIndex { $0.host == host }
        if isLossy, trial == nil {
            network.epoch &+= 1
            network.tried.append(Network.Trial(host: host, epoch: network.epoch))
            scheduleTrial(host, network.epoch, &kernel)
        } else if !isLossy, let trial {
            network.tried.remove(at: trial)
            hosts[Int(host)].lapses = []
            reviewLinks([host], &kernel)
        }
    }

    private func scheduleTrial(_ host: UInt32, _ epoch: UInt16, _ kernel: inout Kernel) {
        kernel.schedule(
            at: kernel.now + Self.trialPeriod, code: PlantEvent.connectionsTried.rawValue, target: host,
            detail: epoch)
    }

    /// The connections of a host that loses packets are tried: those to its API server and to the management
    /// cluster, each over the interface that its hash has chosen.
    mutating func connectionsTried(_ host: UInt32, epoch: UInt16, _ kernel: inout Kernel) {
        guard network.tried.contains(Network.Trial(host: host, epoch: epoch)) else { return }
        scheduleTrial(host, epoch, &kernel)
        let occurrence = UInt64(kernel.now.nanoseconds) / 1_000_000_000
        var lapses: HostLinks = []
        for link in [HostLinks.cluster, .management] {
            let stream = kernel.random.derive("network.loss").derive(hosts[Int(host)].name)
                .derive(UInt64(link.rawValue))
            let loss = loss(host, flow: stream.bits(0), kernel)
            if PacketLoss.fails(percent: loss, stream, occurrence: occurrence) { lapses.insert(link) }
        }
        guard lapses != hosts[Int(host)].lapses else { return }
        hosts[Int(host)].lapses = lapses
        reviewLinks([host], &kernel)
    }

    /// How many hundredths of its packets a flow of a host loses.
    func loss(_ host: UInt32, flow hash: UInt64, _ kernel: Kernel) -> Int {
        guard !network.losses.isEmpty, let interface = network.interface(of: host, flow: hash) else {
            return 0
        }
        return network.loss(host, interface: interface)
    }

    /// Whether large packets of a flow of a host don't pass.
    func isMTUTooSmall(_ host: UInt32, flow hash: UInt64) -> Bool {
        guard !network.smallMTU.isEmpty, let interface = network.interface(of: host, flow: hash) else {
            return false
        }
        return network.smallMTU.contains(Network.interface(host, interface))
    }

    private mutating func changeFeeds(
        _ rack: String?, _ feeds: PowerFeeds, begins: Bool, _ kernel: inout Kernel
    ) {
        let hosts = network.hosts(rack: rack)
        let before = network
        for (number, name) in network.racks.enumerated() where rack == nil || rack == name {
            for feed in [PowerFeeds.a, .b] where feeds.contains(feed) {
                if begins {
                    network.feedsDown.add(Network.feed(number, feed))
                } else {
                    network.feedsDown.remove(Network.feed(number, feed))
                }
            }
        }
        for host in hosts {
            let place = network.places[Int(host)]
            let hasPower = network.hasPower(rack: Int(place.rack), feeds: place.feeds)
            guard hasPower != before.hasPower(rack: Int(place.rack), feeds: place.feeds) else { continue }
            if hasPower { regainPower(host) } else { losePower(host, &kernel) }
        }
        reviewLinks(hosts, &kernel)
    }

    /// Connects a host that was added while the world runs: what its rack lacks at present, it lacks too.
    public mutating func connect(_ host: UInt32, _ kernel: inout Kernel) {
        let place = network.places[Int(host)]
        if !network.hasPower(rack: Int(place.rack), feeds: place.feeds) { losePower(host, &kernel) }
        reviewLinks([host], &kernel)
    }

    /// Looks at what hosts reach after something of theirs, or a manager, has changed; at what all hosts
    /// reach when the managers that the API server is with are others than before.
    mutating func reviewLinks(_ changed: [UInt32], _ kernel: inout Kernel) {
        var hasMoved = false
        for index in engines.indices {
            let side = quorumSide(of: index)
            guard side != engines[index].quorumSide else { continue }
            engines[index].quorumSide = side
            hasMoved = true
        }
        if hasMoved { reviewEtcd(&kernel) }
        for host in hasMoved && !network.isQuiet ? network.hosts(rack: nil) : changed {
            set(network.isQuiet ? .all : links(of: host), of: host, &kernel)
            let isCut = !network.reaches(.service(.ironic), .bmc(host))
            guard isCut != bmcs[Int(host)].isOutOfReach else { continue }
            bmcs[Int(host)].isOutOfReach = isCut
            noteToldPower(host)
        }
        if !galeras.isEmpty { reviewMemberLinks(&kernel) }
        reviewBrokers(&kernel)
        for index in engines.indices {
            let health = EngineHealth(
                managers: engines[index].managerHosts.count, reachable: engines[index].quorumSide.count)
            let change = engines[index].reviewQuorum(health, &kernel)
            if let change { notices.append(.quorum(cluster: engines[index].cluster, change)) }
        }
    }

    /// Whether two hosts reach each other.
    func isJoined(_ one: UInt32, _ other: UInt32) -> Bool {
        network.reaches(.host(one), .host(other)) && network.reaches(.host(other), .host(one))
    }

    private func links(of host: UInt32) -> HostLinks {
        guard network.isAttached(.host(host)) else { return [] }
        var links: HostLinks = []
        if reachesCluster(host) { links.insert(.cluster) }
        if network.reaches(.host(host), .service(.management)) { links.insert(.management) }
        if network.reaches(.host(host), .service(.mirror)) { links.insert(.mirror) }
        if network.reaches(.host(host), .service(.ironic)),
            network.reaches(.service(.ironic), .host(host))
        {
            links.insert(.ironic)
        }
        return links
    }

    /// Whether a host's kubelet reaches an API server that works: that of a manager its own, unless that one
    /// does not run. Where no side has a majority, that is the quorum's matter and not the network's.
    private func reachesCluster(_ host: UInt32) -> Bool {
        let cluster = hosts[Int(host)].nodeCluster
        guard let engine = engines.first(where: { $0.cluster == cluster }), let core = engine.core else {
            return true
        }
        if core.contains(host) { return true }
        if engine.isServing(host: host), servesAsManager(host) { return false }
        return core.contains { network.reaches(.host(host), .host($0)) }
    }

    private mutating func set(_ links: HostLinks, of host: UInt32, _ kernel: inout Kernel) {
        let place = Int(host)
        let (old, new) = (hosts[place].links, links.subtracting(hosts[place].lapses))
        guard new != old else { return }
        hosts[place].links = new
        if !new.isSuperset(of: old) { feelNetwork(at: host, &kernel) }
        if old.contains(.mirror), !new.contains(.mirror) {
            for operation in mirror.interrupt(node: hosts[place].nodeName, &kernel) {
                answer(operation, .failure(.artifactMirror(.connectionLost)))
            }
        }
        if old.contains(.cluster) != new.contains(.cluster) {
            notices.append(.equipment(.network(host, isConnected: new.contains(.cluster))))
        }
        if old.contains(.management) != new.contains(.management) {
            notices.append(.equipment(.management(host, isReached: new.contains(.management))))
        }
    }
}

extension NetworkSwitch {
    /// Its rack; nil of the spine.
    fileprivate var rack: String? {
        switch self {
        case .spine: nil
        case .top(let rack, _), .management(let rack): rack
        }
    }
}
