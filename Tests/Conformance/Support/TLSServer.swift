import Foundation
import PeerPrograms

/// `openssl`'s own server, which answers HTML over TLS.
enum TLSServer {
    /// Runs a body with the port of a server that has a certificate, started with these options besides.
    static func with(
        _ certificates: Certificates, options: [String] = [], _ body: (Int) async throws -> Void
    ) async throws {
        // The port of a server that is gone again is free.
        let port = try ScriptedServer { _ in [] }.port
        let server = try ChildProcess(
            [
                "openssl", "s_server", "-accept", "127.0.0.1:\(port)", "-cert", certificates.certificate,
                "-key",
                certificates.key, "-www", "-quiet",
            ] + options)
        do {
            for _ in 0..<100 {
                if await isUp(port) { break }
                try await Task.sleep(for: .milliseconds(50))
            }
            try await body(port)
        } catch {
            await server.kill()
            throw error
        }
        await server.kill()
    }

    private static func isUp(_ port: Int) async -> Bool {
        do {
            _ = try await PeerScript.command([
                "openssl", "s_client", "-connect", "127.0.0.1:\(port)", "-brief",
            ])
        } catch { return false }
        return true
    }
}
