import Foundation
import HardwareInterfaces
import Synchronization

@testable import Redfish

/// A service over scripted BMCs, and a client of it that may do all.
struct ServiceFixture {
    let fleet = ScriptedFleet()
    let service: RedfishService
    let seconds: Seconds

    /// A clock that a test sets.
    final class Seconds: Sendable {
        private let value = Mutex(Int64(0))
        var now: Int64 { value.withLock { $0 } }
        func pass(_ seconds: Int64) { value.withLock { $0 += seconds } }
    }

    static let uuid = "11111111-2222-4333-8444-555555555555"

    init() {
        let seconds = Seconds()
        self.seconds = seconds
        service = RedfishService(
            hosts: ["n1", "n 2"], fleet: fleet, user: "admin", password: "password", uuid: Self.uuid
        ) { seconds.now }
    }

    /// The header of a name and a password.
    static func basic(_ user: String = "admin", _ password: String = "password") -> String {
        "Basic " + Data("\(user):\(password)".utf8).base64EncodedString()
    }

    /// Sends a request with credentials, changed by `change`.
    func send(
        _ method: String, _ target: String, _ body: String = "",
        _ change: (inout RedfishRequest) -> Void = { _ in }
    ) async -> RedfishResponse? {
        var request = RedfishRequest(method: method, target: target, body: Array(body.utf8))
        request.authorization = Self.basic()
        change(&request)
        guard case .response(let response) = await answer(request) else { return nil }
        return response
    }

    /// What becomes of a request.
    func answer(_ request: RedfishRequest) async -> RedfishAnswer {
        await withCheckedContinuation { continuation in
            service.respond(to: request) { continuation.resume(returning: $0) }
        }
    }

    /// The body of what is read, as JSON.
    func json(_ target: String) async throws -> [String: Any] {
        try Self.json(await send("GET", target))
    }

    static func json(_ response: RedfishResponse?) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: Data(response?.body ?? []))
        return object as? [String: Any] ?? [:]
    }

    /// The message that a refusal gives as its reason: `ResourceMissingAtURI`.
    static func reason(_ response: RedfishResponse?) throws -> String {
        let error = try json(response)["error"] as? [String: Any]
        let messages = error?["@Message.ExtendedInfo"] as? [[String: Any]]
        let id = messages?.first?["MessageId"] as? String ?? ""
        return String(id.split(separator: ".").last ?? "")
    }
}
