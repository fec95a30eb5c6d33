/// What a container runtime answers.
public enum ContainerRuntimeReply: Hashable, Codable, Sendable {
    /// It runs at this version.
    case version(String)
    /// The images are there.
    case pulled
}
