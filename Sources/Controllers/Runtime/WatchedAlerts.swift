/// The alerts that a controller asks the monitoring of the MOSK cluster for, and what it is told.
public struct WatchedAlerts: Hashable, Sendable {
    /// The alerts that are asked for.
    public var names: [String] = []
    /// Those of them that fire, in the order of their names.
    public var firing: [String] = []
}
