import ArgumentParser
import Files
import Foundation
import HardwareAdapters

/// Where a password is: never on the command line, which every user of the machine can read.
struct PasswordOptions: ParsableArguments {
    @Option(name: .customLong("password-file"), help: "A file that holds the password on its first line.")
    var passwordFile: String?
    @Option(name: .customLong("password-env"), help: "An environment variable that holds the password.")
    var passwordVariable: String?

    /// Whether one is named.
    var isNamed: Bool { passwordFile != nil || passwordVariable != nil }

    func validate() throws {
        if passwordFile != nil, passwordVariable != nil {
            throw ValidationError("--password-file and --password-env name two passwords")
        }
    }

    /// The most bytes of a file of a password.
    private static let most = 4096

    /// The password on the first line of a file.
    static func password(inFile path: String) throws(SmallFile.Problem) -> Secret {
        Secret(String(try SmallFile.text(path, limit: most).prefix { !$0.isNewline }))
    }

    /// The password; nil when none is named.
    func read() throws -> Secret? {
        if let passwordFile {
            do throws(SmallFile.Problem) {
                return try Self.password(inFile: passwordFile)
            } catch {
                throw Failure("--password-file \(passwordFile): \(error.words)", .badInput)
            }
        }
        guard let passwordVariable else { return nil }
        guard let text = ProcessInfo.processInfo.environment[passwordVariable] else {
            throw Failure("--password-env \(passwordVariable): there is no such variable", .badInput)
        }
        return Secret(text)
    }
}
