import Foundation
import Testing

/// `twin serve`: what it refuses, and how it begins and ends.
@Suite struct ServeCommandTests {
    @Test(arguments: [
        (["--pace", "0"], "--pace 0"), (["--pace", "soon"], "--pace soon"),
        (["--redfish", "127.0.0.1"], "--redfish 127.0.0.1"), (["--redfish", ":80"], "--redfish :80"),
        (["--redfish", "127.0.0.1:65536"], "--redfish 127.0.0.1:65536"), (["--user", "a:b"], "--user a:b"),
        (["--tls-cert", "c.pem"], "--tls-cert and --tls-key belong together"),
        (["--password-file", "none"], "--password-file none: it cannot be read"),
        (["--tls-cert", "none", "--tls-key", "none"], "--tls-cert none: it cannot be read"),
        (["--start", "soon"], "--start soon"), (["--fault", "bmc-unreachable:none@0s"], "none"),
        (["--redfish", "192.0.2.1:0"], "--redfish 192.0.2.1:0"),
        (["--redfish", "127.0.0.1:65530", "--port-per-system"], "not as many ports"),
    ])
    func wrongOptionsAreToldAndCostExitCode2(options: [String], message: String) throws {
        let folder = try ScratchFolder()
        let answer = try TwinProcess.run(["serve", "--cloud", TwinProcess.cloud] + options, in: folder)
        #expect(answer.code == 2)
        #expect(answer.error.contains(message), "\(answer.error)")
    }

    @Test func itSaysWhatItServesAndEndsWhenItIsInterrupted() throws {
        let folder = try ScratchFolder()
        let process = TwinProcess.process(
            TwinProcess.binary,
            [
                "serve", "--cloud", TwinProcess.cloud, "--redfish", "127.0.0.1:0", "--pace", "fast",
                "--start",
                "2026-01-03T22:00:00Z",
            ], in: folder)
        let out = Pipe()
        process.standardOutput = out
        try process.run()
        var text = ""
        while !text.contains(" systems, "), process.isRunning {
            text += String(decoding: out.fileHandleForReading.availableData, as: UTF8.self)
        }
        #expect(text.contains("Redfish at http://127.0.0.1:") && text.contains("the password is "))
        #expect(text.contains("9 systems, pace fast: ctl-01 "))
        process.interrupt()
        text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(
            text.contains("ended after 0 requests, 0 changes, ") && text.contains("fingerprint "), "\(text)")
    }
}
