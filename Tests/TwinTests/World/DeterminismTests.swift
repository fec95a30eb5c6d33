import Controllers
import Foundation
import Scenarios
import Simulation
import Testing
import Twin

/// Equal inputs and seeds give equal runs, whatever else goes on in the process.
@Suite struct DeterminismTests {
    @Test func sameSeedGivesTheSameRun() throws {
        let template = try ExampleCloud.small()
        let first = RunDriver.record(template, RunOptions(seed: 7))
        let again = RunDriver.record(try ExampleCloud.small(), RunOptions(seed: 7))
        #expect(first.fingerprint == again.fingerprint)
        #expect(Comparison.firstDifference(first, again) == nil)
        #expect(first.fingerprint != RunDriver.record(template, RunOptions(seed: 8)).fingerprint)
    }

    @Test func seedIsTheSameAloneAndAfterOthers() async throws {
        let template = try CloudBuilder().template()
        let alone = RunDriver.record(template, RunOptions(seed: 5))
        let together = await Rehearsal.run(template, RunOptions(seed: 1), runs: 5, cores: 2)
        #expect(together.summaries.map(\.seed) == [1, 2, 3, 4, 5])
        #expect(together.summaries.last?.fingerprint == alone.fingerprint)
        #expect(Set(together.summaries.map(\.fingerprint)).count == 5)
        let last = await Rehearsal.run(template, RunOptions(seed: 5), runs: 1, cores: 1)
        #expect(last.median.fingerprint == alone.fingerprint)
    }

    @Test func streamsAndTimingsAddedElsewhereMoveNothing() throws {
        var template = try CloudBuilder().template()
        let plain = RunDriver.record(template, RunOptions(seed: 5))
        template.timings.insert(
            Timing(
                name: "nobody.asks", median: .seconds(1), spreadMillionths: 500_000, certainty: .guess,
                source: "-"),
            at: 0)
        var driver = RunDriver(template, RunOptions(seed: 5))
        var outcome: RunOutcome?
        var count: UInt64 = 0
        while outcome == nil {
            outcome = driver.run(events: 100)
            count += 1
            _ = driver.world.substrate.kernel.random.derive("elsewhere").derive(count).bits(count)
            _ = driver.world.substrate.kernel.duration("nobody.asks", node: "cmp-01", occurrence: count)
        }
        #expect(driver.recorded(outcome ?? .stuck).fingerprint == plain.fingerprint)
    }

    /// The program beside the test bundle, if it was built.
    static let program: URL? = {
        let folder =
            Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
            .deletingLastPathComponent() ?? Bundle.main.bundleURL
        let file = folder.appendingPathComponent("twin")
        return FileManager.default.isExecutableFile(atPath: file.path) ? file : nil
    }()

    @Test(.enabled(if: program != nil, "the program twin is not built"))
    func sameSeedGivesTheSameRunInTwoProcesses() throws {
        let program = try #require(Self.program)
        let answers = try (0..<2).map { _ in
            let process = Process()
            process.executableURL = program
            process.arguments = [
                "rehearse", "--cloud", ExampleCloud.root + "/scenarios/clusters/small", "--to",
                "mosk-21-0-0-25-2",
                "--json", "--no-store", "--runs", "1", "--seed", "7",
            ]
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            let answer = try output.fileHandleForReading.readToEnd()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            return String(decoding: answer ?? Data(), as: UTF8.self)
        }
        #expect(answers[0] == answers[1])
        let run = RunDriver.record(try ExampleCloud.small(), RunOptions(seed: 7))
        #expect(answers[0].contains("\"outcome\": \"completed\""))
        // The start is another one here, so that only the process's own word is compared, not this run's.
        #expect(run.outcome == .completed)
    }
}
