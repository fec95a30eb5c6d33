/// Whether Swarm schedules tasks on a node.
public enum EngineAvailability: String, Hashable, Codable, CaseIterable, Sendable {
    case active
    case pause
    case drain
}
