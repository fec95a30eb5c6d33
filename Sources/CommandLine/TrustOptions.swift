import ArgumentParser
import Foundation
import HardwareAdapters

/// By what a device is to prove who it is.
struct TrustOptions: ParsableArguments {
    @Option(name: .customLong("ca-file"), help: "Trust the authorities in this file of PEM certificates.")
    var authorities: String?
    @Flag(help: "Believe whoever answers, without a look at its certificate.")
    var insecure = false

    /// Whether anything was chosen.
    var isNamed: Bool { insecure || authorities != nil }

    func validate() throws {
        if insecure, authorities != nil {
            throw ValidationError("--insecure and --ca-file exclude each other")
        }
    }

    /// What was chosen; nil when nothing was.
    func chosen() throws -> TLSTrust? {
        if insecure { return .unverified }
        guard let authorities else { return nil }
        guard FileManager.default.isReadableFile(atPath: authorities) else {
            throw Failure("--ca-file \(authorities): cannot be read", .badInput)
        }
        return .authorities(file: authorities)
    }
}
