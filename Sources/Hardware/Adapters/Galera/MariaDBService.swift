import HardwareInterfaces

/// One member behind the program `mariadb`.
///
/// Sources: the manual pages of mariadb and of its options; MariaDB's list of error codes; codership/galera
/// galera/src/replicator_smm_stats.cpp (the variables), gcomm/src/pc.cpp (`pc.bootstrap`).
struct MariaDBService: DeviceService {
    static let status = "SHOW GLOBAL STATUS LIKE 'wsrep\\_%'"
    static let bootstrap = "SET GLOBAL wsrep_provider_options = 'pc.bootstrap=YES'"

    let device: MariaDBDevice
    let program: String
    let limit: Duration

    func perform(_ command: GaleraCommand) async throws(DeviceFailure<GaleraError>) -> GaleraReply {
        switch command {
        case .status: return .status(try await readStatus())
        case .bootstrapComponent:
            // A component that is primary ignores it without a word.
            guard try await readStatus().clusterStatus != .primary else {
                throw failure(Self.bootstrap, .alreadyPrimary)
            }
            _ = try await run(Self.bootstrap)
            return .done
        case .start, .stop, .kill, .pause, .resume, .recoverPosition, .markSafeToBootstrap, .wipe,
            .deleteState, .readState:
            let reason = GaleraError.unsupported("a database can't be asked for what its process or files do")
            throw failure("\(command)", reason)
        }
    }

    private func readStatus() async throws(DeviceFailure<GaleraError>) -> GaleraMemberStatus {
        let text = try await run(Self.status)
        do throws(GaleraError) {
            return try GaleraMemberStatus(rows: text)
        } catch {
            guard case .malformed(let what) = error else { throw failure(Self.status, error) }
            throw failure(Self.status, .malformed(cleaned(what)))
        }
    }

    /// Runs one statement; answers what it wrote: a row a line, its cells with a tab between.
    private func run(_ statement: String) async throws(DeviceFailure<GaleraError>) -> String {
        let outcome: ToolRun
        do throws(ToolFailure) {
            outcome = try await ToolRun.of(
                words + ["--execute=\(statement)"], variables: ["MYSQL_PWD": device.password.revealed],
                within: limit)
        } catch {
            let (reason, detail): (GaleraError, String) = error.meaning(of: program, within: limit)
            throw failure(statement, reason, detail)
        }
        guard outcome.status == 0 else { throw refusal(statement, outcome) }
        return outcome.output
    }

    /// The program with its options. It reads no files of options, in which another password may stand, and
    /// lets no server ask it for files. Whoever has not proved who it is gets no more than the answer to a
    /// challenge: without its plugins the program can't send the password itself, which a server may ask for.
    private var words: [String] {
        // So that it says itself, in time, that nobody answers.
        let seconds = max(1, min(30, limit.components.seconds / 2))
        var words = [
            program, "--no-defaults", "--protocol=tcp", "--host=\(device.host)", "--port=\(device.port)",
            "--user=\(device.user)", "--connect-timeout=\(seconds)", "--local-infile=0", "--batch",
            "--skip-column-names",
        ]
        switch device.trust {
        case nil, .unverified: words += ["--plugin-dir=/nonexistent"]
        case .machine, .authorities: break
        }
        switch device.trust {
        case nil: words += ["--skip-ssl"]
        case .machine: words += ["--ssl", "--ssl-verify-server-cert"]
        case .authorities(let file): words += ["--ssl", "--ssl-verify-server-cert", "--ssl-ca=\(file)"]
        case .unverified: words += ["--ssl", "--skip-ssl-verify-server-cert"]
        }
        return words
    }

    private func failure(
        _ request: String, _ reason: GaleraError, _ detail: String? = nil
    ) -> DeviceFailure<GaleraError> {
        DeviceFailure(
            device: device.name, request: request, reason: reason, detail: detail ?? reason.summary)
    }

    /// What the program's last words mean: `ERROR 1045 (28000): Access denied ...`.
    private func refusal(_ statement: String, _ run: ToolRun) -> DeviceFailure<GaleraError> {
        let lines = run.errors.split(whereSeparator: \.isNewline)
        guard let line = lines.last(where: { $0.hasPrefix("ERROR ") }),
            let match = line.wholeMatch(of: /ERROR (\d{1,9}) \(\w+\)(?: at line \d+)?: (.*)/),
            let code = Int(match.1)
        else {
            let words = cleaned(lines.last.map(String.init) ?? "")
            return failure(
                statement,
                .malformed("mariadb ended with \(run.status)" + (words.isEmpty ? "" : ": \(words)")))
        }
        return refusal(statement, code, cleaned(String(match.2)))
    }

    /// What an error means by its number; those from 2000 on are the program's own.
    private func refusal(
        _ statement: String, _ code: Int, _ message: String
    ) -> DeviceFailure<GaleraError> {
        switch code {
        case 2002, 2003, 2004:
            // An error that came before TLS did.
            if let match = message.firstMatch(of: /cannot be verified: (\d{1,9}) - (.*)/),
                let code = Int(match.1)
            {
                return refusal(statement, code, String(match.2))
            }
            let isLate = message.hasSuffix("(110)")
            return failure(
                statement, .unreachable, isLate ? "no connection in time" : "the connection is refused")
        case 2005: return failure(statement, .unreachable, "the host's name has no address")
        case 2006, 2012, 2013, 2059:
            if let match = message.firstMatch(of: /Plugin (\w+) could not be loaded/) {
                let reason = "it wants the password by \(match.1), for which it must prove who it is"
                return failure(statement, .untrusted(reason))
            }
            let isLate = message.hasSuffix("110")
            return failure(
                statement, .timedOut,
                isLate ? "no answer in time" : "the connection ended before the answer did")
        case 2026: return failure(statement, .untrusted(message))
        case 1040, 1203, 1226: return failure(statement, .busy)
        case 1044, 1045, 1130, 1142, 1227, 1698, 1820, 1862, 4151:
            return failure(statement, .unauthorized, message)
        default: return failure(statement, .refused(code: code, message: message))
        }
    }

    /// What the program or the database wrote, without the password, and not too long.
    private func cleaned(_ text: String) -> String {
        Secrets([device.password.revealed]).cleaned(text)
    }
}

extension GaleraError: DeviceReason {}
