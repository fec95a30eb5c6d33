extension FileTree {
    /// The files in bytes that are at hand, as if they had come from standard input: packed or not, an
    /// archive or a single file. Never empty; errors call them `path`.
    ///
    /// Throws what `files(at:)` throws of archives and packed files.
    public static func files(
        in bytes: [UInt8], path: String, limits: FileLimits = FileLimits()
    ) throws(FileError) -> [InputFile] {
        try Unpacking.files(of: ByteSources.of(bytes), path: path, limits: limits)
    }
}
