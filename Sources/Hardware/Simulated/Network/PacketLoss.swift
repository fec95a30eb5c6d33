import Simulation

/// What a share of lost packets does to TCP.
enum PacketLoss {
    /// Bytes of a full segment at an MTU of 1500. Source: RFC 9293 (1500 less 40, less 12 of time stamps).
    static let segment: Int64 = 1_448
    /// A round trip in a data centre: guess.
    static let roundTrip: Int64 = 500_000
    /// The least retransmission time-out. Source: Linux include/net/tcp.h (TCP_RTO_MIN, 200 ms).
    static let timeout: Int64 = 200_000_000
    /// How many times a request is sent within the 10 s that a kubelet waits for the renewal of its lease:
    /// at 0, 0.2, 0.6, 1.4, 3 and 6.2 s. Source: Linux TCP_RTO_MIN, doubling; the kubelet's client gives up
    /// after a quarter of the lease's 40 s (kubernetes cmd/kubelet/app/server.go, heartbeat client timeout).
    static let attempts: UInt64 = 6

    /// How long `bytes` take at most of the link's rate, by the loss alone.
    ///
    /// Source: Padhye, Firoiu, Towsley, Kurose, "Modeling TCP Throughput", SIGCOMM 1998, equation 30 with
    /// two segments acknowledged at a time: a segment takes
    /// RTT √(4p/3) + T₀ min(1, 3 √(3p/4)) p (1 + 32 p²).
    static func duration(bytes: Int64, percent: Int) -> SimDuration {
        guard percent > 0 else { return .zero }
        let loss = Int64(percent)
        // Roots in millionths: √(x / 100) · 10⁶ = √(x · 10¹⁰).
        let first = root(UInt64(loss) * 4 * 10_000_000_000 / 3)
        let second = min(3 * root(UInt64(loss) * 3 * 10_000_000_000 / 4), 1_000_000)
        let quick = roundTrip * first / 1_000_000
        let waits = timeout * second / 1_000_000 * loss / 100
        let perSegment = quick + waits * (10_000 + 32 * loss * loss) / 10_000
        let product = Int128(bytes / segment + 1) * Int128(perSegment)
        return SimDuration(nanoseconds: Int64(clamping: product))
    }

    /// Whether a request fails at a time at which a connection loses `percent`: each attempt needs a packet
    /// there and one back.
    static func fails(percent: Int, _ stream: RandomStream, occurrence: UInt64) -> Bool {
        guard percent > 0 else { return false }
        let passed = UInt64(max(100 - percent, 0) * max(100 - percent, 0))
        return (0..<attempts).allSatisfy {
            stream.chance(10_000 - passed, in: 10_000, occurrence * attempts + $0)
        }
    }

    /// The whole part of a square root.
    private static func root(_ number: UInt64) -> Int64 {
        guard number > 1 else { return Int64(number) }
        var low: UInt64 = 1
        var high = min(number, 4_294_967_295)
        while low < high {
            let middle = (low + high + 1) / 2
            if middle * middle <= number { low = middle } else { high = middle - 1 }
        }
        return Int64(low)
    }
}
