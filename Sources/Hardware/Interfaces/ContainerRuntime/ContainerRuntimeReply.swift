/// What a container runtime answers.
public enum ContainerRuntimeReply: Hashable, Codable, Sendable {
    /// It runs at this version.
    case version(String)
    /// What it says of itself.
    indirect case facts(ContainerRuntimeFacts)
    /// Its containers, in order of their names.
    case containers([RuntimeContainer])
    /// The images are there.
    case pulled
}
