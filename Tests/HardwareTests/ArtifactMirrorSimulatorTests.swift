import HardwareInterfaces
import Simulation
import Testing

@testable import HardwareSimulated

@Suite struct ArtifactMirrorSimulatorTests {
    /// 1 GB: 16 s from the origin, then 4 s to one host.
    private func fetch(
        _ name: String = "image", origin: ArtifactOrigin = .images, megabytes: Int = 1_000
    ) -> EquipmentCommand {
        .artifactMirror(.fetch(origin: origin, name: name, megabytes: megabytes, node: "w0"))
    }

    private let fetched = Result<EquipmentReply, EquipmentError>.success(.artifactMirror(.fetched))

    private func failed(_ error: ArtifactMirrorError) -> Result<EquipmentReply, EquipmentError> {
        .failure(.artifactMirror(error))
    }

    @Test func theFirstFetchGoesThroughOriginAndProxy() {
        var fixture = PlantFixture()
        let operation = fixture.send(fetch())
        fixture.run(.minutes(1))
        #expect(fixture.result(operation) == fetched)
        #expect(fixture.answerTime(operation) == .seconds(20))
    }

    @Test func theSecondHostDoesNotWaitForTheOrigin() {
        var fixture = PlantFixture()
        fixture.send(fetch())
        fixture.run(.minutes(1))
        let second = fixture.send(fetch())
        fixture.run(.minutes(1))
        #expect(fixture.answerTime(second) == .seconds(64))
    }

    @Test func whoAsksDuringTheFirstFetchWaitsForIt() {
        var fixture = PlantFixture()
        let first = fixture.send(fetch())
        fixture.run(.seconds(10))
        let second = fixture.send(fetch())
        let other = fixture.send(fetch("other", megabytes: 100))
        fixture.run(.minutes(1))
        // Two artifacts share the origin's rate for 3.2 s, so that the first takes 1.6 s longer.
        #expect(fixture.answerTime(first) == .milliseconds(21_600))
        #expect(fixture.answerTime(second) == .milliseconds(21_600))
        #expect(fixture.answerTime(other) == .milliseconds(13_600))
    }

    @Test func manyHostsShareTheProxy() {
        var fixture = PlantFixture()
        fixture.send(fetch())
        fixture.run(.minutes(1))
        let operations = (0..<50).map { _ in fixture.send(fetch()) }
        fixture.run(.minutes(2))
        for operation in operations { #expect(fixture.answerTime(operation) == .seconds(100)) }
    }

    @Test func anOriginThatIsDownFailsWhatIsNotCached() {
        var fixture = PlantFixture()
        fixture.send(fetch("cached"))
        fixture.run(.minutes(1))
        fixture.begin(.originDown(.images))
        let missing = fixture.send(fetch("missing"))
        let cached = fixture.send(fetch("cached"))
        let elsewhere = fixture.send(fetch("package", origin: .packages))
        #expect(fixture.result(missing) == failed(.unavailable(.images)))
        fixture.run(.minutes(1))
        #expect(fixture.result(cached) == fetched)
        #expect(fixture.result(elsewhere) == fetched)
        fixture.end(.originDown(.images))
        let again = fixture.send(fetch("missing"))
        fixture.run(.minutes(1))
        #expect(fixture.result(again) == fetched)
    }

    @Test func anOriginThatGoesDownInterruptsItsTransfersOnly() {
        var fixture = PlantFixture()
        fixture.send(fetch("cached"))
        fixture.run(.minutes(1))
        let (first, waiting) = (fixture.send(fetch("big")), fixture.send(fetch("big")))
        let elsewhere = fixture.send(fetch("package", origin: .packages))
        let cached = fixture.send(fetch("cached"))
        fixture.run(.seconds(2))
        fixture.begin(.originDown(.images))
        #expect(fixture.result(first) == failed(.unavailable(.images)))
        #expect(fixture.result(waiting) == failed(.unavailable(.images)))
        #expect(fixture.result(elsewhere) == nil)
        fixture.run(.minutes(1))
        #expect(fixture.result(cached) == fetched)
        // 2 s at half the rate, then 15 s alone, then 4 s to the host.
        #expect(fixture.answerTime(elsewhere) == .seconds(60 + 2 + 15 + 4))
        fixture.end(.originDown(.images))
        let again = fixture.send(fetch("big"))
        fixture.run(.minutes(1))
        #expect(fixture.result(again) == fetched)
    }

    @Test func aCorruptOriginFailsWhatIsNotCached() {
        var fixture = PlantFixture()
        fixture.send(fetch("cached"))
        fixture.run(.minutes(1))
        fixture.begin(.originCorrupt(.images))
        let missing = fixture.send(fetch("missing"))
        let cached = fixture.send(fetch("cached"))
        let elsewhere = fixture.send(fetch("package", origin: .packages))
        fixture.run(.minutes(1))
        #expect(fixture.result(missing) == failed(.corrupt(.images)))
        #expect(fixture.result(cached) == fetched)
        #expect(fixture.result(elsewhere) == fetched)
        fixture.end(.originCorrupt(.images))
        let again = fixture.send(fetch("missing"))
        fixture.run(.minutes(1))
        #expect(fixture.result(again) == fetched)
    }

    @Test func anAbandonedFetchStillFillsTheCache() {
        var fixture = PlantFixture()
        let first = fixture.send(fetch())
        fixture.plant.abandon(first)
        fixture.run(.minutes(1))
        #expect(fixture.result(first) == nil)
        let second = fixture.send(fetch())
        fixture.run(.minutes(1))
        #expect(fixture.answerTime(second) == .seconds(64))
    }
}
