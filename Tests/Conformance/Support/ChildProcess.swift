import Foundation

/// A process that has neither the open files of this one nor its mask of blocked signals: programs that it
/// starts would keep both, connections would stay open, and they could not be ended.
struct ChildProcess: Sendable {
    let id: pid_t

    /// Starts a program that is looked up in `PATH`; what it writes goes to a file.
    init(_ arguments: [String], _ variables: [String: String] = [:], out: String = "/dev/null") throws {
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

    /// Waits for its end on a thread of its own; answers its exit code, or 128 and the signal that ended it.
    func wait() async -> Int32 {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var status: Int32 = 0
                while waitpid(id, &status, 0) == -1, errno == EINTR {}
                continuation.resume(returning: status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f)
            }
        }
    }

    /// Ends it at once.
    func kill() async {
        Glibc.kill(id, SIGKILL)
        _ = await wait()
    }
}
