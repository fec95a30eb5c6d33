public import Simulation
public import Twin

/// What came from outside, and when the world took it.
public struct LiveRequest: Sendable {
    /// When.
    public var time: SimTime
    /// What.
    public var request: Request

    /// Makes the record of a request.
    public init(time: SimTime, request: Request) {
        self.time = time
        self.request = request
    }
}
