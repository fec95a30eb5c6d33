import Foundation

/// Standard output and error. What comes from the input may hold control characters, which would steer a
/// terminal: they are written as escapes.
enum Output {
    /// Writes text to standard output; ends the process when that takes no more.
    static func write(_ text: String) {
        guard let code = put(text, STDOUT_FILENO) else { return }
        error("standard output: cannot write: \(String(cString: strerror(code)))")
        exit(ExitStatus.badInput.rawValue)
    }

    /// Writes a message to standard error, with a line end. Nobody can be told when that fails.
    static func error(_ text: String) { _ = put(text.hasSuffix("\n") ? text : text + "\n", STDERR_FILENO) }

    /// Draws on the terminal that standard error is: control characters pass.
    static func draw(_ text: String) { _ = put(Array(text.utf8), STDERR_FILENO) }

    /// Whether standard error is a terminal.
    static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// The width of the terminal that standard output goes to; 110 when it is none.
    static var width: Int {
        var size = winsize()
        guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
        else {
            return 110
        }
        return Int(size.ws_col)
    }

    private static func put(_ text: String, _ descriptor: Int32) -> Int32? {
        put(PlainText.bytes(text), descriptor)
    }

    /// Answers with the `errno` of what failed.
    private static func put(_ bytes: [UInt8], _ descriptor: Int32) -> Int32? {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0 {
                if errno == EINTR || errno == EAGAIN { continue }
                return errno
            }
            done += count
        }
        return nil
    }
}
