import HardwareInterfaces
import HardwareSimulated
import Simulation

/// What the BMCs of a world have told last, so that a change is seen.
struct BMCWatch: Sendable {
    /// The newest entry of the journal that was looked at.
    var seen: EntryID
    /// What they saw, by host; nil for one that told nothing.
    var sights: [BMCSight?]
    /// What they told, by host.
    var systems: [BMCSystem?]
    /// What has changed and was not taken yet, in order.
    var changes: [BMCChange] = []
}

/// What a BMC has answered to who reads, and what it saw then.
struct KnownAnswers: Sendable {
    var sight: BMCSight
    var answers: [(command: BMCCommand, reply: BMCReply)] = []
}
