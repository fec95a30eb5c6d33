/// The journal words of the kernel itself. Range 1-99.
public enum SimulationEntry: UInt16, EntryVocabulary {
    /// A run begins; the value is its seed.
    case runStarted = 1
    /// A waiter cannot go on; the object holds it, the value is the rule's name.
    case waitBegan
    /// A waiter goes on; the object held it, the value is the rule's name.
    case waitEnded
    /// A bound on a loop, a queue or a retry was reached; the value is the bound.
    case limitReached
    /// More events at one instant than a world may have; the value is how many.
    case livelock
    /// The run ends because nothing is left to do.
    case runSettled
    /// The run ends at its time limit.
    case runTimedOut
    /// A message was taken from the inbox; the value is its number.
    case inboxTaken

    public var template: String {
        switch self {
        case .runStarted: "run begins, seed {value}"
        case .waitBegan: "{subject} waits for {object}: {rule}"
        case .waitEnded: "{subject} no longer waits for {object}: {rule}"
        case .limitReached: "{subject} reached its limit of {value}"
        case .livelock: "livelock: {value} events at one instant, the last for {subject}"
        case .runSettled: "nothing is left to do"
        case .runTimedOut: "the run's time limit is reached"
        case .inboxTaken: "{subject}: outside request {value}"
        }
    }

    /// The kernel's words are about the run, not about the work in it.
    public var isProgress: Bool { false }
}
