/// What the key of a field says of its value.
struct RedactorKey: Sendable {
    /// Whether it only names where a secret is, however it sounds.
    var isReference: Bool
    /// Whether the value is secret.
    var isSecret: Bool
    /// Whether the value is a script, user data or a whole manifest, any of which may set a password.
    var isScript: Bool
    /// Whether it is called `key` or ends so: then the value may be one.
    var isKey: Bool
    /// Whether the value is a sentence for people.
    var isProse: Bool
    /// Whether it is called `metadata`: labels below it are no secrets.
    var isMetadata: Bool
}
