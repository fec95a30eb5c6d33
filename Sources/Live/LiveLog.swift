public import Foundation
public import HardwareInterfaces
public import Simulation

/// A live run as it was written record by record while it went on: what is left of one that was killed.
public struct LiveLog: Sendable {
    /// What a replay needs of the run itself.
    public struct Head: Hashable, Codable, Sendable {
        /// The command that asks the same, word by word.
        public var command: [String]
        /// The BareMetalHosts whose BMCs were real.
        public var hosts: [String]
        /// How many inputs follow.
        public var inputs: Int

        /// Makes the head of a log.
        public init(command: [String], hosts: [String], inputs: Int) {
            self.command = command
            self.hosts = hosts
            self.inputs = inputs
        }
    }

    /// A record: one line of JSON.
    public enum Record: Codable, Sendable {
        /// The run begins; comes first.
        case run(head: Head)
        /// A file of the cloud; all of them come before what was received.
        case input(path: String, bytes: Data)
        /// A BMC answered a command, or did not.
        case exchange(of: BMCExchange)
        /// The world took an answer; with the fingerprint of all that had happened by then.
        case taken(line: LiveRecording.Line, fingerprint: String)

        /// The record as a line without its end.
        public func bytes() throws -> [UInt8] {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return Array(try encoder.encode(self))
        }
    }

    /// Why a log does for nothing.
    public enum Failure: Error, Equatable, Sendable {
        /// The run was ended before all its inputs were written.
        case noBeginning
        /// A line that is not the last one is none of a log.
        case damaged(line: Int)
    }

    /// What a replay needs of the run itself.
    public let head: Head
    /// The files of the cloud.
    public private(set) var inputs: [(path: String, bytes: [UInt8])] = []
    /// What was received, up to the last whole record, with which it ends.
    public private(set) var recording: LiveRecording
    /// The fingerprint of all that had happened by its end; nil when nothing had been received.
    public private(set) var fingerprint: Fingerprint?
    /// Whether a last record was cut off, and is left out.
    public let isCut: Bool

    /// Reads what was written.
    public init(bytes: [UInt8]) throws(Failure) {
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        // What has no line end was not written to its end.
        var isCut = lines.removeLast().isEmpty == false
        var records: [Record] = []
        let decoder = JSONDecoder()
        for (index, line) in lines.enumerated() {
            do {
                records.append(try decoder.decode(Record.self, from: Data(line)))
            } catch {
                guard index == lines.count - 1 else { throw .damaged(line: index + 1) }
                isCut = true
            }
        }
        guard case .run(let head) = records.first else { throw .noBeginning }
        self.head = head
        self.isCut = isCut
        recording = LiveRecording([], hosts: head.hosts, end: .zero)
        for (index, record) in records.enumerated().dropFirst() {
            switch record {
            case .run: throw .damaged(line: index + 1)
            case .input(let path, let bytes): inputs.append((path, Array(bytes)))
            case .exchange(let exchange): recording.exchanges.append(exchange)
            case .taken(let line, let text):
                guard let fingerprint = Fingerprint(text) else { throw .damaged(line: index + 1) }
                recording.lines.append(line)
                recording.endNanoseconds = line.nanoseconds
                self.fingerprint = fingerprint
            }
        }
        guard inputs.count == head.inputs else { throw .noBeginning }
    }
}
