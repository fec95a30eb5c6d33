public import Kubernetes
import Simulation

/// An alert of StackLight, and what of the twin's state raises it.
public struct AlertRow: FieldCodable {
    /// The name.
    public var alert = ""
    /// How grave it is.
    public var severity = Severity.warning
    /// How long its condition lasts before it fires.
    public var `for`: WrittenDuration?
    /// Its condition.
    public var when = Condition()
    /// Alerts that suppress it while they fire.
    public var inhibitedBy: [String] = []
    /// Where that is said.
    public var source = ""
    /// How certain condition and time are: verified, inferred, recalled or guess.
    public var certainty = ""

    /// How long after the begin of what is seen it fires.
    var delay: SimDuration { (when.after?.duration ?? .zero) + (self.for?.duration ?? .zero) }

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("alert", &alert)
        try coder.field("severity", &severity)
        try coder.field("for", &self.for)
        try coder.field("when", &when)
        try coder.field("inhibitedBy", &inhibitedBy)
        try coder.field("source", &source)
        try coder.field("certainty", &certainty)
    }

    /// How grave an alert is, the gravest first.
    public enum Severity: String, FieldEnum, Comparable {
        case critical = "Critical"
        case major = "Major"
        case warning = "Warning"

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
        public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
    }

    /// What can be seen of a cloud, each of something that has a name.
    public enum Signal: String, FieldEnum {
        /// A node is not Ready.
        case nodeNotReady
        /// A node is not Ready, and its containers don't run.
        case nodeDown
        /// The containers of a node don't run.
        case hostSilent
        /// The containers of a manager don't run.
        case managerDown
        /// Managers have no majority: no API server answers.
        case quorumLost
        /// A Deployment or StatefulSet has fewer ready pods than it wants.
        case replicasMissing
        /// A Deployment or StatefulSet has no ready pod.
        case allReplicasMissing
        /// A pod of a workload is not ready.
        case podNotReady
        /// A message broker has too little memory, or room on its disk, and takes no messages.
        case brokerMemoryAlarm, brokerDiskAlarm
        /// A service serves nobody.
        case serviceDown
        /// A service fails some of its requests.
        case serviceFailing
    }

    /// When an alert's condition holds.
    public struct Condition: FieldCodable {
        /// What is seen.
        public var signal = Signal.nodeNotReady
        /// Of which kind of workload; both when empty.
        public var kind = ""
        /// Of which workloads or services, by name; all when empty. Of workloads a name may begin or end with
        /// `*`.
        public var workloads: [String] = []
        /// Of which nodes, by a label that they have; all when empty.
        public var label = ""
        /// How long it is seen before it counts: what the service itself waits.
        public var after: WrittenDuration?
        /// Of how many requests in a hundred more than these fail.
        public var percent: Int64 = 0

        /// Nothing set.
        public init() {}

        public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
            try coder.field("signal", &signal)
            try coder.field("kind", &kind)
            try coder.field("workloads", &workloads)
            try coder.field("label", &label)
            try coder.field("after", &after)
            try coder.field("percent", &percent)
        }

        /// Whether a workload is meant.
        public func concerns(workload: String, kind: String) -> Bool {
            guard self.kind.isEmpty || self.kind == kind else { return false }
            return workloads.isEmpty
                || workloads.contains { pattern in
                    if pattern.hasPrefix("*") { return workload.hasSuffix(pattern.dropFirst()) }
                    if pattern.hasSuffix("*") { return workload.hasPrefix(pattern.dropLast()) }
                    return workload == pattern
                }
        }
    }
}

/// The form of a file of alerts.
struct AlertRulesFile: FieldCodable {
    var apiVersion = ""
    var kind = ""
    var rules: [AlertRow] = []

    mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("apiVersion", &apiVersion)
        try coder.field("kind", &kind)
        try coder.field("rules", &rules)
    }
}
