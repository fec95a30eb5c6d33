import Foundation
import HardwareInterfaces
import Testing

@testable import Redfish

@Suite struct RedfishServiceTests {
    private let fixture = ServiceFixture()

    /// Every resource that another one refers to is there, and says its own address.
    @Test func everyReferenceLeadsSomewhere() async throws {
        var waiting = ["/redfish/v1/"]
        var seen: Set<String> = []
        while let path = waiting.popLast() {
            guard seen.insert(path).inserted else { continue }
            let response = await fixture.send("GET", path)
            #expect(response?.status == 200, "\(path)")
            let json = try ServiceFixture.json(response)
            #expect(json["@odata.id"] as? String == path)
            let type = json["@odata.type"] as? String ?? ""
            #expect(type.hasPrefix("#"), "\(path)")
            waiting += links(json).filter { !$0.contains("#") }
        }
        #expect(seen.count > 100)
        #expect(seen.contains("/redfish/v1/Systems/n%202/Storage/1/Drives/sda"))
    }

    private func links(_ value: Any) -> [String] {
        switch value {
        case let object as [String: Any]:
            ((object["@odata.id"] as? String).map { [$0] } ?? []) + object.values.flatMap { links($0) }
        case let array as [Any]: array.flatMap { links($0) }
        default: []
        }
    }

    @Test func theSystemTellsWhatItsBMCTells() async throws {
        let system = try await fixture.json("/redfish/v1/Systems/n1")
        #expect(system["PowerState"] as? String == "On")
        #expect(system["UUID"] as? String == "00000000-0000-4000-8000-000000000000")
        let boot = try #require(system["Boot"] as? [String: Any])
        #expect(boot["BootSourceOverrideEnabled"] as? String == "Disabled")
        #expect(boot["BootSourceOverrideTarget"] as? String == "None")
        let off = try await fixture.json("/redfish/v1/Systems/n%202")
        #expect(off["PowerState"] as? String == "Off")
        let drive = try await fixture.json("/redfish/v1/Systems/n1/Storage/1/Drives/sda")
        #expect(drive["SerialNumber"] as? String == "S\"1")
        #expect((drive["Status"] as? [String: Any])?["Health"] as? String == "Critical")
        let sensor = try await fixture.json("/redfish/v1/Chassis/n1/Sensors/Inlet")
        #expect(sensor["Reading"] as? Double == 22.5)
        let negative = try await fixture.json("/redfish/v1/Chassis/n1/Sensors/Power")
        #expect(negative["Reading"] as? Double == -0.05)
        let memory = try await fixture.json("/redfish/v1/Systems/n1/Memory")
        #expect(memory["Members@odata.count"] as? Int == 4)
    }

    @Test(arguments: ResetType.allCases)
    func everyResetGoesToTheBMC(type: ResetType) async {
        let path = "/redfish/v1/Systems/n1/Actions/ComputerSystem.Reset"
        let response = await fixture.send("POST", path, "{\"ResetType\": \"\(type.rawValue)\"}")
        #expect(response?.status == 204)
        #expect(fixture.fleet.commands == [.reset(type)])
    }

    @Test(arguments: [
        ("{}", "ActionParameterMissing"), ("{\"ResetType\":\"Explode\"}", "ActionParameterValueNotInList"),
        ("{\"ResetType\":1}", "ActionParameterValueTypeError"),
        ("{\"ResetType\":\"On\",\"Speed\":2}", "ActionParameterUnknown"), ("{", "MalformedJSON"),
        ("[]", "UnrecognizedRequestBody"), ("{\"ResetType\":\"On\",\"ResetType\":\"On\"}", "MalformedJSON"),
    ])
    func wrongResetsAreRefused(body: String, reason: String) async throws {
        let response = await fixture.send(
            "POST", "/redfish/v1/Systems/n1/Actions/ComputerSystem.Reset", body)
        #expect(response?.status == 400)
        #expect(try ServiceFixture.reason(response) == reason)
        #expect(fixture.fleet.commands.isEmpty)
    }

