import Foundation
public import HardwareInterfaces
public import Simulation
import Twin

/// What a live run received from real equipment: with the run's inputs and seed it does for a replay.
public struct LiveRecording: Hashable, Codable, Sendable {
    /// An answer, and when the world took it, in nanoseconds from the run's beginning.
    public struct Line: Hashable, Codable, Sendable {
        public var nanoseconds: Int64
        public var arrival: Arrival

        /// Makes the line of what a world took; nil when it is no answer.
        public init?(_ request: LiveRequest) {
            guard case .answer(let arrival) = request.request else { return nil }
            nanoseconds = request.time.nanoseconds
            self.arrival = arrival
        }
    }

    /// The BareMetalHosts whose BMCs were real.
    public var hosts: [String]
    /// When the run ended, in nanoseconds from its beginning.
    public var endNanoseconds: Int64
    /// What was received, in order.
    public var lines: [Line]
    /// How long each command took on the wall, in the order of the answers. A replay does not need it.
    public var exchanges: [BMCExchange]

    private enum CodingKeys: String, CodingKey {
        case hosts, endNanoseconds, lines, exchanges
    }

    /// Makes the recording of a run that was told nothing else from outside.
    public init(
        _ requests: [LiveRequest], hosts: [String], end: SimTime, exchanges: [BMCExchange] = []
    ) {
        self.hosts = hosts
        endNanoseconds = end.nanoseconds
        self.exchanges = exchanges
        lines = requests.map { request in
            guard let line = Line(request) else {
                preconditionFailure("a live run takes nothing but answers, not \(request.request)")
            }
            return line
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        hosts = try container.decode([String].self, forKey: .hosts)
        endNanoseconds = try container.decode(Int64.self, forKey: .endNanoseconds)
        lines = try container.decode([Line].self, forKey: .lines)
        // Runs were kept before these were.
        exchanges = try container.decodeIfPresent([BMCExchange].self, forKey: .exchanges) ?? []
    }

    /// Reads what `bytes` wrote; throws what does not fit.
    public init(bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(bytes))
    }

    /// The recording as JSON.
    public func bytes() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }

    /// When the run ended.
    public var end: SimTime { SimTime(nanoseconds: endNanoseconds) }

    /// What a replay gives to the world.
    public var requests: [LiveRequest] {
        lines.map { LiveRequest(time: SimTime(nanoseconds: $0.nanoseconds), request: .answer($0.arrival)) }
    }
}
