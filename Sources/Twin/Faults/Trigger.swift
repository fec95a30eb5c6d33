public import Simulation

/// When something of a run's timeline happens.
public enum Trigger: Hashable, Sendable {
    /// So long after the beginning of the run.
    case at(SimDuration)
    /// After the first entry that matches.
    case after(EntryPattern)
    /// When a condition first holds.
    case when(ObjectCondition)

    /// As `--fault` writes it after the `@`.
    public var description: String {
        switch self {
        case .at(let time): time.description
        case .after(let pattern): "after(\(pattern.description))"
        case .when(let condition): "when(\(condition.description))"
        }
    }
}
