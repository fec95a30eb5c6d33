import Foundation
import HardwareInterfaces
import Kubernetes
import Testing

@testable import Twin

/// Recordings of real clusters, replayed on the simulated one.
@Suite struct GaleraFidelityTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Fidelity/Recordings").standardized

    private static func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: "galera-\(name).json"), encoding: .utf8)
    }

    private static func compare(_ text: String) throws -> GaleraComparison {
        var reader = YAMLReader(file: "recording.json")
        let document = try #require(try reader.read(text).first)
        return try GaleraComparison(try GaleraRecording(document), timings: try Catalogue.builtIn().timings)
    }

    @Test func everyRecordingHolds() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
            .filter { $0.hasPrefix("galera-") && $0.hasSuffix(".json") }.sorted()
        #expect(files.count >= 9)
        for file in files {
            let name = String(file.dropFirst("galera-".count).dropLast(".json".count))
            let comparison = try Self.compare(try Self.text(name))
            #expect(comparison.members.contains { !$0.rows.isEmpty })
            #expect(comparison.holds, "\(comparison.text(file: file))")
        }
    }

    @Test func otherTimersThanTheRealOnesAreSeen() throws {
        let text = try Self.text("kill-one")
        let wrong = text.replacingOccurrences(
            of: "\"evs.suspect_timeout\": \"PT5S\"", with: "\"evs.suspect_timeout\": \"PT9S\"")
        #expect(wrong != text)
        #expect(try !Self.compare(wrong).holds)
    }

    @Test func anotherQuorumRuleThanTheRealOneIsSeen() throws {
        let text = try Self.text("kill-two")
        let wrong = text.replacingOccurrences(
            of: "\"pc.ignore_quorum\": \"false\"", with: "\"pc.ignore_quorum\": \"true\"")
        #expect(wrong != text)
        #expect(try !Self.compare(wrong).holds)
    }

    @Test func aChangeThatIsMissingIsSeen() throws {
        let lines = try Self.text("outage-self-recovery").split(
            separator: "\n", omittingEmptySubsequences: false)
        let last = try #require(lines.lastIndex { $0.contains("\"node\": \"n2\"") && $0.contains("Primary") })
        var fewer = lines
        fewer.remove(at: last)
        #expect(try !Self.compare(fewer.joined(separator: "\n")).holds)
    }

    @Test(arguments: [
        ("\"action: SIGKILL n3\"", "\"action: sing to n3\"", "this action is not known"),
        ("\"action: SIGKILL n3\"", "\"action: SIGKILL n9\"", "this action is not known"),
        ("\"PT5S\"", "\"soon\"", "expected a period"),
        ("\"interval_s\": 0.5", "\"interval_s\": 0", "not positive"),
        ("\"interval_s\": 0.5", "\"interval_s\": \"x\"", "expected a number of seconds"),
        ("\"transitions\": [", "\"other\": [", "neither a field samples nor"),
        ("\"events\": [", "\"other\": [", "no field events"),
        ("\"cluster_size\": \"3\"", "\"cluster_size\": \"many\"", "expected a size"),
        ("\"t\": 0.5,", "\"t\": -1,", "0 to 10000000"),
        ("\"state\": \"Synced\"", "\"state\": null", "local state"),
    ])
    func whatIsNoRecordingIsRefusedWithItsPlace(_ old: String, _ new: String, _ problem: String) throws {
        let text = try Self.text("kill-one")
        let wrong = text.replacingOccurrences(of: old, with: new)
        #expect(wrong != text)
        let error = try #require(throws: FieldError.self) { _ = try Self.compare(wrong) }
        #expect(error.problem.contains(problem), "\(error)")
        #expect(error.position.isKnown)
    }

    @Test(arguments: [
        ("SIGKILL n2 and n3", GaleraAction.Kind.ask(.kill, [1, 2])),
        ("start n1 (a normal start, no bootstrap)", .ask(.start(newCluster: false), [0])),
        ("start n2 again if it gave up", .ask(.start(newCluster: false), [1])),
        ("n1: SET GLOBAL wsrep_provider_options='pc.bootstrap=YES'", .ask(.bootstrapComponent, [0])),
        ("delete grastate.dat of n3 (forces a full state transfer)", .ask(.deleteState, [2])),
        ("bootstrap the most advanced", .bootstrap(nil)),
        ("SIGSTOP all", .ask(.pause, [0, 1, 2])),
        ("partition n3 from n1 and n2", .cut([2], [0, 1])),
    ])
    func actionsAreReadAsTheyAreWritten(_ text: String, _ kind: GaleraAction.Kind) {
        #expect(GaleraAction.read(text, ["n1", "n2", "n3"]) == kind)
    }
}
