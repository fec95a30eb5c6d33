public import Simulation

/// The journal words of instances and of the services around them. Range 500-529.
public enum ComputeEntry: UInt16, EntryVocabulary {
    /// An instance begins to move; the object is the host that it goes to.
    case migrationBegan = 500
    /// An instance stands still for the last stretch of its move; the value is how long.
    case instancePaused
    /// An instance runs on another host; the object is the host, the value how long it took.
    case instanceMoved
    /// An instance stays where it is; the value is why.
    case migrationFailed
    /// An instance went down; the object is its host.
    case instanceDown
    /// An instance runs again; the object is its host, the value how long it was down.
    case instanceUp
    /// An instance is built anew; the object is the host.
    case evacuationBegan
    /// An instance can't be built anew; the value is why.
    case evacuationFailed
    /// No new instances come to a host; the value is why.
    case serviceDisabled
    /// Instances come to a host again.
    case serviceEnabled
    /// Masakari takes a host as failed.
    case hostFailureTaken

    public var template: String {
        switch self {
        case .migrationBegan: "{subject} begins to move to {object.name}"
        case .instancePaused: "{subject} stands still for {duration}"
        case .instanceMoved: "{subject} runs on {object.name}, moved within {duration}"
        case .migrationFailed: "{subject} stays where it is: {text}"
        case .instanceDown: "{subject} is down with {object.name}"
        case .instanceUp: "{subject} runs again on {object.name} after {duration}"
        case .evacuationBegan: "{subject} is built anew on {object.name}"
        case .evacuationFailed: "{subject} can't be built anew: {text}"
        case .serviceDisabled: "{subject} takes no instances: {text}"
        case .serviceEnabled: "{subject} takes instances again"
        case .hostFailureTaken: "{subject} has failed, as Masakari was told"
        }
    }

    /// An instance that stays has not got anywhere, and a pause is part of a move.
    public var isProgress: Bool {
        switch self {
        case .instanceMoved, .instanceUp: true
        case .migrationBegan, .instancePaused, .migrationFailed, .instanceDown, .evacuationBegan,
            .evacuationFailed, .serviceDisabled, .serviceEnabled, .hostFailureTaken:
            false
        }
    }
}
