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
    }

    /// The BareMetalHosts whose BMCs were real.
    public var hosts: [String]
    /// When the run ended, in nanoseconds from its beginning.
    public var endNanoseconds: Int64
    /// What was received, in order.
    public var lines: [Line]

    /// Makes the recording of a run that was told nothing else from outside.
    public init(_ requests: [LiveRequest], hosts: [String], end: SimTime) {
        self.hosts = hosts
        endNanoseconds = end.nanoseconds
        lines = requests.map { request in
            guard case .answer(let arrival) = request.request else {
                preconditionFailure("a live run takes nothing but answers, not \(request.request)")
            }
            return Line(nanoseconds: request.time.nanoseconds, arrival: arrival)
        }
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
