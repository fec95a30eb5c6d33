/// The name of a member of an archive, as a path below it.
enum TarPath {
    /// How errors name a member: `ARCHIVE!/MEMBER`.
    static func text(_ archive: String, _ member: String) -> String { "\(archive)!/\(member)" }

    /// The parts of a member's name, without `.` and what is empty. Throws when the name leads out of the
    /// archive.
    static func parts(of name: String, in archive: String) throws(FileError) -> [Substring] {
        let parts = name.split(separator: "/").filter { $0 != "." }
        guard !name.hasPrefix("/"), !parts.contains("..") else {
            throw FileError(
                path: text(archive, name), problem: "the name leads out of the archive",
                hint: "such archives are traps as a rule; pack the folder again with relative names")
        }
        return parts
    }
}
