public import Simulation
public import Twin

/// Something that happens to a run from outside: what, and when.
public struct TimelineItem: Sendable {
    /// What happens.
    public enum Action: Sendable {
        case fault(Fault)
        /// The fault at this place of the timeline ends.
        case end(Int)
        case write(ObjectWrite)
        /// The operator creates objects, or changes those that are there.
        case apply([ObjectApply])
        /// The operator deletes an object.
        case delete(ObjectDeletion)
        /// The operator lets steps of the plan begin: the named ones, or all.
        case commence([String]?)
    }

    /// When it happens.
    public enum Start: Sendable {
        case trigger(Trigger)
        /// After the item at this place of the timeline.
        case item(Int)
    }

    /// The name, by which others speak of it.
    public var name: String
    /// What happens.
    public var action: Action
    /// When.
    public var start: Start
    /// How long after that.
    public var delay: SimDuration
    /// Whether it is the operator's, who keeps working hours.
    public var isOperators: Bool
    /// Whether it only marks a time: what comes after it comes, and it does nothing itself.
    public var isLeftOut = false

    /// Makes an item.
    public init(
        name: String, _ action: Action, start: Start, delay: SimDuration = .zero, isOperators: Bool = false
    ) {
        self.name = name
        self.action = action
        self.start = start
        self.delay = delay
        self.isOperators = isOperators
    }

    /// The item that is a fault.
    public init(_ fault: Fault) {
        self.init(name: fault.text, .fault(fault), start: .trigger(fault.trigger), delay: fault.delay)
    }

    /// Its fault, or nil.
    public var fault: Fault? {
        if case .fault(let fault) = action { return fault }
        return nil
    }
}
