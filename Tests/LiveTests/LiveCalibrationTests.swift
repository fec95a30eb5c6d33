import HardwareInterfaces
import Kubernetes
import Simulation
import Testing
import Twin

@testable import Live

/// The durations of the model, fitted to what real BMCs took.
@Suite struct LiveCalibrationTests {
    private func calibration(_ exchanges: [BMCExchange]) throws -> Calibration {
        var calibration = Calibration(try Catalogue.builtIn().timings)
        try calibration.add(exchanges, of: Cloud())
        return calibration
    }

    private func exchange(
        _ command: BMCCommand, _ sent: Int64, _ answered: Int64, _ result: Result<BMCReply, BMCError>,
        host: String = "mosk/a"
    ) -> BMCExchange {
        BMCExchange(
            host: host, command: command, sent: sent * 1_000_000, answered: answered * 1_000_000,
            result: result)
    }

    @Test func whatARunMeasuredIsWhatIsFitted() async throws {
        let run = try await MeasuredRun()
        let calibration = try calibration(run.exchanges)
        func row(_ subject: String) -> Calibration.Row? {
            calibration.rows.first { $0.subject == subject && $0.qualifier.isEmpty }
        }
        let reads = try #require(row("BMC command"))
        #expect(reads.fit.count == run.exchanges.count { $0.command.isRead } && reads.fit.count > 10)
        #expect((0.199...0.201).contains(reads.fit.median))
        // From the request to the first answer that tells the new power.
        let on = try #require(row("BMC power on"))
        #expect(on.fit.count == 1 && (3.199...3.201).contains(on.fit.median) && on.fit.isSpreadAssumed)
        // The drive is emptied, and an image goes in.
        #expect(row("BMC virtual drive")?.fit.count == 2 && row("BMC boot choice")?.fit.count == 1)
        #expect(calibration.notes.count == 1 && calibration.notes[0].contains("host.post"))

        let text = calibration.timingsFile()
        var catalogue = try Catalogue.builtIn()
        try catalogue.read(file: "timings.yaml", Array(text.utf8))
        let timing = try #require(catalogue.timings.first { $0.name == "bmc.power.on" })
        #expect(timing.median == .milliseconds(3200) && timing.source.hasPrefix("1 sample of BMC power on"))
        #expect(
            catalogue.timings.first { $0.name == "bmc.command" }?.source
                == "\(reads.fit.count) samples of BMC command")
    }

    /// The simulator takes as long as was measured, for the same commands.
    @Test func theSimulatorTakesWhatWasFitted() throws {
        func duration(_ command: BMCCommand, _ extra: [String: Int64]) throws -> SimDuration {
            var template = try SmallWorld.template()
            for name in extra.keys.sorted() {
                template.timings.append(
                    Timing(
                        name: name, median: .seconds(extra[name] ?? 0), spreadMillionths: 0,
                        certainty: .fitted,
                        source: "test"))
            }
            var live = LiveWorld(World(template, seed: 1))
            let begin = live.time
            return live.ask(command, host: 0).due - begin
        }
        let own: [String: Int64] = [
            "bmc.power.on": 41, "bmc.power.off": 42, "bmc.boot": 43, "bmc.media": 44,
        ]
        #expect(own.keys.sorted() == BMCCommand.ownTimings.sorted())
        #expect(try duration(.setPower(.on), own) == .seconds(41) + SimDuration(nanoseconds: 1))
        #expect(try duration(.setPower(.off), own) == .seconds(42) + SimDuration(nanoseconds: 1))
        #expect(try duration(.setBoot(.none), own) == .seconds(43) + SimDuration(nanoseconds: 1))
        #expect(try duration(.ejectMedia, own) == .seconds(44) + SimDuration(nanoseconds: 1))
        // Without, as every command.
        #expect(try duration(.reset(.on), own) == duration(.setPower(.on), [:]))
        #expect(try duration(.reset(.on), own) < .seconds(30))
    }

    /// Hosts and classes of hardware have rows of their own, named as the simulator looks for them.
    @Test func hostsAndClassesHaveTheirOwn() throws {
        var cloud = Cloud()
        var reader = YAMLReader(file: "a.yaml")
        let host = """
            apiVersion: metal3.io/v1alpha1
            kind: BareMetalHost
            metadata: {name: a, namespace: mosk, labels: {\(Label.hardwareClass): gen10}}
            spec: {consumerRef: {kind: Machine, name: cmp-01, namespace: mosk}}
            """
        for document in try reader.read(host) { try cloud.add(document, file: "a.yaml", context: "") }
        var calibration = Calibration(try Catalogue.builtIn().timings)
        let exchanges = (0..<6).map { number in
            exchange(
                .readPower, Int64(number) * 1000, Int64(number) * 1000 + 100, .success(.power(.on)),
                host: number < 3 ? "mosk/a" : "mosk/b")
        }
        try calibration.add(exchanges, of: cloud)
        let rows = calibration.rows.map { "\($0.qualifier) \($0.fit.count)" }
        #expect(rows == [" 6", "@class:gen10 3", "@cmp-01 3", "@mosk/b 3"])
        #expect(calibration.timingsFile().contains("\"bmc.command@cmp-01\", median: 100ms"))
    }

    @Test func whatSaysNothingIsLeftOut() throws {
        let calibration = try calibration([
            // Asked while it was busy with what came before.
            exchange(.setBoot(.none), 0, 400, .success(.boot(.none))),
            exchange(.readPower, 100, 500, .success(.power(.on))),
            exchange(.readPower, 600, 900, .failure(.timedOut)),
            // Accepted, and not done at the first look.
            exchange(.setPower(.off), 1000, 1100, .success(.power(.off))),
            exchange(.readPower, 1100, 1200, .success(.power(.on))),
            exchange(.readPower, 8000, 8100, .success(.power(.off)), host: "mosk/b"),
            exchange(.readPower, 5900, 6000, .success(.power(.off))),
            // Never done.
            exchange(.setPower(.on), 7000, 7100, .success(.power(.on))),
            exchange(.readPower, 7100, 7200, .success(.power(.off))),
        ])
        let found = calibration.samples.map { "\($0.subject) \($0.node): \(Int64($0.seconds * 1000))" }
        #expect(
            found == [
                "BMC boot choice mosk/a: 400", "BMC command mosk/a: 100", "BMC command mosk/a: 100",
                "BMC command mosk/b: 100", "BMC command mosk/a: 100", "BMC power off mosk/a: 5000",
                "BMC command mosk/a: 100",
            ])
        #expect(
            calibration.notes == [
                "1 commands to BMCs failed or had no answer: left out",
                "1 switches of the power were never seen to be done: left out",
            ])
    }
}
