public import HardwareInterfaces

/// What may be asked of a running world from outside.
public enum Request: Sendable {
    /// A client asks something of the BMC of a host; the number, from 1, tells the answer apart.
    case ask(BMCCommand, host: Int, number: UInt32)
    /// A BMC that no simulator stands for has answered.
    case answer(Arrival)
    /// A fault begins; the number tells it apart when it ends.
    case begin(Fault, number: Int)
    /// The fault with this number ends.
    case end(number: Int)
    /// The operator lets steps of the plan to a release begin: the named ones, or all.
    case commence(target: String, steps: [String]?)
    /// The operator changes a field of an object.
    case write(ObjectWrite)
    /// The operator creates an object, or changes the one that is there.
    case apply(ObjectApply)
    /// The operator deletes an object.
    case delete(ObjectDeletion)
    /// The operator looks at what goes on; nothing is done.
    case look
}
