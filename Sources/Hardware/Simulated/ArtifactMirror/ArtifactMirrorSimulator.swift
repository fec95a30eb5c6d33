import HardwareInterfaces
public import Simulation

/// A simulated artifact mirror: three origins behind a caching proxy. The first request for an artifact
/// fetches it from its origin, others wait for that; then each host gets it over the proxy's shared link.
public struct ArtifactMirrorSimulator: Sendable {
    /// A request that is being served.
    struct Request: Sendable {
        var operation: OperationID
        var origin: ArtifactOrigin
        var artifact: NameID
        var node: NameID
        var bytes: Int64
        /// Whether nobody waits for it any more.
        var isLost = false
    }

    /// The name under which the journal speaks of it.
    public let nameID: NameID
    private var cached: [NameID: Bool] = [:]
    private var requests: [UInt32: Request] = [:]
    private var waiting: [NameID: [UInt32]] = [:]
    private var cdn: SharedLink
    private var proxy: SharedLink
    private var epoch: UInt16 = 0
    /// Origins that don't answer, one entry a fault.
    var down: [ArtifactOrigin] = []
    /// Origins that deliver garbage, one entry a fault.
    var corrupt: [ArtifactOrigin] = []
    /// Origins that deliver slower, and how many times, one entry a fault.
    private(set) var slow: [SlowOrigin] = []

    /// A mirror whose rates are drawn from the timings `mirror.origin.gigabyte`, `mirror.proxy.gigabyte` and
    /// `mirror.host.gigabyte`.
    public init(nameID: NameID, _ kernel: Kernel) {
        self.nameID = nameID
        func rate(_ name: String) -> Int64 {
            let duration = kernel.duration(name, occurrence: 0)
            return 1_000_000_000_000_000_000 / max(duration.nanoseconds, 1)
        }
        cdn = SharedLink(rate: rate("mirror.origin.gigabyte"), flowRate: rate("mirror.origin.gigabyte"))
        proxy = SharedLink(rate: rate("mirror.proxy.gigabyte"), flowRate: rate("mirror.host.gigabyte"))
    }

    /// Begins to serve a request; answers at once only when it must fail.
    mutating func begin(
        _ operation: OperationID, _ command: ArtifactMirrorCommand, _ kernel: inout Kernel
    ) -> ArtifactMirrorError? {
        guard case .fetch(let origin, let name, let megabytes, let node) = command else { return nil }
        let artifact = kernel.names.intern(name)
        let bytes = Int64(megabytes) * 1_000_000
        if cached[artifact] == nil, down.contains(origin) { return .unavailable(origin) }
        if cached[artifact] == nil, corrupt.contains(origin) { return .corrupt(origin) }
        requests[operation.number] = Request(
            operation: operation, origin: origin, artifact: artifact, node: kernel.names.intern(node),
            bytes: bytes)
        if cached[artifact] ?? false {
            proxy.start(bytes: bytes, tag: operation.number, at: kernel.now)
        } else {
            if waiting[artifact] == nil {
                let slowness = slowness(of: origin)
                cdn.start(bytes: bytes * slowness, tag: operation.number, at: kernel.now)
            }
            waiting[artifact, default: []].append(operation.number)
        }
        rearm(&kernel)
        return nil
    }

    /// A transfer may have ended: answers the requests that were served, in order.
    mutating func transferDue(epoch due: UInt16, _ kernel: inout Kernel) -> [OperationID] {
        guard due == epoch else { return [] }
        while let tag = cdn.takeEnded(at: kernel.now) {
            guard let artifact = requests[tag]?.artifact else { continue }
            cached[artifact] = true
            for waiter in waiting.removeValue(forKey: artifact) ?? [] {
                guard let request = requests[waiter] else { continue }
                if request.isLost {
                    requests[waiter] = nil
                    continue
                }
                proxy.start(bytes: request.bytes, tag: waiter, at: kernel.now)
            }
        }
        var served: [OperationID] = []
        while let tag = proxy.takeEnded(at: kernel.now) {
            if let request = requests.removeValue(forKey: tag) { served.append(request.operation) }
        }
        rearm(&kernel)
        return served
    }

    /// Fails the requests that an origin which went down was to serve; answers them in order of their number.
    mutating func interrupt(_ origin: ArtifactOrigin, _ kernel: inout Kernel) -> [OperationID] {
        let lost = requests.values.filter { $0.origin == origin && cached[$0.artifact] == nil }
            .sorted { $0.operation.number < $1.operation.number }
        for request in lost {
            requests[request.operation.number] = nil
            waiting[request.artifact] = nil
            cdn.stop(tag: request.operation.number, at: kernel.now)
        }
        rearm(&kernel)
        return lost.map(\.operation)
    }

    /// Fails the requests of a host which was cut off, or some of them; answers them in the order of their
    /// numbers.
    mutating func interrupt(
        node: NameID, _ kernel: inout Kernel, where isMeant: (OperationID) -> Bool = { _ in true }
    ) -> [OperationID] {
        let lost = requests.values.filter { $0.node == node && !$0.isLost && isMeant($0.operation) }
            .sorted { $0.operation.number < $1.operation.number }
        for request in lost {
            let number = request.operation.number
            if cached[request.artifact] ?? false {
                requests[number] = nil
                proxy.stop(tag: number, at: kernel.now)
            } else {
                // What the proxy fetches from the origin goes on for others, and for later.
                requests[number]?.isLost = true
            }
        }
        rearm(&kernel)
        return lost.map(\.operation)
    }

    /// Lets an origin deliver slower; what is under way takes as much longer from now on. A slow transfer
    /// still counts as one of those that share the line, though it does not use its share: guess.
    /// Answers whether something is under way.
    mutating func slow(_ origin: ArtifactOrigin, _ factor: Int64, _ kernel: inout Kernel) -> Bool {
        slow.append(SlowOrigin(origin: origin, factor: factor))
        let tags = fetches(of: origin)
        cdn.scale(tags, by: factor, over: 1, at: kernel.now)
        rearm(&kernel)
        return !tags.isEmpty
    }

    /// Lets an origin deliver as before one fault.
    mutating func restore(_ origin: ArtifactOrigin, _ factor: Int64, _ kernel: inout Kernel) {
        let entry = SlowOrigin(origin: origin, factor: factor)
        guard let index = slow.firstIndex(of: entry) else { return }
        slow.remove(at: index)
        cdn.scale(fetches(of: origin), by: 1, over: factor, at: kernel.now)
        rearm(&kernel)
    }

    /// Whether the proxy has an artifact, and its origin does not matter.
    func hasCached(_ artifact: String, _ kernel: Kernel) -> Bool {
        kernel.names.find(artifact).map { cached[$0] != nil } ?? false
    }

    private func slowness(of origin: ArtifactOrigin) -> Int64 {
        // Beyond a million times there is nothing left of the line.
        min(slow.reduce(1) { $1.origin == origin ? min($0 * $1.factor, 1_000_000) : $0 }, 1_000_000)
    }

    /// The transfers from an origin that are under way.
    private func fetches(of origin: ArtifactOrigin) -> [UInt32] {
        cdn.flows.map(\.tag).filter { requests[$0]?.origin == origin }
    }

    private mutating func rearm(_ kernel: inout Kernel) {
        epoch &+= 1
        guard let next = [cdn.nextEnd, proxy.nextEnd].compactMap({ $0 }).min() else { return }
        kernel.schedule(at: next, code: PlantEvent.transfer.rawValue, target: 0, detail: epoch)
    }
}
