import Foundation

/// What a process needs before it does anything.
enum ProcessSetup {
    /// Opens missing standard streams and sets what signals do.
    static func apply() {
        // Else the first file that is opened, such as the store, would take the place of a closed stream, and
        // the answer would be written into it.
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) == -1
        {
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
        // A full disk shall be an error of a write, not a signal.
        signal(SIGXFSZ, SIG_IGN)
        signal(SIGPIPE, SIG_DFL)
        signal(SIGINT) { _ in
            if isatty(STDERR_FILENO) == 1 { _ = write(STDERR_FILENO, "\n", 1) }
            _exit(130)
        }
        // Whoever starts this process from a thread of Dispatch hands on a mask that blocks these.
        var signals = sigset_t()
        sigemptyset(&signals)
        for each in [SIGINT, SIGTERM, SIGPIPE] { sigaddset(&signals, each) }
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        // Who wants the stack asks Swift for it.
        guard getenv("SWIFT_BACKTRACE") == nil else { return }
        for fault in [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGSEGV, SIGFPE] {
            signal(fault) { _ in
                let text: StaticString =
                    "this is a fault of the twin's own, please report it; SWIFT_BACKTRACE=enable=yes shows the stack\n"
                _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
                _exit(ExitStatus.internalFault.rawValue)
            }
        }
    }
}
