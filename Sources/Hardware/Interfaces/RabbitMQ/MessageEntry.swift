public import Simulation

/// The journal words of message brokers. Range 530-549.
public enum MessageEntry: UInt16, EntryVocabulary {
    /// The process of a broker starts; the object is what it finds.
    case brokerStarted = 530
    /// A broker answers.
    case brokerAnswers
    /// A broker answers nobody any more; the object is why.
    case brokerLost
    /// A broker takes no more messages; the object is the alarm.
    case alarmBegan
    /// An alarm is over.
    case alarmEnded
    /// The processes of a service have lost their connections; the object is the service.
    case connectionsLost
    /// They are connected again; the object is the service.
    case connectionsBack
    /// Calls that were open when a broker went have failed; the object is the service.
    case callsFailed
    /// Messages of a broker's services reach nobody; the object is why.
    case messagesStopped
    /// They reach their receivers again; the value is how long they did not, in nanoseconds.
    case messagesFlow
    /// A call of Nova waits for messages to be delivered; the object is the broker.
    case callHeld

    public var template: String {
        switch self {
        case .brokerStarted: "{subject} starts with {object.name}"
        case .brokerAnswers: "{subject} answers"
        case .brokerLost: "{subject} answers nobody: {object.name}"
        case .alarmBegan: "{subject} takes no messages: {object.name} alarm"
        case .alarmEnded: "{subject} is over its {object.name} alarm"
        case .connectionsLost: "{subject} has lost its connections to {object.name}"
        case .connectionsBack: "{subject} is connected to {object.name} again"
        case .callsFailed: "open calls of {object.name} over {subject} have failed: no answer in time"
        case .messagesStopped: "{subject} delivers no messages: {object.name}"
        case .messagesFlow: "{subject} delivers messages again, after {duration}"
        case .callHeld: "{subject} is to move and waits for {object} to deliver messages"
        }
    }

    public var isProgress: Bool { false }
}
