/// A container of a host, as its runtime reports it.
public struct RuntimeContainer: Hashable, Codable, Sendable {
    /// What it does.
    ///
    /// Source: moby/moby api/types/container (ContainerState).
    public enum State: String, Hashable, Codable, CaseIterable, Sendable {
        case created, running, paused, restarting, removing, exited, dead
        /// A state that only its engine knows.
        case other
    }

    /// What its own check of its health says.
    public enum Health: String, Hashable, Codable, CaseIterable, Sendable {
        case starting, healthy, unhealthy
    }

    /// The engine's identifier of it.
    public var id: String
    /// Its name, without the slash that engines put before it.
    public var name: String
    /// The image that it was made of, as it was asked for.
    public var image: String
    /// What it does.
    public var state: State
    /// With which code it ended last; nil while it has not ended.
    public var exitCode: Int?
    /// How often its restart policy has started it again.
    public var restarts: Int?
    /// Whether it was ended for want of memory; nil where the engine does not tell.
    public var wasOutOfMemory: Bool?
    /// Its health; nil when it has no check.
    public var health: Health?

    /// Makes a container of which no more is known.
    public init(id: String, name: String, image: String, state: State) {
        self.id = id
        self.name = name
        self.image = image
        self.state = state
    }
}
