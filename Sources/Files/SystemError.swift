/// A system call that failed; whoever knows the path makes a `FileError` of it.
struct SystemError: Error {
    /// The `errno`.
    var code: Int32
}
