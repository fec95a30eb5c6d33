import Foundation
import Testing

/// OpenStack's Ironic as a client of the service: the strictest that there is.
@Suite(.serialized) struct IronicClientTests {
    private static let lack = Programs.lack(ofPeer: "ironic")

    @Test(.enabled(if: lack == nil, "\(lack ?? "")"))
    func ironicDeploysASystemAndTakesItBack() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let service = try RedfishServiceProcess()
        let (code, text) = try Programs.peer("ironic", ["up"], folder: folder)
        defer { _ = try? Programs.peer("ironic", ["down"], folder: folder) }
        let addresses = text.split(whereSeparator: \.isWhitespace).map(String.init)
        try #require(code == 0 && addresses.count == 2, "\(text)")
        let script = Programs.root + "/Tests/Conformance/Server/ironic_client.py"
        let (result, said) = try Programs.python(
            "python3", [script] + addresses + [service.url, "admin", service.password, "cmp-01"])
        #expect(result == 0 && said.contains("all of it holds"), "\(said)")
        #expect(service.stop() == 0)
    }
}
