import HardwareInterfaces
import JSON
import Redfish
import Synchronization

/// What must hold of the Redfish service, whatever is asked of it.
enum RedfishProperties {
    /// Two BMCs that answer at once, and always the same.
    private struct Fleet: RedfishFleet {
        func perform(
            _ command: BMCCommand, host: Int, reply: @escaping @Sendable (Result<BMCReply, BMCError>) -> Void
        ) {
            precondition((0..<2).contains(host), "host \(host) is asked")
            reply(.success(RedfishProperties.reply(command)))
        }

        func civilTime() -> String { "2026-01-03T22:00:00Z" }
        func watch(_ listener: @escaping @Sendable ([BMCChange]) -> Void) -> Int { 0 }
        func unwatch(_ number: Int) {}
    }

    private static let password = "pass-Phrase"

    /// What is wrong with how a request is answered; nil when nothing is. The bytes are a request as HTTP
    /// writes it.
    static func problem(_ bytes: [UInt8]) -> String? {
        guard let request = request(bytes) else { return nil }
        let service = RedfishService(
            hosts: ["n1", "n 2"], fleet: Fleet(), user: "admin", password: password, uuid: "0"
        ) { 0 }
        guard let answer = answer(request, of: service) else { return "it is never answered" }
        switch answer {
        case .silence: return "a BMC that answers is silent"
        case .events(let response, _): return response.status == 200 ? nil : "a stream that is none"
        case .response(let response):
            if request.method == "GET", response.status == 200 {
                // What was answered before is answered again.
                guard case .response(response) = self.answer(request, of: service) else {
                    return "it is answered otherwise at the second time"
                }
            }
            return problem(response, request)
        }
    }

    private static func answer(_ request: RedfishRequest, of service: RedfishService) -> RedfishAnswer? {
        let answer = Mutex<RedfishAnswer?>(nil)
        service.respond(to: request) { given in answer.withLock { $0 = given } }
        return answer.withLock { $0 }
    }

    /// A request as HTTP writes it; nil when there is no method and no target.
    private static func request(_ bytes: [UInt8]) -> RedfishRequest? {
        var lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)[...]
        let first = lines.popFirst() ?? []
        let words = first.split(separator: 0x20, maxSplits: 1)
        guard words.count == 2 else { return nil }
        var request = RedfishRequest(
            method: String(decoding: words[0], as: UTF8.self),
            target: String(decoding: words[1], as: UTF8.self))
        while let line = lines.popFirst(), !line.isEmpty {
            let sides = line.split(separator: UInt8(ascii: ":"), maxSplits: 1)
            guard sides.count == 2 else { continue }
            let value = String(decoding: sides[1].drop { $0 == 0x20 }, as: UTF8.self)
            request.set(String(decoding: sides[0], as: UTF8.self).lowercased(), value)
        }
        request.body = Array(lines.joined(separator: [0x0a]))
        return request
    }

    private static func reply(_ command: BMCCommand) -> BMCReply {
        switch command {
        case .readSystem:
            var system = BMCSystem(name: "n1", power: .on)
            system.bootable = [.disk, .pxe, .virtualMedia]
            system.drives = [
                .init(name: "a", model: nil, serial: "\"", bytes: 1, media: nil, bus: nil, health: nil)
            ]
            return .system(system)
        case .readSensors:
            return .sensors([BMCSensor(name: "x", quantity: .power, thousandths: .min, health: nil)])
        case .readFirmware: return .firmware([BMCFirmware(name: "BMC", version: nil)])
        case .readPower: return .power(.on)
        case .setPower, .reset, .setBoot, .insertMedia, .ejectMedia: return .resetBegun
        }
    }

    private static let statuses: Set<Int> = [
        200, 201, 202, 204, 304, 400, 401, 403, 404, 405, 406, 412, 413, 415, 501,
    ]

    private static func problem(_ response: RedfishResponse, _ request: RedfishRequest) -> String? {
        guard statuses.contains(response.status) else { return "its status is \(response.status)" }
        for header in response.headers
        where header.value.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) {
            return "the header \(header.name) has a control character"
        }
        if response["Content-Type"]?.hasPrefix("application/json") == true, !response.body.isEmpty {
            do throws(JSONError) { _ = try JSONReader.value(response.body) } catch {
                return "its body is no JSON: \(error.message)"
            }
        }
        if response.status >= 400, response.body.isEmpty { return "a refusal says nothing" }
        // Who sends the password may see it come back in a message on another property.
        let secret = Array(password.utf8)
        if !contains(request.body, secret), !contains(Array(request.target.utf8), secret),
            contains(response.body, secret)
        {
            return "the password is told"
        }
        return nil
    }

    private static func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        guard let first = part.first, bytes.count >= part.count else { return false }
        return bytes.withUnsafeBufferPointer { bytes in
            var place = 0
            while place <= bytes.count - part.count {
                if bytes[place] == first, bytes[place..<place + part.count].elementsEqual(part) {
                    return true
                }
                place += 1
            }
            return false
        }
    }
}
