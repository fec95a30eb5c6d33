public import Simulation
public import Twin

/// What the operator does: commences steps, keeps working hours, reacts to what holds the update up.
public struct OperatorPlan: Sendable {
    /// An answer to something that happens.
    public struct Reaction: Sendable {
        /// What the operator reacts to. A wait must still be on when the time has come.
        public var pattern: EntryPattern
        /// How long after it.
        public var delay: SimDuration
        /// What is done.
        public var action: TimelineItem.Action
        /// How often at most.
        public var limit: Int

        /// Makes a reaction.
        public init(pattern: EntryPattern, delay: SimDuration, action: TimelineItem.Action, limit: Int) {
            self.pattern = pattern
            self.delay = delay
            self.action = action
            self.limit = limit
        }
    }

    /// What is commenced, and when.
    public var commencements: [TimelineItem]
    /// When the operator works; nil for always.
    public var hours: WorkingHours?
    /// What the operator reacts to.
    public var reactions: [Reaction]

    /// When the operator acts first: the cloud has been looked at by then.
    static let firstAct = SimDuration.seconds(5)

    /// The operator who commences `steps` (nil for all) 5 s after the beginning, when there are plans.
    public init(steps: [String]? = nil) {
        commencements = [
            TimelineItem(name: "commence", .commence(steps), start: .trigger(.at(Self.firstAct)))
        ]
        hours = nil
        reactions = []
    }
}
