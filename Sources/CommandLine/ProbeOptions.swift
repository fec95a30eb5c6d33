import ArgumentParser
import HardwareAdapters

/// What all probes are told alike.
struct ProbeOptions: ParsableArguments {
    @Option(name: .customLong("timeout"), help: "Seconds to wait for each answer.")
    var timeout = 60
    @Flag(help: "Answer in JSON.")
    var json = false

    /// How long a client waits: for all the answers to one command as long as for five, at least as by
    /// default.
    var limits: TimeLimits {
        TimeLimits(
            connection: .seconds(min(30, timeout)), answer: .seconds(timeout),
            command: .seconds(max(300, 5 * timeout)))
    }

    /// An address for messages: one with a user may have a password as well.
    static func shown(_ address: String) -> String {
        address.contains("@") ? "the address with a user in it" : address
    }

    func validate() throws {
        guard (1...3600).contains(timeout) else {
            throw ValidationError("--timeout \(timeout): not in 1...3600")
        }
    }
}
