import Foundation
import PeerPrograms

/// Programs of others that the service is tried with; `install` puts them where they are looked for.
enum Programs {
    /// The top of the repository.
    static let root = PeerScript.top.path

    private static var environment: [String: String] { ProcessInfo.processInfo.environment }

    /// The folder of the Python environment.
    private static var clients: String {
        environment["TWIN_REDFISH_CLIENTS"] ?? root + "/.build/redfish-clients"
    }

    /// The folder with DMTF's schemas and the profile of Ironic; nil when nobody says where it is.
    private static var shared: String? {
        environment["TWIN_SHARED"].map { $0 + "/peers/redfish" }
    }

    /// Why the programs can't be run; nil when they can.
    static var lack: String? {
        guard FileManager.default.isExecutableFile(atPath: clients + "/bin/rf_service_validator") else {
            return "the Redfish clients are not installed: Tests/Conformance/Server/install"
        }
        return nil
    }

    /// Why the schemas can't be read; nil when they can.
    static var lackOfSchemas: String? {
        guard let shared, FileManager.default.fileExists(atPath: shared + "/csdl.tar.xz") else {
            return "DMTF's schemas are not at hand: TWIN_SHARED names the folder with peers/redfish"
        }
        return lack
    }

    /// The profile of Ironic.
    static var profile: String { (shared ?? "") + "/OpenStackIronicProfile.v1_2_0.json" }

    /// Unpacks the schemas into a folder.
    static func unpackSchemas(into folder: URL) throws -> String {
        _ = try ChildProcess.run(["tar", "xJf", (shared ?? "") + "/csdl.tar.xz", "-C", folder.path])
        return folder.path + "/csdl"
    }

    /// Runs a program of the Python environment to its end; answers all that it wrote.
    static func python(_ program: String, _ arguments: [String]) throws -> (code: Int32, text: String) {
        try ChildProcess.run([clients + "/bin/" + program] + arguments)
    }

    /// Why a peer of `Peers/` can't be started; nil when it can.
    static func lack(ofPeer name: String) -> String? {
        let isThere = (try? peer(name, ["installed"], folder: "/nonexistent"))?.code == 0
        return isThere ? nil : "\(name) is not installed: `make conformance` installs it"
    }

    /// Runs the script of a peer whose data is in a folder; answers all that it wrote.
    static func peer(
        _ name: String, _ arguments: [String], folder: String
    ) throws -> (code: Int32, text: String) {
        try ChildProcess.run(
            [root + "/Tests/Conformance/Peers/\(name).sh"] + arguments, ["PEER_DIR": folder])
    }
}
