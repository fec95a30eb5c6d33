/// How a Kubernetes engine's managers are.
public struct EngineHealth: Hashable, Codable, Sendable {
    /// How many managers there are.
    public var managers: Int
    /// How many of them answer.
    public var reachable: Int

    /// Makes the report.
    public init(managers: Int, reachable: Int) {
        self.managers = managers
        self.reachable = reachable
    }

    /// How many must answer: a majority.
    public var quorum: Int { managers / 2 + 1 }
    /// Whether a majority answers.
    public var hasQuorum: Bool { reachable >= quorum }
    /// Whether a majority would still answer with one manager fewer.
    public var survivesLoss: Bool { reachable - 1 >= quorum }
}
