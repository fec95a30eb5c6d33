import Simulation

/// A link whose flows share its rate evenly, each up to a rate of its own: exact processor sharing.
///
/// All flows run at the same rate at any time, so one running total of bytes served to each flow is enough:
/// a flow ends when the total has grown by the flow's size. Starting or ending a flow costs O(flows).
struct SharedLink: Sendable {
    /// One transfer.
    struct Flow: Sendable {
        /// The total of served bytes at which it ends.
        var end: Int64
        /// What it is for.
        var tag: UInt32
    }

    /// Bytes a second that all flows get together.
    var rate: Int64
    /// Bytes a second that one flow gets at most.
    var flowRate: Int64
    /// The transfers, by `end` and then by start.
    private(set) var flows: [Flow] = []
    private var served: Int64 = 0
    /// Billionths of a byte that were served beyond `served`.
    private var fraction: Int64 = 0
    private var reviewed = SimTime.zero

    init(rate: Int64, flowRate: Int64) {
        self.rate = max(rate, 1)
        self.flowRate = max(flowRate, 1)
    }

    /// Starts a transfer of `bytes`.
    mutating func start(bytes: Int64, tag: UInt32, at now: SimTime) {
        review(now)
        let flow = Flow(end: served + max(bytes, 1), tag: tag)
        let place = flows.firstIndex { $0.end > flow.end } ?? flows.count
        flows.insert(flow, at: place)
    }

    /// Takes a transfer out that has ended by `now`, or nil.
    mutating func takeEnded(at now: SimTime) -> UInt32? {
        review(now)
        guard let first = flows.first, first.end <= served else { return nil }
        flows.removeFirst()
        return first.tag
    }

    /// Stops the transfer called `tag`, if it runs.
    mutating func stop(tag: UInt32, at now: SimTime) {
        review(now)
        flows.removeAll { $0.tag == tag }
    }

    /// Lets what is left of some transfers be `numerator` in `denominator` times as much.
    mutating func scale(_ tags: [UInt32], by numerator: Int64, over denominator: Int64, at now: SimTime) {
        guard !tags.isEmpty else { return }
        review(now)
        for index in flows.indices where tags.contains(flows[index].tag) {
            let left = Int128(flows[index].end - served) * Int128(numerator) / Int128(denominator)
            flows[index].end = served + Int64(clamping: min(max(left, 1), Int128(Int64.max / 4)))
        }
        let order = flows.indices.sorted { (flows[$0].end, $0) < (flows[$1].end, $1) }
        flows = order.map { flows[$0] }
    }

    /// When the next transfer ends if nothing else starts, or nil.
    var nextEnd: SimTime? {
        guard let first = flows.first else { return nil }
        guard first.end > served else { return reviewed }
        let rate = Int128(currentRate)
        let left = Int128(first.end - served) * 1_000_000_000 - Int128(fraction)
        return reviewed + SimDuration(nanoseconds: Int64(clamping: (left + rate - 1) / rate))
    }

    private var currentRate: Int64 { max(min(flowRate, rate / Int64(max(flows.count, 1))), 1) }

    /// Brings the total up to `now`.
    private mutating func review(_ now: SimTime) {
        guard now > reviewed else { return }
        if !flows.isEmpty {
            let product = Int128(currentRate) * Int128((now - reviewed).nanoseconds) + Int128(fraction)
            let (quotient, remainder) = product.quotientAndRemainder(dividingBy: 1_000_000_000)
            served += Int64(quotient)
            fraction = Int64(remainder)
        }
        reviewed = now
    }
}
