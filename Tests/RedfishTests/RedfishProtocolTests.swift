import Foundation
import HardwareInterfaces
import Testing

@testable import Redfish

/// What HTTP and Redfish ask of every request.
@Suite struct RedfishProtocolTests {
    private let fixture = ServiceFixture()

    @Test(arguments: [
        "/redfish", "/redfish/v1", "/redfish/v1/", "/redfish/v1/odata", "/redfish/v1/$metadata",
    ])
    func theEntranceIsOpen(path: String) async {
        let response = await fixture.send("GET", path) { $0.authorization = nil }
        #expect(response?.status == 200)
        #expect(response?["OData-Version"] == "4.0")
    }

    @Test(arguments: [
        nil, "Basic", "Basic !", "Bearer abc", ServiceFixture.basic("admin", "wrong"),
        ServiceFixture.basic("admin", "passwor"), ServiceFixture.basic("admin", "passwordd"),
        ServiceFixture.basic("admin", ""), ServiceFixture.basic("other"), ServiceFixture.basic("", ""),
    ])
    func allElseNeedsCredentials(header: String?) async throws {
        for (method, path) in [
            ("GET", "/redfish/v1/Systems"), ("GET", "/redfish/v1/Nothing"), ("GET", "/redfish/v1/Systems/n1"),
            ("POST", "/redfish/v1/Systems/n1/Actions/ComputerSystem.Reset"),
            ("DELETE", "/redfish/v1/SessionService/Sessions/1"), ("PATCH", "/redfish/v1/Systems/n1"),
        ] {
            let response = await fixture.send(method, path, "{\"ResetType\":\"ForceOff\"}") {
                $0.authorization = header
            }
            #expect(response?.status == 401, "\(method) \(path)")
            #expect(response?["WWW-Authenticate"]?.hasPrefix("Basic") == true)
        }
        #expect(fixture.fleet.commands.isEmpty)
    }

    @Test(arguments: [
        "/", "/redfish/v2", "/redfish/v1/Nothing", "/redfish/v1/Systems/n3", "/redfish/v1/Systems/n1/Nothing",
        "/redfish/v1/Systems/n1/Processors/CPU3", "/redfish/v1/Systems/n1/Storage/2",
        "/redfish/v1/Systems/n1/Storage/1/Drives/sdz", "/redfish/v1/Chassis/n1/Sensors/None",
        "/redfish/v1/UpdateService/FirmwareInventory/n1.Nothing", "/redfish/v1/odata/",
        "/redfish/v1/AccountService/Accounts/7", "/redfish/v1/AccountService/Roles/None",
        "/redfish/v1/SessionService/Sessions/7", "/redfish/v1/Registries/None",
        "/redfish/v1/JsonSchemas/None",
    ])
    func whatIsNotThereIsNotFound(path: String) async throws {
        let response = await fixture.send("GET", path)
        #expect(response?.status == 404)
        #expect(try ServiceFixture.reason(response) == "ResourceMissingAtURI")
    }

    @Test(arguments: [
        "Systems", "//redfish/v1", "/redfish/v1//Systems", "/redfish/v1/../v1", "/redfish/v1/%2e%2e",
        "/redfish/v1/%", "/redfish/v1/%zz", "/redfish/v1/%ff", "/redfish/v1/a%2fb", "/redfish/v1/a b",
        "/redfish/v1/\u{e9}", "/redfish/v1#x", "", "/redfish/v1/" + String(repeating: "a", count: 3000),
    ])
    func whatIsNoPathIsRefused(target: String) async {
        #expect(await fixture.send("GET", target)?.status == 400)
    }

    @Test func otherMethodsAreNotAllowed() async {
        for (method, path, allow) in [
            ("DELETE", "/redfish/v1/Systems", "GET, HEAD"), ("POST", "/redfish/v1/", "GET, HEAD"),
            ("PUT", "/redfish/v1/Systems/n1", "GET, HEAD, PATCH"),
            ("GET", "/redfish/v1/Systems/n1/Actions/ComputerSystem.Reset", "POST"),
        ] {
            let response = await fixture.send(method, path)
            #expect(response?.status == 405 && response?["Allow"] == allow, "\(method) \(path)")
        }
        #expect(await fixture.send("BREW", "/redfish/v1/")?.status == 501)
    }

    @Test func aHeadIsAGetWithoutItsBody() async {
        let get = await fixture.send("GET", "/redfish/v1/Systems/n1")
        var head = await fixture.send("HEAD", "/redfish/v1/Systems/n1")
        #expect(head?.isHead == true && get?.isHead == false)
        head?.isHead = false
        #expect(head == get)
    }

    @Test func tagsGuardReadingAndWriting() async throws {
        let path = "/redfish/v1/Systems/n1"
        let tag = try #require(await fixture.send("GET", path)?["ETag"])
        let unchanged = await fixture.send("GET", path) { $0.ifNoneMatch = tag }
        #expect(unchanged?.status == 304 && unchanged?.body.isEmpty == true && unchanged?["ETag"] == tag)
        let body = "{\"Boot\":{\"BootSourceOverrideTarget\":\"Pxe\"}}"
        let refused = await fixture.send("PATCH", path, body) { $0.ifMatch = "\"0\"" }
        #expect(refused?.status == 412)
        #expect(try ServiceFixture.reason(refused) == "PreconditionFailed")
        #expect(fixture.fleet.commands.isEmpty)
        #expect(await fixture.send("PATCH", path, body) { $0.ifMatch = "\"0\", W/\(tag)" }?.status == 204)
        #expect(await fixture.send("PATCH", path, body) { $0.ifMatch = tag }?.status == 412)
        #expect(await fixture.send("GET", path) { $0.ifNoneMatch = tag }?.status == 200)
        #expect(await fixture.send("PATCH", path, body) { $0.ifMatch = "*" }?.status == 204)
    }

    @Test func theTimeIsNotPartOfATag() async throws {
        let manager = await fixture.send("GET", "/redfish/v1/Managers/n1")
        #expect(try ServiceFixture.json(manager)["DateTime"] as? String == "2026-01-03T22:00:00Z")
        let body = manager?.body ?? []
        #expect(manager?["ETag"] != EntityTag.of(body))
    }

    @Test func oddHeadersAndQueriesAreRefused() async {
        let path = "/redfish/v1/Systems"
        #expect(await fixture.send("GET", path) { $0.odataVersion = "4.1" }?.status == 412)
        #expect(await fixture.send("GET", path) { $0.odataVersion = "4.0" }?.status == 200)
        #expect(await fixture.send("GET", path) { $0.accept = "text/html" }?.status == 406)
        #expect(await fixture.send("GET", path) { $0.accept = "text/html, */*;q=0.1" }?.status == 200)
        #expect(await fixture.send("GET", path + "?$expand=.")?.status == 501)
        #expect(await fixture.send("GET", path + "?only")?.status == 501)
        #expect(await fixture.send("GET", path + "?rest=1")?.status == 200)
        let reset = "/redfish/v1/Systems/n1/Actions/ComputerSystem.Reset"
        let wrong = await fixture.send("POST", reset, "{}") { $0.contentType = "text/plain" }
        #expect(wrong?.status == 415)
        let body = "{\"ResetType\":\"On\"}" + String(repeating: " ", count: RedfishRequest.maxBody)
        #expect(await fixture.send("POST", reset, body)?.status == 413)
    }
}
