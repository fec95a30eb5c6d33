import ArgumentParser
import Foundation
import HardwareAdapters

/// Where a password is: never on the command line, which every user of the machine can read.
struct PasswordOptions: ParsableArguments {
    @Option(name: .customLong("password-file"), help: "A file that holds the password on its first line.")
    var passwordFile: String?
    @Option(name: .customLong("password-env"), help: "An environment variable that holds the password.")
    var passwordVariable: String?

    func validate() throws {
        if passwordFile != nil, passwordVariable != nil {
            throw ValidationError("--password-file and --password-env name two passwords")
        }
    }

    /// The password; nil when none is named.
    func read() throws -> Secret? {
        if let passwordFile {
            guard let data = FileManager.default.contents(atPath: passwordFile) else {
                throw Failure("--password-file \(passwordFile): cannot be read", .badInput)
            }
            guard data.count <= 4096, let text = String(data: data, encoding: .utf8) else {
                throw Failure("--password-file \(passwordFile): holds no password", .badInput)
            }
            return Secret(String(text.prefix { !$0.isNewline }))
        }
        guard let passwordVariable else { return nil }
        guard let text = ProcessInfo.processInfo.environment[passwordVariable] else {
            throw Failure("--password-env \(passwordVariable): there is no such variable", .badInput)
        }
        return Secret(text)
    }
}
