/// Why a host can't be set up by a profile.
struct ProfileMismatch: Error, Hashable, CustomStringConvertible {
    /// In words.
    let description: String

    init(_ description: String) { self.description = description }
}
