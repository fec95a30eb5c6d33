import Foundation
import PeerPrograms
import Testing

/// Certificates for 127.0.0.1, made by `openssl` in a folder that is deleted with this.
final class Certificates: Sendable {
    let folder: String

    var certificate: String { "\(folder)/certificate.pem" }
    var key: String { "\(folder)/key.pem" }

    /// A certificate that vouches for itself, valid for this many days from now.
    init(days: Int = 2) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "twin-tls-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
            key,
            "-out", certificate, "-subj", "/CN=bmc", "-addext", "subjectAltName=IP:127.0.0.1", "-days",
            "\(days)",
        ]
        if days < 0 {
            // A certificate of the past is signed with dates, which only another command takes.
            arguments.removeLast(2)
            _ = try await PeerScript.command(["openssl"] + arguments + ["-days", "1"])
            _ = try await PeerScript.command(
                [
                    "openssl", "x509", "-in", certificate, "-signkey", key, "-days", "\(days)", "-out",
                    certificate,
                    "-copy_extensions", "copyall",
                ])
        } else {
            _ = try await PeerScript.command(["openssl"] + arguments)
        }
    }

    deinit {
        do { try FileManager.default.removeItem(atPath: folder) } catch { print("left behind: \(folder)") }
    }
}
