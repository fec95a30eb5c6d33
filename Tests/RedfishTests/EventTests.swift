import Foundation
import HardwareInterfaces
import Synchronization
import Testing

@testable import Redfish

@Suite struct EventTests {
    /// What a client reads of a stream.
    private final class Reader: Sendable {
        private let state = Mutex((bytes: [UInt8](), isEnded: false))
        var isEnded: Bool { state.withLock { $0.isEnded } }
        var text: String { state.withLock { String(decoding: $0.bytes, as: UTF8.self) } }
        func write(_ bytes: [UInt8]) { state.withLock { $0.bytes += bytes } }
        func end() { state.withLock { $0.isEnded = true } }

        /// The numbers and payloads of the events so far.
        func events() throws -> [(id: String, payload: [String: Any])] {
            try text.components(separatedBy: "\n\n").dropLast().map { event in
                let lines = event.split(separator: "\n")
                let payload = try JSONSerialization.jsonObject(with: Data(lines[1].dropFirst(6).utf8))
                return (String(lines[0].dropFirst(4)), payload as? [String: Any] ?? [:])
            }
        }

        /// The messages so far, each with what it is about.
        func messages() throws -> [String] {
            try events().map { event in
                let record = (event.payload["Events"] as? [[String: Any]])?.first ?? [:]
                let origin = record["OriginOfCondition"] as? [String: String]
                let id = (record["MessageId"] as? String ?? "").split(separator: ".").last ?? ""
                return "\(id) \(origin?["@odata.id"] ?? "")"
            }
        }
    }

    private func open(_ fixture: ServiceFixture) async throws -> (reader: Reader, id: String) {
        var request = RedfishRequest(method: "GET", target: "/redfish/v1/EventService/SSE")
        request.authorization = ServiceFixture.basic()
        request.accept = "text/event-stream"
        guard case .events(let response, let id) = await fixture.answer(request) else {
            throw NoStream()
        }
        #expect(response.status == 200)
        #expect(response["Content-Type"] == "text/event-stream;charset=utf-8")
        let reader = Reader()
        fixture.service.attach(stream: id) {
            reader.write($0)
        } end: {
            reader.end()
        }
        return (reader, id)
    }

    private struct NoStream: Error {}

    @Test func eachChangeIsOneEventInOrder() async throws {
        let fixture = ServiceFixture()
        let (reader, _) = try await open(fixture)
        fixture.fleet.change(1) { $0.power = .on }
        fixture.fleet.change(0) { $0.power = .off }
        fixture.fleet.change(0) { system in
            system.health = .warning
            system.drives[0].health = .ok
        }
        fixture.fleet.change(0) { $0.media = "http://a/b.iso" }
        fixture.fleet.change(0) { $0.boot = BootOverride(.pxe, .once) }
        let (one, two) = ("/redfish/v1/Systems/n1", "/redfish/v1/Systems/n%202")
        #expect(
            try reader.messages() == [
                "ResourcePoweredOn \(two)", "ResourcePoweredOff \(one)",
                "ResourceStatusChangedWarning \(one)",
                "ResourceStatusChangedOK \(one)/Storage/1/Drives/sda",
                "ResourceChanged \(one)/VirtualMedia/Cd", "ResourceChanged \(one)",
            ])
        let events = try reader.events()
        #expect(events.map(\.id) == (1...6).map(String.init))
        #expect(events.allSatisfy { $0.payload["Id"] as? String == $0.id })
        #expect(events.allSatisfy { $0.payload["@odata.type"] as? String == "#Event.v1_13_0.Event" })
    }

    @Test func aBMCThatFallsSilentIsTold() throws {
        let system = BMCSystem(name: "n1", power: .on)
        let gone = EventRecord.records(
            BMCChange(host: 0, time: "2026-01-03T22:00:00Z", before: system, after: nil), host: "n1")
        #expect(gone.map(\.message) == [.stateChanged])
        #expect(gone[0].arguments == ["/redfish/v1/Managers/n1", "UnavailableOffline"])
        let back = EventRecord.records(
            BMCChange(host: 0, time: "2026-01-03T22:00:00Z", before: nil, after: system), host: "n1")
        #expect(back[0].arguments == ["/redfish/v1/Managers/n1", "Enabled"])
    }

    @Test func anUpdateIsToldAsATask() async throws {
        let fixture = ServiceFixture()
        let (reader, _) = try await open(fixture)
        _ = await fixture.send(
            "POST", "/redfish/v1/UpdateService/Actions/UpdateService.SimpleUpdate",
            #"{"ImageURI":"http://a/b"}"#)
        let task = "/redfish/v1/TaskService/Tasks/1"
        #expect(try reader.messages() == ["TaskStarted \(task)", "TaskAborted \(task)"])
    }

    @Test func aStreamIsASubscriptionThatCanBeDeleted() async throws {
        let fixture = ServiceFixture()
        let path = "/redfish/v1/EventService/Subscriptions"
        func count() async throws -> Int? { try await fixture.json(path)["Members@odata.count"] as? Int }
        #expect(try await count() == 0)
        let (first, one) = try await open(fixture)
        let (second, two) = try await open(fixture)
        #expect(try await count() == 2 && fixture.fleet.listeners == 2)
        let resource = try await fixture.json("\(path)/\(one)")
        #expect(resource["SubscriptionType"] as? String == "SSE" && resource["Context"] as? String == "")
        #expect(await fixture.send("DELETE", "\(path)/\(one)")?.status == 204)
        #expect(first.isEnded && !second.isEnded)
        fixture.service.detach(stream: two)
        #expect(!second.isEnded)
        #expect(try await count() == 0 && fixture.fleet.listeners == 0)
        #expect(await fixture.send("DELETE", "\(path)/\(one)")?.status == 404)
    }

    @Test func whoCannotReadAStreamGetsNone() async throws {
        let fixture = ServiceFixture()
        let target = "/redfish/v1/EventService/SSE"
        let wrong = await fixture.send("GET", target) { $0.accept = "application/json" }
        #expect(wrong?.status == 406)
        let stranger = await fixture.send("GET", target) { $0.authorization = nil }
        #expect(stranger?.status == 401)
        #expect(await fixture.send("HEAD", target)?.status == 405)
        #expect(await fixture.send("GET", target + "?$filter=x")?.status == 501)
    }

    @Test func thereAreOnlySoManyStreams() async throws {
        let fixture = ServiceFixture()
        for _ in 0..<EventStreams.most { _ = try await open(fixture) }
        let refused = await fixture.send("GET", "/redfish/v1/EventService/SSE")
        #expect(refused?.status == 503)
        #expect(try ServiceFixture.reason(refused) == "EventSubscriptionLimitExceeded")
    }
}
