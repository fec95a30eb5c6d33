import Foundation
public import Glibc

/// A process that has neither the open files of this one nor its mask of blocked signals: programs that it
/// starts would keep both, connections would stay open, and they could not be ended.
public struct ChildProcess: Sendable {
    public let id: pid_t

    /// Starts a program that is looked up in `PATH`; what it writes goes to a file.
    public init(_ arguments: [String], _ variables: [String: String] = [:], out: String = "/dev/null") throws
    {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, out, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        for name in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
            if let number = Int32(name), number > 2 { posix_spawn_file_actions_addclose(&actions, number) }
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }.map { "\($0)=\($1)" }
        var words = arguments.map { strdup($0) } + [nil]
        var settings = environment.map { strdup($0) } + [nil]
        defer { for text in words + settings { free(text) } }
        var id = pid_t()
        let code = posix_spawnp(&id, arguments[0], &actions, &attributes, &words, &settings)
        guard code == 0 else { throw PeerScript.Failure(description: "\(arguments[0]) cannot be started") }
        self.id = id
    }

    /// Runs a program to its end; answers its exit code and all that it wrote. The calling thread waits.
    public static func run(
        _ arguments: [String], _ variables: [String: String] = [:]
    ) throws -> (code: Int32, text: String) {
        let out = FileManager.default.temporaryDirectory.appending(path: "program-\(UUID().uuidString)")
        defer {
            do { try FileManager.default.removeItem(at: out) } catch { print("left behind: \(out.path)") }
        }
        let code = try ChildProcess(arguments, variables, out: out.path).end()
        return (code, String(decoding: try Data(contentsOf: out), as: UTF8.self))
    }

    /// The same, on a thread of its own.
    public static func runApart(
        _ arguments: [String], _ variables: [String: String] = [:]
    ) async throws -> (code: Int32, text: String) {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try run(arguments, variables) })
            }
        }
    }

    /// Whether it has not ended yet.
    public var isRunning: Bool {
        var ended = siginfo_t()
        return waitid(P_PID, id_t(id), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_signo == 0
    }

    /// Waits for its end; answers its exit code, or 128 and the signal that ended it.
    public func end() -> Int32 {
        var status: Int32 = 0
        while waitpid(id, &status, 0) == -1, errno == EINTR {}
        return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
    }

    /// The same, on a thread of its own.
    public func wait() async -> Int32 {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: end()) }
        }
    }

    /// Sends it a signal.
    public func send(_ signal: Int32) { Glibc.kill(id, signal) }

    /// Ends it at once.
    public func kill() async {
        send(SIGKILL)
        _ = await wait()
    }
}
