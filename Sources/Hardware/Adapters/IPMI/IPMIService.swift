import HardwareInterfaces

/// One BMC behind `ipmitool`. What it does is in the extension.
actor IPMIService: BMCService {
    let device: IPMIDevice
    private let limit: Duration
    var turn: Task<Void, Never>?
    /// What the program was asked last, for messages.
    private var request = ""
    private var detail: String?

    init(_ device: IPMIDevice, _ limit: Duration) {
        self.device = device
        self.limit = limit
    }

    func begin(_ command: BMCCommand) async -> Result<BMCReply, DeviceFailure<BMCError>> {
        request = "\(command)"
        detail = nil
        do throws(BMCError) {
            return .success(try await carryOut(command))
        } catch {
            return .failure(
                DeviceFailure(
                    device: device.name, request: request, reason: error, detail: detail ?? error.summary))
        }
    }

    /// Runs the program; nil when it says that the BMC does not have what was asked for.
    func optional(_ words: String...) async throws(BMCError) -> IPMIText? {
        let run = try await run(words)
        return run.status == 0 ? IPMIText(run.output) : nil
    }

    /// Runs the program.
    func ask(_ words: String...) async throws(BMCError) -> IPMIText {
        let run = try await run(words)
        guard run.status == 0 else { throw Self.refusal(run.errors, Secrets([device.password.revealed])) }
        return IPMIText(run.output)
    }

    /// Runs the program and throws when it does not come to speak with the BMC.
    private func run(_ words: [String]) async throws(BMCError) -> ToolRun {
        request = "ipmitool \(words.joined(separator: " "))"
        let run = try await start(words, isVerbose: false)
        guard run.errors.contains("Unable to establish") else { return run }
        // It says only when it is asked for more words, which take it longer, whether the password is wrong
        // or nobody answers.
        let errors = try await start(["mc", "info"], isVerbose: true).errors
        let refusals = [
            "RAKP 2 HMAC is invalid", "unauthorized name", "insufficient resources", "invalid role",
        ]
        guard let refusal = refusals.first(where: { errors.contains($0) }) else {
            detail =
                errors.contains("Address lookup")
                ? "the host's name has no address" : "nobody answers on UDP port \(device.port)"
            throw .unreachable
        }
        throw refusal == "insufficient resources" ? .busy(retryAfter: nil) : .unauthorized
    }

    private func start(_ words: [String], isVerbose: Bool) async throws(BMCError) -> ToolRun {
        // One try of two seconds.
        let options = ["-I", "lanplus", "-H", device.host, "-p", "\(device.port)", "-U", device.user]
        let suite = ["-E", "-R", "1", "-N", "2"] + (device.cipherSuite.map { ["-C", "\($0)"] } ?? [])
        do throws(ToolFailure) {
            return try await ToolRun.of(
                ["ipmitool"] + options + suite + (isVerbose ? ["-v"] : []) + words,
                variables: ["IPMI_PASSWORD": device.password.revealed], within: limit)
        } catch {
            let (reason, words): (BMCError, String) = error.meaning(of: "ipmitool", within: limit)
            detail = words
            throw reason
        }
    }

    /// What the program's last words mean: `... failed: Node busy`, a completion code of IPMI.
    static func refusal(_ errors: String, _ secrets: Secrets) -> BMCError {
        let lines = errors.split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }
        let line = lines.last { $0.contains("failed") || $0.contains("rror") || $0.contains("nvalid") } ?? ""
        let words = secrets.cleaned(String(line))
        let code = words.split(separator: ":").last.map { $0.trimmingPrefix { $0 == " " }.lowercased() } ?? ""
        switch code {
        case "node busy", "bmc initialization in progress", "out of space": return .busy(retryAfter: nil)
        case "timeout": return .timedOut
        case "insufficient privilege level": return .unauthorized
        case "invalid command", "invalid data field in request", "command not supported in present state",
            "requested sensor, data, or record not found", "parameter out of range":
            return .unsupported("such command: \(words)")
        default: return .refused(status: 1, message: words.isEmpty ? "without a reason" : words)
        }
    }
}
