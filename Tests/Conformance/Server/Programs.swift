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

    /// Ends a test where the programs are not there.
    static func need() throws {
        guard FileManager.default.isExecutableFile(atPath: clients + "/bin/rf_service_validator") else {
            try Peers.endWithout(
                .installation("the Redfish clients are not installed: Tests/Conformance/Server/install"))
        }
    }

    /// The same, and where DMTF's schemas are not there.
    static func needSchemas() throws {
        guard let shared, FileManager.default.fileExists(atPath: shared + "/csdl.tar.xz") else {
            try Peers.endWithout(
                .machine("DMTF's schemas are not at hand: TWIN_SHARED names the folder with peers/redfish"))
        }
        try need()
    }

    /// The profile of Ironic.
    static var profile: String { (shared ?? "") + "/OpenStackIronicProfile.v1_2_0.json" }

    /// Unpacks the schemas into a folder.
    static func unpackSchemas(into folder: URL) throws -> String {
        _ = try ChildProcess.run(["tar", "xJf", (shared ?? "") + "/csdl.tar.xz", "-C", folder.path])
        return folder.path + "/csdl"
    }

    /// Runs a program of the Python environment to its end; answers all that it wrote.
    static func python(
        _ program: String, _ arguments: [String]
    ) async throws -> (code: Int32, text: String) {
        try await ChildProcess.runApart([clients + "/bin/" + program] + arguments)
    }
}
