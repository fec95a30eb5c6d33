public import Kubernetes
public import Simulation

/// The ConfigMap in which the start scripts of a database agree, as they read it.
///
/// Source: Mirantis/rockoon charts/infra/mariadb/templates/bin/_start.py.tpl.
public struct DatabaseStateMap: Sendable {
    /// The object.
    public var map: ConfigMap

    /// Reads it.
    public init(_ map: ConfigMap) { self.map = map }

    /// A database that runs: its members have published what a running one has.
    public init(namespace: String, members: [String], at now: Timestamp) {
        map = ConfigMap(metadata: ObjectMeta(name: DatabaseNames.state, namespace: namespace))
        state = .live
        leader = members.first ?? ""
        for member in members { publish(member, uuid: "", seqno: -1, isSafe: false, at: now) }
    }

    /// What a script publishes of its member: the beginnings of the ConfigMap's keys, which end in the
    /// member's name.
    public enum Field: String, CaseIterable, Sendable {
        case version
        case uuid
        case seqno
        case safeToBootstrap = "safe_to_bootstrap"
        case sampleTime = "sample_time"

        /// What is different each time that the same state is published.
        public var isOfTheMoment: Bool { self == .seqno || self == .sampleTime }

        /// The field that a key of the ConfigMap is; nil when it is none.
        public init?(key: String) {
            guard let dot = key.firstIndex(of: ".") else { return nil }
            self.init(rawValue: String(key[..<dot]))
        }

        /// The key of a member.
        func key(_ member: String) -> String { rawValue + "." + member }
    }

    private static let prefix = "openstackhelm.openstack.org/"

    /// How far they are; nil for what no script knows.
    public var state: DatabaseState? {
        get { map.metadata.annotations[Self.prefix + "cluster.state"].flatMap(DatabaseState.init) }
        set { map.metadata.annotations[Self.prefix + "cluster.state"] = newValue?.rawValue }
    }

    /// Who leads.
    public var leader: String {
        get { map.metadata.annotations[Self.prefix + "leader.node"] ?? "" }
        set { map.metadata.annotations[Self.prefix + "leader.node"] = newValue }
    }

    /// Who begins the cluster anew.
    public var rebooter: String {
        get { map.metadata.annotations[Self.prefix + "reboot.node"] ?? "" }
        set { map.metadata.annotations[Self.prefix + "reboot.node"] = newValue }
    }

    /// The members that have ever published their state, in order.
    public var members: [String] {
        let beginning = Field.sampleTime.key("")
        return map.spec.data.keys.filter { $0.hasPrefix(beginning) }
            .map { String($0.dropFirst(beginning.count)) }.sorted()
    }

    /// When a member last published; nil when nobody can read it.
    public func sampleTime(_ member: String) -> Timestamp? {
        guard let text = map.spec.data[Field.sampleTime.key(member)] else { return nil }
        do throws(FieldError) { return try Timestamp(value: .string(text)) } catch { return nil }
    }

    /// The position that a member has published; -1 when it does not know it.
    public func seqno(_ member: String) -> Int64 {
        map.spec.data[Field.seqno.key(member)].flatMap { Int64($0) } ?? -1
    }

    /// Takes down what a member's grastate says.
    public mutating func publish(
        _ member: String, uuid: String, seqno: Int64, isSafe: Bool, at now: Timestamp
    ) {
        map.spec.data[Field.version.key(member)] = "2.1"
        map.spec.data[Field.uuid.key(member)] = uuid
        map.spec.data[Field.seqno.key(member)] = String(seqno)
        map.spec.data[Field.safeToBootstrap.key(member)] = isSafe ? "1" : "0"
        map.spec.data[Field.sampleTime.key(member)] = now.text
    }

    /// Who begins the cluster anew: of those with the highest position, the one with the lowest ordinal.
    public var chosen: String? {
        members.map { DatabasePod(name: $0, isReady: true) }
            .min { (-seqno($0.name), $0.ordinal, $0.name) < (-seqno($1.name), $1.ordinal, $1.name) }?.name
    }

    /// Those whose state is older than `age` at `now`, or can't be read.
    public func stale(at now: Timestamp, age: SimDuration) -> [String] {
        members.filter { member in
            guard let sample = sampleTime(member) else { return true }
            return now.unixSeconds - sample.unixSeconds >= age.wholeSeconds
        }
    }
}
