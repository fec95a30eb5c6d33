import Controllers
import Kubernetes
import Scenarios
import Simulation
import Testing
import Twin

@Suite struct CalibrationTests {
    /// A cloud of racks with unlike hardware, whose true durations are other ones than the model's.
    private static let truth: [Timing] = {
        func timing(_ name: String, _ minutes: Int64, _ spread: Int64) -> Timing {
            Timing(
                name: name, median: .minutes(minutes), spreadMillionths: spread, certainty: .exact,
                source: "truth")
        }
        return [
            timing("host.packages", 9, 300_000), timing("host.packages@class:old", 17, 200_000),
            timing("item.node-config", 7, 150_000), timing("mcr.upgrade", 4, 250_000),
            timing("mke.upgrade.worker", 2, 400_000), timing("mke.upgrade.manager", 20, 100_000),
            timing("item.reconfigure-node", 5, 350_000), timing("openstack.update", 40, 100_000),
        ]
    }()

    /// What a cloud of `workers` says after an update with the true durations.
    private static func dump(seed: UInt64, workers: Int) throws -> Cloud {
        let builder = CloudBuilder.workers(workers, concurrency: workers)
        var cloud = try builder.cloud()
        cloud.relabel { $0.hasSuffix("1") || $0.hasSuffix("2") || $0.hasSuffix("3") ? "old" : "new" }
        var template = try cloud.template()
        for timing in truth {
            template.timings.removeAll { $0.name == timing.name }
            template.timings.append(timing)
        }
        for index in template.timings.indices { template.timings[index].runSpreadMillionths = 0 }
        let run = RunToRest(template, RunOptions(seed: seed))
        #expect(run.outcome == .completed)
        var dump = Cloud()
        for kind in run.world.exported() {
            for list in kind.lists { try dump.add(list, file: kind.fileName, context: "dump") }
        }
        return dump
    }

    private static func calibration(_ dumps: Cloud...) throws -> Calibration {
        var calibration = Calibration(try Cloud.catalogue.get().timings)
        for dump in dumps { try calibration.add(dump) }
        return calibration
    }

    @Test func intervalsCoverNineOfTenOfWhatWasHeldOut() throws {
        var (inside, count) = (0, 0)
        for seed in 1...6 as ClosedRange<UInt64> {
            let known = try Self.calibration(try Self.dump(seed: seed, workers: 24))
            let held = try Self.calibration(try Self.dump(seed: seed + 100, workers: 24))
            let rows = known.rows
            for sample in held.samples where sample.subject.hasPrefix("item ") {
                let qualifier = sample.hardwareClass.map { "@class:\($0)" } ?? ""
                let row = rows.first { $0.subject == sample.subject && $0.qualifier == qualifier }
                guard
                    let row = row
                        ?? rows.first(where: { $0.subject == sample.subject && $0.qualifier.isEmpty })
                else { continue }
                count += 1
                // The dates of objects are whole seconds.
                let interval = row.fit.interval.lowerBound - 1...row.fit.interval.upperBound + 1
                if interval.contains(sample.seconds) { inside += 1 }
            }
        }
        #expect(count >= 200)
        let share = Double(inside) / Double(count)
        #expect((0.85...0.95).contains(share), "\(inside) of \(count)")
    }

    @Test func theFileIsTakenAndHasTheTruth() throws {
        let calibration = try Self.calibration(
            try Self.dump(seed: 1, workers: 40), try Self.dump(seed: 2, workers: 40),
            try Self.dump(seed: 3, workers: 40))
        let text = calibration.timingsFile()
        var catalogue = try Cloud.catalogue.get()
        try catalogue.read(file: "timings.yaml", Array(text.utf8))
        // Some of the built-in ones were fitted to measurements, too.
        let measured = Set(
            try Cloud.catalogue.get().timings.filter { $0.certainty == .fitted }.map(\.name))
        let fitted = catalogue.timings.filter { $0.certainty == .fitted && !measured.contains($0.name) }
        #expect(fitted.allSatisfy { $0.runSpreadMillionths == 0 && $0.source.contains("sample") })
        // Beside the classes, the base name is a mixture of both.
        for truth in Self.truth where !["host.packages", "openstack.update"].contains(truth.name) {
            let found = try #require(fitted.first { $0.name == truth.name }, "\(truth.name)\n\(text)")
            let ratio = Double(found.median.nanoseconds) / Double(truth.median.nanoseconds)
            #expect((0.85...1.18).contains(ratio), "\(truth.name): \(ratio)")
        }
        #expect(fitted.contains { $0.name == "host.packages@class:new" })
        #expect(fitted.contains { $0.name == "openstack.update" })
        // Three dumps: three samples of each node.
        #expect(fitted.contains { $0.name == "item.node-config@cmp-07" })
    }

    @Test func fewSamplesWidenTheInterval() {
        let few = DurationFit([60, 66, 54], assumedSpread: 0.2)
        let many = DurationFit((0..<30).flatMap { _ in [60, 66, 54] }, assumedSpread: 0.2)
        #expect(abs(few.median - many.median) < 0.001)
        #expect(few.spread > 1.9 * many.spread)
        let one = DurationFit([100], assumedSpread: 0.2)
        #expect(one.isSpreadAssumed && abs(one.spread - 0.2828) < 0.001 && abs(one.median - 100) < 1e-9)
        #expect(abs(DurationFit([1, 10, 100], assumedSpread: 0).median - 10) < 1e-9)
    }

    @Test func aCloudAtRestSaysNothing() throws {
        let calibration = try Self.calibration(try ExampleCloud.read("small"))
        #expect(calibration.samples.isEmpty)
        #expect(calibration.notes.contains { $0.contains("nothing in the input says") })
        #expect(calibration.timingsFile().hasSuffix("timings: []\n"))
    }
}

extension Cloud {
    /// The cloud with a class of hardware at each BareMetalHost.
    fileprivate mutating func relabel(_ label: (String) -> String) {
        var changed = Cloud()
        for object in objects {
            var value = object.value
            if object.info.kind == "BareMetalHost" {
                value["metadata"]?["labels"]?[Label.hardwareClass] = .string(label(object.name))
            }
            do {
                try changed.add(value, file: object.file, context: object.home == .mosk ? "mosk" : "")
            } catch {
                preconditionFailure("\(object.name): \(error)")
            }
        }
        self = changed
    }
}
