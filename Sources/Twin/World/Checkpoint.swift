/// A kept fork of a world, from which others may go on.
public final class Checkpoint: Sendable {
    /// The world as it was.
    public let world: World

    /// Keeps a world.
    public init(_ world: consuming World) { self.world = world }
}
