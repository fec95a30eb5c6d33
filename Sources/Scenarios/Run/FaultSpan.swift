public import Simulation
public import Twin

/// A fault of a run, with when it was on.
public struct FaultSpan: Sendable {
    /// The fault.
    public let fault: Fault
    /// When it began, or was to; nil when what it waits for never came.
    public let begin: SimTime?
    /// When it ended, or was to; nil when it is on for as long as the run lasts, or ends by itself.
    public let end: SimTime?

    /// Its number in the run.
    public let number: Int

    /// Makes a span.
    public init(fault: Fault, begin: SimTime?, end: SimTime?, number: Int) {
        self.fault = fault
        self.number = number
        self.begin = begin
        self.end = end
    }
}
