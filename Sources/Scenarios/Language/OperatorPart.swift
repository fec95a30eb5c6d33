public import Kubernetes

/// What the operator does.
public struct OperatorPart: FieldCodable {
    public var hours: Placed<HoursPart>?
    public var commence: [Placed<CommencePart>]?
    public var reactions: [Placed<ReactionPart>]?

    /// Nothing written.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("hours", &hours)
        try coder.field("commence", &commence)
        try coder.field("reactions", &reactions)
    }

    /// When the operator works.
    public struct HoursPart: FieldCodable {
        public var days: [Placed<String>]?
        public var from: Placed<Span>?
        public var until: Placed<Span>?

        /// Nothing written.
        public init() {}

        public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
            try coder.field("days", &days)
            try coder.field("from", &from)
            try coder.field("until", &until)
        }
    }

    /// Steps that are commenced.
    public struct CommencePart: FieldCodable {
        public var steps: Placed<StepsPart>?
        public var at: Placed<Span>?
        public var after: Placed<PatternPart>?
        public var when: Placed<ConditionPart>?
        public var delay: Placed<Span>?

        /// Nothing written.
        public init() {}

        public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
            try coder.field("steps", &steps)
            try coder.field("at", &at)
            try coder.field("after", &after)
            try coder.field("when", &when)
            try coder.field("delay", &delay)
        }
    }

    /// What the operator does about something.
    public struct ReactionPart: FieldCodable {
        public var to: Placed<PatternPart>?
        public var after: Placed<Span>?
        public var end: Placed<String>?
        public var set: Placed<ItemPart.WritePart>?
        public var apply: Placed<ApplyPart>?
        public var delete: Placed<DeletePart>?
        public var commence: Placed<StepsPart>?
        public var times: Placed<Int64>?

        /// Nothing written.
        public init() {}

        public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
            try coder.field("to", &to)
            try coder.field("after", &after)
            try coder.field("end", &end)
            try coder.field("set", &set)
            try coder.field("apply", &apply)
            try coder.field("delete", &delete)
            try coder.field("commence", &commence)
            try coder.field("times", &times)
        }
    }
}

extension OperatorPart: ScenarioPart {
    static let about = [
        "hours": "When the operator works; always when left out. What falls outside waits.",
        "commence": "Which steps are commenced when; all after 5s when left out.",
        "reactions": "What the operator does about what happens; without one, the operator waits.",
    ]
}

extension OperatorPart.HoursPart: ScenarioPart {
    static let required = ["from", "until"]
    static let about = [
        "days": "The days: Mon, Tue, Wed, Thu, Fri, Sat, Sun; Mon to Fri when left out.",
        "from": "From when on, since local midnight: 8h.",
        "until": "Until when, since local midnight: 17h30m.",
    ]
}

extension OperatorPart.CommencePart: ScenarioPart {
    static let required = ["steps"]
    static let about = [
        "steps": "The steps: their identifiers, or all.",
        "at": "So long after the beginning; 5s when neither after nor when is there.",
        "after": "After the first such entry.",
        "when": "When an object first says this.",
        "delay": "How long after that.",
    ]
}

extension OperatorPart.ReactionPart: ScenarioPart {
    static let required = ["to"]
    static let choice = ["end", "set", "apply", "delete", "commence"]
    static let about = [
        "to":
            "What the operator reacts to. After waitBegan, the wait must still be on when the time has come.",
        "after": "How long after it the operator acts, in working hours.",
        "end": "The fault of this name is repaired.",
        "set": "The operator writes a field of an object.",
        "apply": "The operator creates objects or changes them: an object, a list, or {file: PATH}.",
        "delete":
            "The operator deletes an object: KIND/NAME or KIND/NAMESPACE/NAME, or a map with its cluster.",
        "commence": "Steps are commenced.",
        "times": "How often at most; once when left out.",
    ]
}
