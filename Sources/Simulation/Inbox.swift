/// The only door into a running world: requests from outside, taken between events and recorded, so that a
/// run with outside influence replays exactly.
public struct Inbox<Message: Sendable>: Sendable {
    /// What was taken, in order, with the instant at which it was.
    public private(set) var recorded: [(time: SimTime, message: Message)] = []
    private var waiting: [(time: SimTime, message: Message)] = []
    private var next = 0

    /// An empty inbox.
    public init() {}

    /// When the first message that waits may be taken; nil when none waits.
    public var nextTime: SimTime? { next < waiting.count ? waiting[next].time : nil }

    /// How many messages wait.
    public var count: Int { waiting.count - next }

    /// Leaves a message to be taken no earlier than `time`; messages of equal time keep their order.
    public mutating func post(_ message: Message, at time: SimTime) {
        var index = waiting.count
        while index > next, waiting[index - 1].time > time { index -= 1 }
        waiting.insert((time, message), at: index)
    }

    /// Takes the first message that is due at `time`, if any, and records it.
    public mutating func take(at time: SimTime) -> Message? {
        guard next < waiting.count, waiting[next].time <= time else { return nil }
        let message = waiting[next].message
        next += 1
        if next == waiting.count || next >= 1024 && next * 2 >= waiting.count {
            waiting.removeSubrange(..<next)
            next = 0
        }
        recorded.append((time, message))
        return message
    }
}
