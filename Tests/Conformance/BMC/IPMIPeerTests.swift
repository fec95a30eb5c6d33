import Foundation
import HardwareInterfaces
import Testing

@testable import HardwareAdapters

extension WithPeers {
    /// What is particular to IPMI, against OpenIPMI's simulator.
    @Suite struct IPMIPeerTests {
        private func failure(_ device: IPMIDevice, _ command: BMCCommand) async -> DeviceFailure<BMCError>? {
            let client = IPMIClient(devices: [BMCArm.bmc: device])
            do throws(DeviceFailure<BMCError>) {
                _ = try await client.answer(command, of: BMCArm.bmc)
            } catch {
                #expect(!"\(error) \(device)".contains("pass word"))
                return error
            }
            return nil
        }

        @Test func sensorsAreReadAsTheyAreConfigured() async throws {
            try await BMCArm.with(.ipmi) { arm async throws in
                let expected = [
                    BMCSensor(name: "CPU Temp", quantity: .temperature, thousandths: 45_000, health: .ok),
                    BMCSensor(name: "Fan 1", quantity: .fanSpeed, thousandths: 5_200_000, health: .ok),
                    BMCSensor(name: "12V", quantity: .voltage, thousandths: 12_000, health: .ok),
                    BMCSensor(name: "Power", quantity: .power, thousandths: 240_000, health: .ok),
                ]
                #expect(try await arm.perform(.readSensors) == .sensors(expected))
                let firmware = [BMCFirmware(name: "BMC", version: "9.08")]
                #expect(try await arm.perform(.readFirmware) == .firmware(firmware))
            }
        }

        @Test func aWrongPasswordIsNotTakenForSilence() async throws {
            var device = try await BMCArm.ipmi(password: "pass word")
            #expect(await failure(device, .readPower)?.reason == .unauthorized)
            device.user = "nobody"
            #expect(await failure(device, .readPower)?.reason == .unauthorized)
        }

        @Test func nobodyAtTheAddressIsUnreachable() async throws {
            let peer = try await BMCArm.ipmi()
            // The discard port of UDP.
            let device = try #require(
                IPMIDevice(
                    "ipmi://127.0.0.1:9", name: "bmc-7", user: peer.user, password: Secret("pass word")))
            let failure = try #require(await failure(device, .setPower(.off)))
            #expect(failure.reason == .unreachable)
            #expect(failure.description == "bmc-7: ipmitool chassis status: nobody answers on UDP port 9")
        }
    }
}

/// What runs of programs come to, and how their texts are read.
@Suite struct ToolRunTests {
    @Test func outputsAndExitCodesAreKept() async throws {
        let run = try await ToolRun.of(
            ["sh", "-c", "echo $WORD; echo no >&2; exit 3"], variables: ["WORD": "yes"], within: .seconds(30))
        #expect(run.status == 3 && run.output == "yes\n" && run.errors == "no\n")
        let killed = try await ToolRun.of(["sh", "-c", "kill -9 $$"], variables: [:], within: .seconds(30))
        #expect(killed.status == 137)
    }

    @Test func whatDoesNotEndIsEnded() async {
        await #expect(throws: ToolFailure.timedOut) {
            try await ToolRun.of(["sleep", "60"], variables: [:], within: .milliseconds(200))
        }
        // Its outputs end, and it lives on.
        await #expect(throws: ToolFailure.timedOut) {
            try await ToolRun.of(
                ["sh", "-c", "exec >&- 2>&-; exec sleep 5"], variables: [:], within: .milliseconds(200))
        }
        await #expect(throws: ToolFailure.tooLong) {
            try await ToolRun.of(["cat", "/dev/zero"], variables: [:], within: .seconds(30))
        }
        await #expect(throws: ToolFailure.missing) {
            try await ToolRun.of(["no-such-program"], variables: [:], within: .seconds(30))
        }
    }

    @Test(arguments: [
        ("Fan 1,5200,RPM,ok", 5_200_000, BMCHealth.ok), ("Inlet, front,-3.5,degrees C,cr", -3500, .critical),
        ("P,12.0625,Volts,nc", 12_062, .warning),
    ])
    func aLineOfASensorIsRead(_ line: String, _ thousandths: Int64, _ health: BMCHealth) {
        let sensor = IPMIService.sensor(line)
        #expect(sensor?.thousandths == thousandths && sensor?.health == health)
    }

    @Test(arguments: ["", ",", "Intrusion,0x00,discrete,ok", "a,b,c", "Fan 2,,,ns"])
    func aLineOfNoSensorIsLeftOut(_ line: String) {
        #expect(IPMIService.sensor(line) == nil)
    }
}
