import Foundation
import PeerPrograms
import Testing

extension Peers {
    /// Ends a test for which something is not installed, with the reason. Where all must be, as for
    /// `make conformance`, it fails.
    static func endWithout(_ lack: PeerScript.Lack) throws -> Never {
        switch lack {
        case .machine(let reason): try Test.cancel("\(reason)")
        case .installation(let reason):
            if ProcessInfo.processInfo.environment["TWIN_NEEDS_PEERS"] != nil {
                throw PeerScript.Failure(description: reason)
            }
            try Test.cancel("\(reason)")
        }
    }

    /// Ends a test that needs what a script lacks.
    static func need(_ script: String) async throws {
        if let lack = try await PeerScript.lack(of: script) { try endWithout(lack) }
    }
}
