import Foundation

/// Programs of others that the service is tried with; `install` puts them where they are looked for.
enum Programs {
    /// The top of the repository.
    static let root = String(#filePath.dropLast("/Tests/Conformance/Server/Programs.swift".count))

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
        _ = try run("/bin/tar", ["xJf", (shared ?? "") + "/csdl.tar.xz", "-C", folder.path])
        return folder.path + "/csdl"
    }

    /// Runs a program of the Python environment to its end; answers all that it wrote.
    static func python(_ program: String, _ arguments: [String]) throws -> (code: Int32, text: String) {
        try run(clients + "/bin/" + program, arguments)
    }

    private static func run(_ program: String, _ arguments: [String]) throws -> (code: Int32, text: String) {
        let out = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try Data().write(to: out)
        defer { try? FileManager.default.removeItem(at: out) }
        let handle = try FileHandle(forWritingTo: out)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardOutput = handle
        process.standardError = handle
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, try String(contentsOf: out, encoding: .utf8))
    }
}
