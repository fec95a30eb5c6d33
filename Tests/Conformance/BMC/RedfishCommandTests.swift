import HardwareAdapters
import HardwareInterfaces
import Testing

/// What is sent to BMCs that differ: tasks, versions of resources, actions described elsewhere, older ways.
@Suite(.timeLimit(.minutes(2))) struct RedfishCommandTests {
    static let bmc = EquipmentID(kind: .bmc, index: 0)

    /// A BMC of which each request has one answer, or one after the other.
    private final class FakeBMC: Sendable {
        let server: ScriptedServer

        init(_ answers: [String: [ScriptedServer.Step]]) throws {
            let counters = answers.mapValues { _ in Counter() }
            server = try ScriptedServer { request in
                let key = request.line.replacing(" HTTP/1.1", with: "")
                guard let steps = answers[key], let counter = counters[key] else { return [.answer(404)] }
                return [steps[min(counter.next(), steps.count) - 1]]
            }
        }

        /// The requests that change something, each with its body.
        var changes: [String] {
            server.requests.filter { !$0.line.hasPrefix("GET") }.map { request in
                let body = request.text.split(separator: "\r\n\r\n", maxSplits: 1).last ?? ""
                return request.line.replacing(" HTTP/1.1", with: "") + " " + body
            }
        }

        func perform(_ command: BMCCommand) async throws -> Result<BMCReply, BMCError> {
            var device = RedfishDevice(
                name: "bmc", address: try #require(HTTPAddress("http://127.0.0.1:\(server.port)")), user: "u",
                password: Secret("correct horse"))
            device.authentication = .basic
            device.system = "/s"
            let client = RedfishClient(devices: [RedfishCommandTests.bmc: device])
            let result: Result<BMCReply, BMCError>
            do throws(BMCError) {
                result = .success(try await client.perform(command, on: RedfishCommandTests.bmc))
            } catch {
                result = .failure(error)
            }
            await client.close()
            return result
        }
    }

    private static func boot(_ target: String, _ more: String = "") -> String {
        #"{"PowerState": "On", "Boot": {"BootSourceOverrideEnabled": "Once", "BootSourceOverrideTarget": ""#
            + target + #""}"# + more + "}"
    }

    @Test func aTaskIsWaitedFor() async throws {
        let bmc = try FakeBMC([
            "GET /s": [.answer(200, Self.boot("Hdd")), .answer(200, Self.boot("Pxe"))],
            "PATCH /s": [.answer(202, "", ["Location: http://bmc.example/monitor"])],
            "GET /monitor": [
                .answer(202, #"{"TaskState": "Running"}"#, ["Retry-After: 0"]),
                .answer(202, "", ["Retry-After: 0"]),
                .answer(200, #"{"TaskState": "Completed"}"#),
            ],
        ])
        let override = BootOverride(.pxe, .once)
        #expect(try await bmc.perform(.setBoot(override)) == .success(.boot(override)))
        #expect(bmc.server.requests.filter { $0.line.contains("monitor") }.count == 3)
    }

    @Test func aTaskThatFailsIsARefusal() async throws {
        let bmc = try FakeBMC([
            "GET /s": [.answer(200, Self.boot("Hdd"))],
            "PATCH /s": [.answer(202, "", ["Location: /monitor"])],
            "GET /monitor": [
                .answer(200, #"{"TaskState": "Exception", "Messages": [{"Message": "In POST."}]}"#)
            ],
        ])
        let refusal = BMCError.refused(status: 200, message: "its task ended as Exception: In POST.")
        #expect(try await bmc.perform(.setBoot(BootOverride(.pxe, .once))) == .failure(refusal))
    }

    @Test func firmwareOfOtherSystemsIsLeftOut() async throws {
        func collection(_ paths: String...) -> [ScriptedServer.Step] {
            let members = paths.map { #"{"@odata.id": ""# + $0 + #""}"# }.joined(separator: ", ")
            return [.answer(200, #"{"Members": [\#(members)]}"#)]
        }
        func item(_ name: String, _ related: String) -> [ScriptedServer.Step] {
            let list = related.isEmpty ? "" : #"{"@odata.id": ""# + related + #""}"#
            return [
                .answer(200, #"{"Name": "\#(name)", "Version": "1", "RelatedItem": [\#(list)]}"#)
            ]
        }
        let root = #"{"UpdateService": {"@odata.id": "/u"}, "Systems": {"@odata.id": "/all"}}"#
        let links = #", "Links": {"ManagedBy": [{"@odata.id": "/m"}]}"#
        let bmc = try FakeBMC([
            "GET /redfish/v1/": [.answer(200, root)], "GET /all": collection("/s", "/t"),
            "GET /s": [.answer(200, Self.boot("Hdd", links))],
            "GET /u": [.answer(200, #"{"FirmwareInventory": {"@odata.id": "/f"}}"#)],
            "GET /f": collection("/f/1", "/f/2", "/f/3", "/f/4", "/f/5"), "GET /f/1": item("BIOS", "/s"),
            "GET /f/2": item("BIOS of t", "/t"), "GET /f/3": item("BMC", "/m"),
            "GET /f/4": item("BMC of t", "/n"), "GET /f/5": item("rack", ""),
        ])
        let names = ["BIOS", "BMC", "rack"].map { BMCFirmware(name: $0, version: "1") }
        #expect(try await bmc.perform(.readFirmware) == .success(.firmware(names)))
    }

    @Test func aVersionThatWasReadIsTheOneThatIsChanged() async throws {
        let bmc = try FakeBMC([
            "GET /s": [.answer(200, Self.boot("Hdd"), [#"ETag: W/"7""#])], "PATCH /s": [.answer(412)],
        ])
        let result = try await bmc.perform(.setBoot(BootOverride(.disk, .continuous)))
        #expect(result == .failure(.refused(status: 412, message: "without a reason")))
        #expect(bmc.server.requests.last?.header("If-Match") == #"W/"7""#)
        let fields = #"{"BootSourceOverrideEnabled":"Continuous","BootSourceOverrideTarget":"Hdd"}"#
        #expect(bmc.changes == [#"PATCH /s {"Boot":"# + fields + "}"])
    }

    @Test func anOverrideIsSetWhereItIsKept() async throws {
        let link = #", "@Redfish.Settings": {"SettingsObject": {"@odata.id": "/s/later"}}"#
        let bmc = try FakeBMC([
            "GET /s": [.answer(200, Self.boot("Hdd", link))],
            "GET /s/later": [.answer(200, Self.boot("Hdd")), .answer(200, Self.boot("BiosSetup"))],
            "PATCH /s/later": [.answer(204)],
        ])
        let override = BootOverride(.setup, .once)
        #expect(try await bmc.perform(.setBoot(override)) == .success(.boot(override)))
    }

    @Test func aVendorsOwnWayIsTaken() async throws {
        let system = """
            {"PowerState": "On", "Manufacturer": "Supermicro", "Boot": {"BootSourceOverrideEnabled": "Once",
            "BootSourceOverrideTarget": "UsbCd", "BootSourceOverrideMode": "UEFI",
            "BootSourceOverrideTarget@Redfish.AllowableValues": ["Pxe", "Cd", "UsbCd"]}}
            """
        let bmc = try FakeBMC(["GET /s": [.answer(200, system)], "PATCH /s": [.answer(204)]])
        let override = BootOverride(.virtualMedia, .once)
        #expect(try await bmc.perform(.setBoot(override)) == .success(.boot(override)))
        #expect(
            bmc.changes.first?.contains(
                #""BootSourceOverrideMode":"UEFI","BootSourceOverrideTarget":"UsbCd""#) == true)
        #expect(
            try await bmc.perform(.setBoot(BootOverride(.setup, .once)))
                == .failure(.unsupported("boot from setup")))
    }

    private static func reset(_ power: String) -> String {
        #"{"PowerState": ""# + power
            + #"", "Actions": {"#
            + ##""#ComputerSystem.Reset": {"target": "/reset", "@Redfish.ActionInfo": "/info"}}}"##
    }

    @Test func theWaysToResetMayStandElsewhere() async throws {
        let bmc = try FakeBMC([
            "GET /s": [.answer(200, Self.reset("Off"))], "POST /reset": [.answer(204)],
            "GET /info": [
                .answer(
                    200,
                    #"{"Parameters": [{"Name": "ResetType", "AllowableValues": ["ForceOn", "ForceOff"]}]}"#)
            ],
        ])
        #expect(try await bmc.perform(.setPower(.on)) == .success(.power(.on)))
        #expect(bmc.changes == [#"POST /reset {"ResetType":"ForceOn"}"#])
        #expect(try await bmc.perform(.reset(.nmi)) == .failure(.unsupported("reset of type Nmi")))
    }

    @Test func aRefusalOfWhatIsAlreadySoIsNone() async throws {
        let steps = [Self.reset("Off"), Self.reset("On")].map { ScriptedServer.Step.answer(200, $0) }
        let bmc = try FakeBMC(["GET /s": steps, "POST /reset": [.answer(409)]])
        #expect(try await bmc.perform(.setPower(.on)) == .success(.power(.on)))
        let stuck = try FakeBMC(["GET /s": [steps[0]], "POST /reset": [.answer(409)]])
        let refusal = BMCError.refused(status: 409, message: "without a reason")
        #expect(try await stuck.perform(.setPower(.on)) == .failure(refusal))
    }

    /// Older BMCs have the drive at a manager, and no actions.
    @Test func theDriveMayBeChangedAsAResource() async throws {
        let system = #"{"PowerState": "On", "Links": {"ManagedBy": [{"@odata.id": "/m"}]}}"#
        let image = "http://10.0.0.1/x.iso"
        let full = #"{"MediaTypes": ["CD"], "Inserted": true, "Image": ""# + image + #""}"#
        let bmc = try FakeBMC([
            "GET /s": [.answer(200, system)],
            "GET /m": [.answer(200, #"{"VirtualMedia": {"@odata.id": "/v"}}"#)],
            "GET /v": [.answer(200, #"{"Members": [{"@odata.id": "/v/1"}, {"@odata.id": "/v/2"}]}"#)],
            "GET /v/1": [.answer(200, #"{"MediaTypes": ["Floppy"], "Inserted": false}"#)],
            "GET /v/2": [.answer(200, #"{"MediaTypes": ["CD"], "Inserted": false}"#), .answer(200, full)],
            "PATCH /v/2": [.answer(200, "{}")],
        ])
        #expect(try await bmc.perform(.insertMedia(image)) == .success(.media(image)))
        #expect(bmc.changes == [#"PATCH /v/2 {"Image":""# + image + #"","Inserted":true}"#])
        // It is still there when the BMC says so, however well the ejection went.
        #expect(try await bmc.perform(.ejectMedia) == .success(.media(image)))
        #expect(bmc.changes.last == #"PATCH /v/2 {"Image":null,"Inserted":false}"#)
    }

    @Test func olderBMCsMeasureInTwoResources() async throws {
        let thermal = """
            {"Temperatures": [{"Name": "Inlet", "ReadingCelsius": 21.5, "Status": {"Health": "OK"}},
            {"Name": "CPU2", "ReadingCelsius": null, "Status": {"State": "Absent"}}],
            "Fans": [{"FanName": "F1", "Reading": 30, "ReadingUnits": "Percent"}]}
            """
        let power = #"{"PowerControl": [{"Name": "All", "PowerConsumedWatts": 1.5e2}], "Voltages": []}"#
        let bmc = try FakeBMC([
            "GET /s": [.answer(200, #"{"PowerState": "On", "Links": {"Chassis": [{"@odata.id": "/c"}]}}"#)],
            "GET /c": [.answer(200, #"{"Thermal": {"@odata.id": "/t"}, "Power": {"@odata.id": "/p"}}"#)],
            "GET /t": [.answer(200, thermal)], "GET /p": [.answer(200, power)],
        ])
        let sensors = [
            BMCSensor(name: "Inlet", quantity: .temperature, thousandths: 21_500, health: .ok),
            BMCSensor(name: "F1", quantity: .fanShare, thousandths: 30_000, health: nil),
            BMCSensor(name: "All", quantity: .power, thousandths: 150_000, health: nil),
        ]
        #expect(try await bmc.perform(.readSensors) == .success(.sensors(sensors)))
    }

    @Test func drivesStandUnderTheirControllers() async throws {
        let system = """
            {"Name": "s", "PowerState": "On", "Storage": {"@odata.id": "/st"}, "Processors": {"@odata.id": "/ps"}}
            """
        let drive = """
            {"Name": "Disk 1", "Model": "M", "SerialNumber": "S", "CapacityBytes": 960197124096, "MediaType": "SSD",
            "Protocol": "NVMe", "Status": {"State": "Enabled", "Health": "Critical"}}
            """
        let bmc = try FakeBMC([
            "GET /s": [.answer(200, system)],
            "GET /st": [.answer(200, #"{"Members": [{"@odata.id": "/st/1"}, {"@odata.id": "/st/2"}]}"#)],
            "GET /st/1": [.answer(200, #"{"Drives": [{"@odata.id": "/d/1"}, {"@odata.id": "/d/2"}]}"#)],
            "GET /st/2": [.answer(200, #"{"Drives": [{"@odata.id": "/d/1"}]}"#)],
            "GET /d/1": [.answer(200, drive)],
            "GET /d/2": [.answer(200, #"{"Name": "Bay 2", "Status": {"State": "Absent"}}"#)],
            "GET /ps": [.answer(200, #"{"Members": [{"@odata.id": "/ps/1"}, {"@odata.id": "/ps/2"}]}"#)],
            "GET /ps/1": [.answer(200, #"{"ProcessorType": "CPU", "TotalThreads": 64}"#)],
            "GET /ps/2": [.answer(200, #"{"ProcessorType": "GPU", "TotalThreads": 9}"#)],
        ])
        var expected = BMCSystem(name: "s", power: .on)
        expected.threads = 64
        expected.drives = [
            BMCSystem.Drive(
                name: "Disk 1", model: "M", serial: "S", bytes: 960_197_124_096, media: "SSD", bus: "NVMe",
                health: .critical)
        ]
        let result = try await bmc.perform(.readSystem)
        #expect(result == .success(.system(expected)), "\(result)")
    }
}