    /// Changes of the boot, one after the other, with what holds then; nil where one is refused.
    @Test func bootChangesAddUp() async throws {
        let steps: [(String, BootOverride?)] = [
            ("{\"Boot\":{\"BootSourceOverrideEnabled\":\"Once\"}}", nil),
            ("{\"Boot\":{\"BootSourceOverrideTarget\":\"Pxe\"}}", BootOverride(.pxe, .once)),
            ("{\"Boot\":{\"BootSourceOverrideEnabled\":\"Continuous\"}}", BootOverride(.pxe, .continuous)),
            ("{\"Boot\":{\"BootSourceOverrideTarget\":\"Cd\"}}", BootOverride(.virtualMedia, .continuous)),
            ("{\"Boot\":{\"BootSourceOverrideTarget\":\"BiosSetup\"}}", nil),
            ("{\"Boot\":{\"BootSourceOverrideMode\":\"Legacy\"}}", nil),
            (
                "{\"Boot\":{\"BootSourceOverrideTarget\":\"Hdd\",\"BootSourceOverrideEnabled\":\"Once\","
                    + "\"BootSourceOverrideMode\":\"UEFI\"}}", BootOverride(.disk, .once)
            ),
            ("{\"Boot\":{\"BootSourceOverrideEnabled\":\"Disabled\"}}", BootOverride.none),
            ("{\"Boot\":{\"BootSourceOverrideTarget\":\"None\"}}", BootOverride.none),
            ("{\"Boot\":{\"Colour\":\"red\"}}", nil), ("{\"PowerState\":\"Off\"}", nil), ("{}", nil),
        ]
        var present = BootOverride.none
        for (body, expected) in steps {
            let response = await fixture.send("PATCH", "/redfish/v1/Systems/n1", body)
            #expect(response?.status == (expected == nil ? 400 : 204), "\(body)")
            present = expected ?? present
            #expect(fixture.fleet.systems[0].boot == present, "\(body)")
        }
    }

    @Test func mediaGoInAndOutAtSystemAndManager() async throws {
        for place in ["Systems", "Managers"] {
            let path = "/redfish/v1/\(place)/n1/VirtualMedia/Cd"
            let body = "{\"Image\":\"http://10.0.0.1/a.iso\",\"Inserted\":true,\"WriteProtected\":true}"
            #expect(
                await fixture.send("POST", path + "/Actions/VirtualMedia.InsertMedia", body)?.status == 204)
            let media = try await fixture.json(path)
            #expect(media["Inserted"] as? Bool == true)
            #expect(media["Image"] as? String == "http://10.0.0.1/a.iso")
            #expect(media["ImageName"] as? String == "a.iso")
            #expect(
                await fixture.send("POST", path + "/Actions/VirtualMedia.EjectMedia", "{}")?.status == 204)
            #expect(try await fixture.json(path)["Inserted"] as? Bool == false)
        }
    }

    @Test(arguments: [
        "{}", "{\"Image\":1}", "{\"Image\":\"boot.iso\"}", "{\"Image\":\"nfs://a/b\"}",
        "{\"Image\":\"http://a/b\",\"Inserted\":false}", "{\"Image\":\"http://a/b\",\"Colour\":1}",
    ])
    func wrongMediaAreRefused(body: String) async {
        let path = "/redfish/v1/Systems/n1/VirtualMedia/Cd/Actions/VirtualMedia.InsertMedia"
        #expect(await fixture.send("POST", path, body)?.status == 400)
        #expect(fixture.fleet.commands.isEmpty)
    }

    @Test func anUpdateOfFirmwareIsATaskThatFails() async throws {
        let path = "/redfish/v1/UpdateService/Actions/UpdateService.SimpleUpdate"
        let response = await fixture.send("POST", path, "{\"ImageURI\":\"http://10.0.0.1/bios.bin\"}")
        #expect(response?.status == 202)
        let task = try #require(response?["Location"])
        #expect(try await fixture.json(task)["TaskState"] as? String == "Exception")
        #expect(await fixture.send("DELETE", task)?.status == 204)
        #expect(await fixture.send("GET", task)?.status == 404)
    }

    /// What a BMC's error is at the client: a status, or nil for a connection that is closed.
    @Test(
        arguments: [
            (BMCError.unreachable, nil), (.timedOut, nil), (.unauthorized, 401), (.busy(retryAfter: 7), 503),
            (.refused(status: 409, message: "off"), 409), (.unsupported("x"), 400),
        ] as [(BMCError, Int?)])
    func errorsOfTheBMCShowThrough(error: BMCError, status: Int?) async {
        fixture.fleet.fail(error)
        for path in ["Systems/n1", "Managers/n1", "Chassis/n1/Thermal", "Systems/n1/Storage/1"] {
            let response = await fixture.send("GET", "/redfish/v1/" + path)
            #expect(response?.status == status)
            if status == 503 { #expect(response?["Retry-After"] == "7") }
        }
        // The rest of the service is there.
        #expect(await fixture.send("GET", "/redfish/v1/Systems")?.status == 200)
    }
}
