public import Simulation

/// The journal words of the OpenStack controller. Range 460-479.
public enum OpenStackEntry: UInt16, EntryVocabulary {
    /// An OpenStackDeployment has another state; the object is the state.
    case openStackState = 460
    /// A service is brought to what is wanted of it; the object is the service.
    case openStackServiceBegan
    /// It is there; the object is the service.
    case openStackServiceApplied
    /// A service begins to go to another release of OpenStack; the object is the service.
    case openStackUpgradeBegan
    /// It is there; the object is the service.
    case openStackUpgradeEnded
    /// The health of the deployment is written; the object says how many applications are ready.
    case openStackHealth
    /// The lock on the cluster tells what it waits for; the object is the text.
    case openStackLockWaits

    public var template: String {
        switch self {
        case .openStackState: "{subject} is {object.name}"
        case .openStackServiceBegan: "{subject} applies {object.name}"
        case .openStackServiceApplied: "{subject} has applied {object.name}"
        case .openStackUpgradeBegan: "{subject} begins to upgrade {object.name}"
        case .openStackUpgradeEnded: "{subject} has upgraded {object.name}"
        case .openStackHealth: "{subject} has {object.name} applications ready"
        case .openStackLockWaits: "{subject} waits: {object.name}"
        }
    }

    public var isProgress: Bool {
        switch self {
        case .openStackState, .openStackServiceBegan, .openStackServiceApplied, .openStackUpgradeBegan,
            .openStackUpgradeEnded:
            true
        case .openStackHealth, .openStackLockWaits: false
        }
    }
}
