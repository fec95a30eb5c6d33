import Foundation
import HardwareAdapters
import HardwareInterfaces
import Testing

/// Whatever answers at a BMC's address, a command ends with an error that names the device and the request,
/// in time and without the password.
@Suite(.timeLimit(.minutes(2))) struct HostileBMCTests {
    /// For answers that do not come.
    static let impatient = TimeLimits(answer: .seconds(1), command: .seconds(2))
    static let bmc = EquipmentID(kind: .bmc, index: 0)
    static let password = "correct horse/\"staple\\"
    static let system = #"{"Id": "1", "Name": "s", "PowerState": "On"}"#

    private struct Outcome {
        var reply: BMCReply?
        var failure: DeviceFailure<BMCError>?
    }

    private func ask(
        _ command: BMCCommand, port: Int, isSecure: Bool = false, trust: TLSTrust = .machine,
        authentication: RedfishDevice.Authentication = .basic,
        limits: TimeLimits = TimeLimits()
    ) async throws -> Outcome {
        let address = try #require(HTTPAddress("\(isSecure ? "https" : "http")://127.0.0.1:\(port)"))
        var device = RedfishDevice(
            name: "bmc-7", address: address, user: "admin", password: Secret(Self.password), trust: trust)
        device.authentication = authentication
        device.system = "/redfish/v1/Systems/1"
        let client = RedfishClient(devices: [Self.bmc: device], limits: limits)
        var outcome = Outcome()
        do throws(DeviceFailure<BMCError>) {
            outcome.reply = try await client.answer(command, of: Self.bmc)
        } catch {
            outcome.failure = error
        }
        await client.close()
        let said = "\(String(describing: outcome.failure)) \(String(reflecting: device)) \(device)"
        #expect(
            !said.contains("horse")
                && !said.contains(Data("admin:\(Self.password)".utf8).base64EncodedString()))
        return outcome
    }

    /// Asks for the power of a server whose BMC answers each request with these steps.
    private func refusal(
        of command: BMCCommand = .readPower, _ steps: [ScriptedServer.Step], limits: TimeLimits = TimeLimits()
    ) async throws -> DeviceFailure<BMCError> {
        let server = try ScriptedServer { _ in steps }
        let outcome = try await ask(command, port: server.port, limits: limits)
        let failure = try #require(outcome.failure)
        #expect(failure.description.hasPrefix("bmc-7: GET /redfish/v1/Systems/1: "))
        return failure
    }

    @Test(arguments: [
        ("", "the end"), ("{", "no name of a field"), (#"{"PowerState": "On""#, "no comma"),
        ("nul", "no value"),
        (#"{"PowerState": "On"} x"#, "more after the value"), (#"{"a": "\ud800"}"#, "half a character"),
        (#"{"a": 01}"#, "no comma"), ("{\"a\": \"\u{1}\"}", "a control character"),
        (String(repeating: "[", count: 1_000_000), "nested deeper"),
        ("<html><body>Log in</body></html>", "as of HTML"),
    ])
    func whatIsNoJSONIsMalformed(_ body: String, _ words: String) async throws {
        let failure = try await refusal([.answer(200, body)])
        guard case .malformed(let what) = failure.reason else {
            Issue.record("\(failure.reason)")
            return
        }
        #expect(what.hasPrefix("/redfish/v1/Systems/1 is not JSON: ") && what.contains(words), "\(what)")
    }

    @Test(arguments: [
        (#"{"PowerState": 1}"#, "/redfish/v1/Systems/1: PowerState is a number, not a text"),
        (#"{"PowerState": "Maybe"}"#, "/redfish/v1/Systems/1: PowerState is Maybe"),
        (#"[]"#, "/redfish/v1/Systems/1 is a list, not an object"),
        (#"{"PowerState": "On", "Boot": []}"#, "/redfish/v1/Systems/1: Boot is a list, not an object"),
        (
            #"{"PowerState": "On", "ProcessorSummary": {"Count": "2"}}"#,
            "/redfish/v1/Systems/1: ProcessorSummary/Count is a text, not a whole number"
        ),
        (
            #"{"PowerState": "On", "ProcessorSummary": {"Count": 1e400}}"#,
            "/redfish/v1/Systems/1: ProcessorSummary/Count is a number, not a whole number"
        ),
        (
            #"{"PowerState": "On", "EthernetInterfaces": {"@odata.id": "no path"}}"#,
            "/redfish/v1/Systems/1: EthernetInterfaces/@odata.id is no path"
        ),
        (
            #"{"PowerState": "On", "Boot": {"BootSourceOverrideTarget@Redfish.AllowableValues": ["Pxe", 2]}}"#,
            "/redfish/v1/Systems/1: Boot/BootSourceOverrideTarget@Redfish.AllowableValues/1 is a number, not a text"
        ),
    ])
    func aWrongTypeIsNamed(_ body: String, _ what: String) async throws {
        #expect(try await refusal(of: .readSystem, [.answer(200, body)]).reason == .malformed(what))
    }

    @Test func anEndlessAnswerIsNotReadToItsEnd() async throws {
        let head = Array("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".utf8)
        let failure = try await refusal([.send(head), .flood(0x20, count: 200 << 20)])
        #expect(failure.reason == .malformed("an answer of more than 10485760 bytes"))
    }

    @Test func anEndlessHeadIsNotReadToItsEnd() async throws {
        let failure = try await refusal([
            .send(Array("HTTP/1.1 200 OK\r\nX: ".utf8)), .flood(0x61, count: 200 << 20),
        ])
        guard case .malformed = failure.reason else {
            Issue.record("\(failure.reason)")
            return
        }
    }

    @Test func anAnswerThatDripsIsNotWaitedFor() async throws {
        let text = "HTTP/1.1 200 OK\r\nContent-Length: \(Self.system.utf8.count)\r\n\r\n\(Self.system)"
        #expect(
            try await refusal([.drip(Array(text.utf8), milliseconds: 100)], limits: Self.impatient).reason
                == .timedOut)
        let head = Array("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n".utf8)
        #expect(
            try await refusal(
                [.send(head), .drip(Array(text.utf8), milliseconds: 100)], limits: Self.impatient
            ).reason == .timedOut)
    }

    @Test func silenceIsNotWaitedFor() async throws {
        #expect(try await refusal([.silence(milliseconds: 5000)], limits: Self.impatient).reason == .timedOut)
    }

    /// Each answer is in time, and there are more of them than the command has time for.
    @Test func aCommandEndsThoughEveryAnswerIsInTime() async throws {
        let pages = try ScriptedServer { request in
            guard request.line.contains("Interfaces") else {
                return [
                    .answer(200, #"{"PowerState": "On", "EthernetInterfaces": {"@odata.id": "/Interfaces"}}"#)
                ]
            }
            let page =
                #"{"Members": [{"@odata.id": "/Interfaces/1"}], "Members@odata.nextLink": "/Interfaces"}"#
            return [.silence(milliseconds: 300), .answer(200, page)]
        }
        let outcome = try await ask(.readSystem, port: pages.port, limits: Self.impatient)
        #expect(outcome.failure?.reason == .timedOut)
        #expect(outcome.failure?.description.hasPrefix("bmc-7: GET /Interfaces: ") == true)
    }

    @Test func pagesThatLeadInACircleEnd() async throws {
        let pages = try ScriptedServer { request in
            let page =
                #"{"Members": [{"@odata.id": "/Interfaces/1"}], "Members@odata.nextLink": "/Interfaces"}"#
            return [
                request.line.contains("Interfaces")
                    ? .answer(200, page)
                    : .answer(
                        200, #"{"PowerState": "On", "EthernetInterfaces": {"@odata.id": "/Interfaces"}}"#)
            ]
        }
        let outcome = try await ask(
            .readSystem, port: pages.port, limits: TimeLimits(answer: .seconds(5), command: .seconds(60)))
        #expect(outcome.failure?.reason == .malformed("/Interfaces: more than 512 members"))
    }

    @Test func aConnectionThatBreaksIsAnAnswerThatDidNotCome() async throws {
        #expect(try await refusal([.reset]).reason == .timedOut)
        #expect(try await refusal([]).reason == .timedOut)
        let half = Array("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"Power".utf8)
        let failure = try await refusal([.send(half), .reset])
        #expect(failure.reason == .timedOut)
        #expect(failure.detail.contains("connection"))
        #expect(try await refusal([.send(half)]).reason == .timedOut)
    }

    @Test func whatIsNoHTTPIsMalformed() async throws {
        guard case .malformed = try await refusal([.send(Array("SSH-2.0-OpenSSH_9.2\r\n\r\n".utf8))]).reason
        else {
            Issue.record("another reason")
            return
        }
    }

    @Test func nobodyAtTheAddressIsUnreachable() async throws {
        let port = try ScriptedServer { _ in [] }.port
        let outcome = try await ask(.readPower, port: port)
        #expect(outcome.failure?.reason == .unreachable)
        #expect(outcome.failure?.description == "bmc-7: GET /redfish/v1/Systems/1: the connection is refused")
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func credentialsDoNotFollowARedirectToAnotherHost(_ status: Int) async throws {
        let thief = try ScriptedServer { _ in [.answer(200, Self.system)] }
        let failure = try await refusal([
            .answer(status, "", ["Location: http://127.0.0.1:\(thief.port)/x?y"])
        ])
        let words = "redirected to http://127.0.0.1:\(thief.port), where nothing is sent"
        #expect(failure.reason == .refused(status: status, message: words))
        guard case .refused = try await refusal([.answer(status, "", ["Location: //127.0.0.2/x"])]).reason
        else {
            Issue.record("another reason")
            return
        }
        #expect(thief.requests.isEmpty)
    }

    @Test func aRedirectAtTheDeviceIsFollowed() async throws {
        let server = try ScriptedServer { request in
            request.line.hasPrefix("GET /redfish/v1/Systems/1 ")
                ? [.answer(308, "", ["Location: /redfish/v1/Systems/1/"])] : [.answer(200, Self.system)]
        }
        #expect(try await ask(.readPower, port: server.port).reply == .power(.on))
        let circle = try await refusal([.answer(302, "", ["Location: /redfish/v1/Systems/1"])])
        #expect(circle.reason == .malformed("redirected more than 3 times"))
    }

    @Test func aBusyBMCSaysForHowLong() async throws {
        #expect(try await refusal([.answer(503, "", ["Retry-After: 7"])]).reason == .busy(retryAfter: 7))
        #expect(try await refusal([.answer(503, "<h1>busy</h1>")]).reason == .busy(retryAfter: nil))
        let date = "Retry-After: Fri, 31 Dec 1999 23:59:59 GMT"
        #expect(try await refusal([.answer(503, "", [date])]).reason == .busy(retryAfter: nil))
    }

    @Test func aRefusalSaysWhyWithoutThePassword() async throws {
        let echo = #"{"error": {"message": "no", "@Message.ExtendedInfo": [{"Message": "Not "#
        let quoted = Self.password.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        let failure = try await refusal([.answer(400, echo + quoted + #" today."}]}}"#)])
        #expect(failure.reason == .refused(status: 400, message: "Not (secret) today."))
        #expect(try await refusal([.answer(401)]).reason == .unauthorized)
    }

    /// Resources that a BMC does not have or cannot make up leave gaps, not errors.
    @Test(arguments: [404, 405, 500, 501]) func optionalResourcesMayBeMissing(_ status: Int) async throws {
        let system = """
            {"Name": "s", "PowerState": "Off", "EthernetInterfaces": {"@odata.id": "/a"},
            "Storage": {"@odata.id": "/b"}, "SimpleStorage": {"@odata.id": "/c"},
            "Processors": {"@odata.id": "/d"},
            "VirtualMedia": {"@odata.id": "/e"}, "Links": {"ManagedBy": [{"@odata.id": "/f"}]}}
            """
        let server = try ScriptedServer { request in
            [
                request.line.hasPrefix("GET /redfish/v1/Systems/1 ")
                    ? .answer(200, system) : .answer(status, "<p>")
            ]
        }
        #expect(
            try await ask(.readSystem, port: server.port).reply == .system(BMCSystem(name: "s", power: .off)))
        #expect(server.requests.count == 7)
    }

    @Test func aCertificateMustBeTrusted() async throws {
        let (good, expired) = (try await Certificates(), try await Certificates(days: -1))
        try await TLSServer.with(good) { port in
            let outcome = try await ask(.readPower, port: port, isSecure: true)
            #expect(outcome.failure?.reason == .untrusted("certificate verify failed"))
            // An authority of another name does not vouch for it.
            let other = try await ask(
                .readPower, port: port, isSecure: true, trust: .authorities(file: expired.certificate))
            #expect(other.failure?.reason == .untrusted("certificate verify failed"))
            let none = try await ask(
                .readPower, port: port, isSecure: true, trust: .authorities(file: "/dev/null"))
            #expect(none.failure?.reason == .untrusted("/dev/null has no certificates to trust"))
            // Trusted either way, it answers HTML.
            for trust in [TLSTrust.authorities(file: good.certificate), .unverified] {
                guard
                    case .malformed? = try await ask(.readPower, port: port, isSecure: true, trust: trust)
                        .failure?.reason
                else {
                    Issue.record("another reason")
                    return
                }
            }
        }
        try await TLSServer.with(expired) { port in
            let outcome = try await ask(
                .readPower, port: port, isSecure: true, trust: .authorities(file: expired.certificate))
            #expect(outcome.failure?.reason == .untrusted("certificate verify failed"))
        }
    }

    @Test func whoSpeaksNoTLSIsNotTrusted() async throws {
        let server = try ScriptedServer { _ in [.answer(200, Self.system)] }
        let outcome = try await ask(.readPower, port: server.port, isSecure: true, limits: Self.impatient)
        #expect(outcome.failure?.reason != nil)
        #expect(server.requests.allSatisfy { !$0.text.contains("Authorization") })
    }
}
