import Foundation
import Testing

/// The Redfish service as programs of others see it.
@Suite(.serialized) struct RedfishClientTests {
    private func scratch() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    /// The numbers under PASS, WARN, FAIL and NOT TESTED in a validator's last table.
    private func counts(_ text: String) -> [Int] {
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("|") }
        return rows.last.map { $0.split(separator: "|").compactMap { Int($0.filter(\.isNumber)) } } ?? []
    }

    @Test func sushyDrivesASystem() async throws {
        try Programs.need()
        let service = try RedfishServiceProcess()
        let script = Programs.root + "/Tests/Conformance/Server/sushy_client.py"
        let (code, text) = try await Programs.python(
            "python3", [script, service.url, "admin", service.password, "cmp-01"])
        #expect(code == 0 && text.contains("all of it holds"), "\(text)")
        #expect(service.stop() == 0)
    }

    @Test func theServiceValidatorFindsNothing() async throws {
        try Programs.needSchemas()
        let folder = try scratch()
        defer { try? FileManager.default.removeItem(at: folder) }
        let service = try RedfishServiceProcess()
        let (_, text) = try await Programs.python(
            "rf_service_validator",
            [
                "-r", service.url, "-u", "admin", "-p", service.password, "--authtype", "Basic",
                "--schema_directory", try Programs.unpackSchemas(into: folder), "--skipschema", "--logdir",
                folder.path,
            ])
        let counts = counts(text)
        #expect(counts.count == 4 && counts[0] >= 1000 && counts[2] == 0, "\(text.suffix(4000))")
        #expect(service.stop() == 0)
    }

    @Test func theProfileOfIronicIsMet() async throws {
        try Programs.needSchemas()
        let folder = try scratch()
        defer { try? FileManager.default.removeItem(at: folder) }
        let service = try RedfishServiceProcess()
        let (_, text) = try await Programs.python(
            "rf_interop_validator",
            [
                "-r", service.url, "-u", "admin", "-p", service.password, "--authtype", "Basic", "--logdir",
                folder.path, Programs.profile,
            ])
        let counts = counts(text)
        #expect(counts.count == 4 && counts[0] >= 500 && counts[2] == 0, "\(text.suffix(4000))")
        #expect(service.stop() == 0)
    }

    @Test func theProtocolValidatorFindsWhatIsKnown() async throws {
        try Programs.need()
        let folder = try scratch()
        defer { try? FileManager.default.removeItem(at: folder) }
        let service = try RedfishServiceProcess()
        _ = try await Programs.python(
            "rf_protocol_validator",
            [
                "-r", service.url, "-u", "admin", "-p", service.password, "--avoid-http-redirect",
                "--report-dir", folder.path, "--report-type", "tsv",
            ])
        var lines: [[String]] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where name.hasSuffix(".tsv") {
            let text = try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
            lines += text.split(separator: "\n").map { $0.components(separatedBy: "\t") }
        }
        let passed = lines.count { $0.contains("PASS") }
        #expect(passed >= 400)
        let failed = Set(lines.filter { $0.contains("FAIL") }.map { $0.prefix(2).joined(separator: " ") })
        let known = try String(
            contentsOfFile: Programs.root + "/Tests/Conformance/Server/known-failures.txt", encoding: .utf8)
        let expected = Set(
            known.split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
                $0.split(separator: " ").prefix(2).joined(separator: " ")
            })
        #expect(failed == expected)
        #expect(service.stop() == 0)
    }
}
