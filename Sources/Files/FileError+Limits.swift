extension FileError {
    /// The error for something that is no file and would be read.
    init(path: String, unreadable kind: FileKind) {
        self.init(
            path: path, problem: "it is \(kind.label), not a file or directory",
            hint: "save what it gives to a file first, and name that")
    }

    /// The error for a file that is too big.
    init(path: String, size: Int, limit: Int) {
        self.init(
            path: path, problem: "it has \(size) bytes; more than \(limit) are not read",
            hint: "name a file that holds only the cloud's objects, or split it")
    }

    /// The error for a directory that holds more than a limit allows; `what` names the limit.
    init(path: String, tooMuch what: String) {
        self.init(
            path: path, problem: "it holds \(what)", hint: "name the directory that holds only the cloud")
    }
}
