import Foundation
import HardwareInterfaces
import Simulation
import Testing
import Twin

@testable import Live

/// What is left of a live run that was killed.
@Suite struct LiveLogTests {
    private static let head = LiveLog.Head(
        command: ["live", "--cloud", "lab"], hosts: ["mosk/\(SpareHost.name)"], inputs: 1)

    /// The lines of a log, each with its end.
    private func lines(_ records: [LiveLog.Record]) throws -> [[UInt8]] {
        let all = [.run(head: Self.head), .input(path: "cloud/a.yaml", bytes: Data("a: 1\n".utf8))] + records
        return try all.map { try $0.bytes() + [UInt8(ascii: "\n")] }
    }

    private func isTaken(_ record: LiveLog.Record) -> Bool {
        if case .taken = record { true } else { false }
    }

    /// Wherever the file ends, what is whole in it is there, and nothing else.
    @Test func aLogThatIsCutAtAnyByteIsReadUpToThere() async throws {
        let records = Array(try await MeasuredRun().records.prefix(6))
        let lines = try lines(records)
        let bytes = Array(lines.joined())
        for end in 0...bytes.count {
            var (whole, length) = (0, 0)
            while whole < lines.count, length + lines[whole].count <= end {
                length += lines[whole].count
                whole += 1
            }
            let log: LiveLog
            do throws(LiveLog.Failure) { log = try LiveLog(bytes: Array(bytes.prefix(end))) } catch {
                #expect(error == .noBeginning && whole < 2, "\(end)")
                continue
            }
            let read = records.prefix(max(whole - 2, 0))
            #expect(whole >= 2 && log.isCut == (end > length), "\(end)")
            #expect(log.recording.lines.count == read.count(where: isTaken), "\(end)")
            #expect(log.recording.exchanges.count == read.count { !isTaken($0) }, "\(end)")
            #expect(log.inputs.map(\.path) == ["cloud/a.yaml"] && log.head == Self.head)
        }
    }

    /// After each answer, a replay comes to where the run was.
    @Test func aRunThatWasKilledIsReplayedUpToItsLastAnswer() async throws {
        let run = try await MeasuredRun()
        let lines = try lines(run.records)
        let places = run.records.indices.filter { isTaken(run.records[$0]) }
        #expect(places.count > 10 && run.journal.phases == SpareHost.phases)
        for place in [places[0], places[4], places[10], places[places.count - 1]] {
            // The record after it is cut off in its middle.
            let rest = place + 3 < lines.count ? lines[place + 3].prefix(20) : []
            let log = try LiveLog(bytes: Array(lines[...(place + 2)].joined()) + rest)
            #expect(log.isCut != rest.isEmpty)
            let again = LiveWorld.replay(
                log.recording.requests, in: try SpareHost.world(), until: log.recording.end)
            #expect(again.fingerprint == log.fingerprint)
            let without = LiveWorld.replay(
                Array(log.recording.requests.dropLast()), in: try SpareHost.world(),
                until: log.recording.end)
            #expect(without.fingerprint != log.fingerprint)
        }
    }

    @Test func aLineInTheMiddleThatIsDamagedIsToldByItsNumber() async throws {
        var lines = try lines(Array(try await MeasuredRun().records.prefix(4)))
        #expect(throws: LiveLog.Failure.damaged(line: 7)) {
            try LiveLog(bytes: Array((lines + [lines[0]]).joined()))
        }
        let place = try #require(lines.firstIndex { $0.starts(with: Array(#"{"taken""#.utf8)) })
        var other = lines
        other[place] = Array(
            String(decoding: lines[place], as: UTF8.self)
                .replacing(#/"fingerprint":"[^"]*"/#, with: #""fingerprint":"x""#).utf8)
        #expect(throws: LiveLog.Failure.damaged(line: place + 1)) {
            try LiveLog(bytes: Array(other.joined()))
        }
        lines[3] = Array(repeating: 0, count: lines[3].count - 1) + [UInt8(ascii: "\n")]
        #expect(throws: LiveLog.Failure.damaged(line: 4)) { try LiveLog(bytes: Array(lines.joined())) }
        // The last one may be damaged in any way: the machine may have stopped.
        let log = try LiveLog(bytes: Array(lines[...3].joined()))
        #expect(log.isCut && log.recording.lines.count + log.recording.exchanges.count == 1)
    }

    /// Runs were kept before it was measured how long commands took.
    @Test func aRecordingWithoutMeasurementsIsRead() throws {
        let text = #"{"endNanoseconds":5,"hosts":["a"],"lines":[]}"#
        let read = try LiveRecording(bytes: Array(text.utf8))
        #expect(read == LiveRecording([], hosts: ["a"], end: SimTime(nanoseconds: 5)))
        let exchange = BMCExchange(
            host: "mosk/a", command: .setPower(.on), sent: 1, answered: 2, result: .success(.power(.on)))
        let full = LiveRecording([], hosts: ["a"], end: .zero, exchanges: [exchange])
        #expect(try LiveRecording(bytes: full.bytes()) == full)
    }
}
