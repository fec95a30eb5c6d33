import Foundation

/// A run of a program of the machine to its end: with its words given one by one and never through a shell,
/// secrets by environment, nothing on its standard input, and what it writes bounded in size and time.
struct ToolRun: Sendable {
    /// Bytes that are read of each of its outputs, unless more are asked for.
    static let outputLimit = 1024 * 1024

    private static let starting = NSLock()

    /// The exit code; 128 and the signal where one ended it.
    var status: Int32
    /// What it wrote.
    var output: String
    /// What it wrote on standard error.
    var errors: String

    /// Runs a program that is looked up in `PATH`.
    static func of(
        _ words: [String], variables: [String: String], within limit: Duration, upTo bytes: Int = outputLimit
    ) async throws(ToolFailure) -> ToolRun {
        let outcome = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    returning: Result { () throws(ToolFailure) in
                        try run(words, variables, until: .now + limit, upTo: bytes)
                    })
            }
        }
        return try outcome.get()
    }

    private static func run(
        _ words: [String], _ variables: [String: String], until end: ContinuousClock.Instant, upTo bytes: Int
    ) throws(ToolFailure) -> ToolRun {
        let (id, sources) = try start(words, variables)
        defer { for source in sources { close(source) } }
        var texts: [[UInt8]] = [[], []]
        var status: Int32 = 0
        do throws(ToolFailure) {
            try read(sources, &texts, until: end, upTo: bytes)
            try wait(id, &status, until: end)
        } catch {
            kill(id, SIGKILL)
            while waitpid(id, &status, 0) == -1, errno == EINTR {}
            throw error
        }
        return ToolRun(
            status: status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f,
            output: String(decoding: texts[0], as: UTF8.self),
            errors: String(decoding: texts[1], as: UTF8.self))
    }

    /// Starts the program; answers its process and the two ends from which its outputs are read.
    private static func start(
        _ words: [String], _ variables: [String: String]
    ) throws(ToolFailure) -> (id: pid_t, sources: [Int32]) {
        // Else another run that starts now would get these ends too, and they would stay open with it.
        starting.lock()
        defer { starting.unlock() }
        var (out, errors): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
        guard pipe(&out) == 0 else { throw .missing }
        guard pipe(&errors) == 0 else {
            for end in out { close(end) }
            throw .missing
        }
        for end in out + errors { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let id = spawn(words, variables, out[1], errors[1])
        close(out[1])
        close(errors[1])
        if let id { return (id, [out[0], errors[0]]) }
        close(out[0])
        close(errors[0])
        throw .missing
    }

    /// Reads both outputs to their ends.
    private static func read(
        _ sources: [Int32], _ texts: inout [[UInt8]], until end: ContinuousClock.Instant,
        upTo bytes: Int
    ) throws(ToolFailure) {
        var open = Set(sources.indices)
        var buffer = [UInt8](repeating: 0, count: 65536)
        while !open.isEmpty {
            let left = (end - .now) / .milliseconds(1)
            guard left > 0 else { throw .timedOut }
            var waits = sources.indices.map {
                pollfd(fd: open.contains($0) ? sources[$0] : -1, events: Int16(POLLIN), revents: 0)
            }
            guard poll(&waits, nfds_t(waits.count), Int32(min(left + 1, 1000))) > 0 else { continue }
            for index in sources.indices where waits[index].revents != 0 {
                let count = Glibc.read(sources[index], &buffer, buffer.count)
                if count > 0 { texts[index] += buffer[..<count] }
                if count == 0 || count < 0 && errno != EINTR { open.remove(index) }
                guard texts[index].count <= bytes else { throw .tooLong }
            }
        }
    }

    /// Waits for the program's end: one may close its outputs and live on.
    private static func wait(
        _ id: pid_t, _ status: inout Int32, until end: ContinuousClock.Instant
    ) throws(ToolFailure) {
        var pause: UInt32 = 500
        while true {
            let ended = waitpid(id, &status, WNOHANG)
            if ended == id || ended == -1 && errno != EINTR { return }
            guard end > .now else { throw .timedOut }
            usleep(pause)
            pause = min(2 * pause, 50_000)
        }
    }

    /// The numbers of the files that this process has open, but its standard ones.
    private static func openFiles() -> [Int32] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap(Int32.init)
                .filter { $0 > 2 }
        } catch { return [] }
    }

    /// Starts the program without the mask of blocked signals that threads here may have.
    private static func spawn(
        _ words: [String], _ variables: [String: String], _ out: Int32, _ errors: Int32
    ) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, out, 1)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        // What the network library has open is not marked to be closed.
        for name in openFiles() { posix_spawn_file_actions_addclose(&actions, name) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
        var arguments = words.map { strdup($0) } + [nil]
        var settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + settings { free(text) } }
        var id = pid_t()
        return posix_spawnp(&id, words[0], &actions, &attributes, &arguments, &settings) == 0 ? id : nil
    }
}
