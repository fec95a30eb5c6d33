public import Kubernetes

/// What is expected of a run.
public struct ExpectPart: FieldCodable {
    public var outcome: Outcome?
    public var always: [Placed<AlwaysPart>]?
    public var eventually: [Placed<EventuallyPart>]?
    public var sometimes: [Placed<SometimesPart>]?
    public var budgets: [Placed<BudgetPart>]?
    public var alerts: [Placed<AlertPart>]?
    public var services: [Placed<ServicePart>]?

    /// Nothing written.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("outcome", &outcome)
        try coder.field("always", &always)
        try coder.field("eventually", &eventually)
        try coder.field("sometimes", &sometimes)
        try coder.field("budgets", &budgets)
        try coder.field("alerts", &alerts)
        try coder.field("services", &services)
    }

    /// How a run ends.
    public enum Outcome: String, FieldEnum {
        /// At its goal.
        case completed
        /// Without it: nothing gets on any more.
        case stuck
    }
}

/// What must hold all the time.
public struct AlwaysPart: ExpectationPart {
    public var name: Placed<String>?
    public var never: Placed<PatternPart>?
    public var condition: Placed<ConditionPart>?
    public var window = WindowPart()

    /// Nothing written.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("never", &never)
        try coder.field("condition", &condition)
        try window.code(&coder)
    }
}

/// What must come to be.
public struct EventuallyPart: ExpectationPart {
    public var name: Placed<String>?
    public var entry: Placed<PatternPart>?
    public var condition: Placed<ConditionPart>?
    public var within: Placed<Span>?
    public var window = WindowPart()

    /// Nothing written.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("entry", &entry)
        try coder.field("condition", &condition)
        try coder.field("within", &within)
        try window.code(&coder)
    }
}

/// What must come at least once.
public struct SometimesPart: ExpectationPart {
    public var name: Placed<String>?
    public var entry: Placed<PatternPart>?
    public var condition: Placed<ConditionPart>?
    public var from: Placed<PatternPart>?
    public var to: Placed<PatternPart>?
    public var lasts: Placed<Span>?
    public var times: Placed<Int64>?
    public var window = WindowPart()

    /// Nothing written.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("entry", &entry)
        try coder.field("condition", &condition)
        try coder.field("from", &from)
        try coder.field("to", &to)
        try coder.field("lasts", &lasts)
        try coder.field("times", &times)
        try window.code(&coder)
    }
}

/// What may come so often, or last so long, at most.
public struct BudgetPart: ExpectationPart {
    public var name: Placed<String>?
    public var entry: Placed<PatternPart>?
    public var condition: Placed<ConditionPart>?
    public var from: Placed<PatternPart>?
    public var to: Placed<PatternPart>?
    public var times: Placed<Int64>?
    public var lasts: Placed<Span>?
    public var window = WindowPart()

    /// Nothing written.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("entry", &entry)
        try coder.field("condition", &condition)
        try coder.field("from", &from)
        try coder.field("to", &to)
        try coder.field("times", &times)
        try coder.field("lasts", &lasts)
        try window.code(&coder)
    }
}

extension ExpectPart: ScenarioPart {
    static let about = [
        "outcome": "How the run ends: completed when left out; stuck when nothing is to get on.",
        "always": "What holds all the time.",
        "eventually":
            "What comes to be once the faults are over; after since, which must come, before until.",
        "sometimes": "What comes at least once: it shows that the run got to what the scenario is about.",
        "budgets": "What comes so often, or lasts so long, at most.",
        "alerts": "Which alerts of StackLight fire, and which never do.",
        "services": "How much of a service may fail, or does.",
    ]
}

extension AlwaysPart {
    static let required = ["name"]
    static let choice = ["never", "condition"]
    static let about = [
        "name": "What holds, in a few words.",
        "never": "No such entry comes.",
        "condition": "An object says this, whenever it changes.",
    ].with(WindowPart.about)
}

extension EventuallyPart {
    static let required = ["name", "within"]
    static let choice = ["entry", "condition"]
    static let about = [
        "name": "What comes to be, in a few words.",
        "entry": "Such an entry comes.",
        "condition": "An object says this at the end.",
        "within": "How long after the last fault is over, and after since.",
    ].with(WindowPart.about)
}

extension SometimesPart {
    static let required = ["name"]
    static let choice = ["entry", "condition", "from"]
    static let about = [
        "name": "What comes, in a few words.",
        "entry": "Such an entry comes.",
        "condition": "An object comes to say this.",
        "from": "From such an entry; with to and lasts.",
        "to": "To the next such entry.",
        "lasts": "How long that lasts at least, all in all; of a condition, how long it holds.",
        "times": "How often at least; once when left out.",
    ].with(WindowPart.about)
}

extension BudgetPart {
    static let required = ["name"]
    static let choice = ["times", "lasts"]
    static let about = [
        "name": "What is limited, in a few words.",
        "entry": "Such entries; with times.",
        "condition": "While an object says this; with lasts.",
        "from": "From such an entry; with to and lasts.",
        "to": "To the next such entry.",
        "times": "How often at most.",
        "lasts": "How long at most, all in all.",
    ].with(WindowPart.about)
}
