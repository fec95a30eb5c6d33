/// What the key of a field says of its value.
struct RedactorKey: Sendable {
    /// Whether it only names where a secret is, however it sounds.
    var isReference: Bool
    /// Whether the value is secret.
    var isSecret: Bool
    /// Whether the value is a script, user data or a whole manifest, any of which may set a password.
    var isScript: Bool
    /// Whether it is called `key`: then the value may be one.
    var isKey: Bool
}
