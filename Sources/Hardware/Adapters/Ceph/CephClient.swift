public import HardwareInterfaces
import JSON

/// Asks a Ceph cluster what it is and how it is, by the program `ceph`. It only reads.
public struct CephClient: Sendable {
    /// Bytes of an answer that are read: `osd df` of 20,000 OSDs.
    static let outputLimit = 10 * 1024 * 1024

    let cluster: CephCluster
    let program: String
    let limit: Duration

    /// Makes a client; nothing is sent yet. `limit` is the time of one run of the program.
    public init(cluster: CephCluster, program: String = "ceph", limit: Duration = .seconds(60)) {
        self.cluster = cluster
        self.program = program
        self.limit = limit
    }

    /// What the cluster says of itself.
    public func status() async throws(DeviceFailure<CephError>) -> CephStatus {
        try await read("status") { bytes throws(AnswerError) in try CephStatus(json: bytes) }
    }

    /// What is not well, with all detail.
    public func health() async throws(DeviceFailure<CephError>) -> CephHealth {
        try await read("health", "detail") { bytes throws(AnswerError) in
            try CephHealth(AnswerObject(bytes, "ceph health detail"))
        }
    }

    /// The OSDs, by number.
    public func osds() async throws(DeviceFailure<CephError>) -> [CephOSD] {
        let osds = try await read("osd", "tree") { bytes throws(AnswerError) in try CephOSD.tree(bytes) }
        return try await read("osd", "df") { bytes throws(AnswerError) in try CephOSD.usage(bytes, of: osds) }
    }

    /// The pools, as Ceph orders them.
    public func pools() async throws(DeviceFailure<CephError>) -> [CephPool] {
        try await read("df") { bytes throws(AnswerError) in try CephPool.list(bytes) }
    }

    private func read<Value>(
        _ words: String..., decode: ([UInt8]) throws(AnswerError) -> Value
    ) async throws(DeviceFailure<CephError>) -> Value {
        let request = "ceph \(words.joined(separator: " "))"
        let run: ToolRun
        do throws(ToolFailure) {
            run = try await ToolRun.of(
                [program] + options + words, variables: [:], within: limit, upTo: Self.outputLimit)
        } catch {
            let (reason, detail): (CephError, String) = error.meaning(
                of: program, within: limit, upTo: Self.outputLimit)
            throw failure(request, reason, detail)
        }
        guard run.status == 0 else { throw refusal(request, run) }
        do throws(AnswerError) {
            return try decode(Array(run.output.utf8))
        } catch {
            throw failure(request, .malformed(String(error.message.prefix(300))))
        }
    }

    private var options: [String] {
        // So that it says itself, in time, that nobody answers.
        let seconds = max(1, min(30, limit.components.seconds / 2))
        var options = ["--format", "json", "--connect-timeout", "\(seconds)"]
        if let file = cluster.configuration { options += ["--conf", file] }
        if let user = cluster.user { options += ["--id", user] }
        if let keyring = cluster.keyring { options += ["--keyring", keyring] }
        return options
    }

    /// What the program's last words mean.
    ///
    /// Sources: ceph/ceph src/ceph.in (`timed out`, `Error initializing cluster client`), src/pybind/rados
    /// (`[errno 13] RADOS permission denied`), the names of errors in `Error EACCES: ...`.
    private func refusal(_ request: String, _ run: ToolRun) -> DeviceFailure<CephError> {
        let lines = run.errors.split(whereSeparator: \.isNewline).map(String.init)
        let words = String((lines.last { !$0.isEmpty } ?? "").prefix(300))
        let refusals = ["permission denied", "permission error", "EACCES", "EPERM"]
        if refusals.contains(where: { words.contains($0) }) {
            return failure(request, .unauthorized, words)
        }
        if words.contains("timed out") { return failure(request, .unreachable) }
        if words.contains("conf_read_file") {
            let file = cluster.configuration ?? "/etc/ceph/ceph.conf"
            return failure(request, .unreachable, "\(file) is no configuration of a cluster")
        }
        if words.contains("error connecting to the cluster") {
            return failure(request, .unreachable, words)
        }
        let reason = CephError.refused(words.isEmpty ? "it ended with \(run.status)" : words)
        return failure(request, reason)
    }

    private func failure(
        _ request: String, _ reason: CephError, _ detail: String? = nil
    ) -> DeviceFailure<CephError> {
        DeviceFailure(
            device: cluster.name, request: request, reason: reason, detail: detail ?? reason.summary)
    }
}

extension CephError: DeviceReason {}
