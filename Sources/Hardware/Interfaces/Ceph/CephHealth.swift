/// How a Ceph cluster is, as `ceph health detail` tells.
public struct CephHealth: Hashable, Codable, Sendable {
    /// The verdict.
    public enum Status: String, CaseIterable, Codable, Sendable {
        case ok = "HEALTH_OK"
        case warning = "HEALTH_WARN"
        case error = "HEALTH_ERR"
    }

    /// Something that is not well.
    public struct Check: Hashable, Codable, Sendable {
        /// Its name: `OSD_DOWN`.
        public var code: String
        public var severity: Status
        /// In words: `1 osds down`.
        public var summary: String
        /// How many are concerned; nil where Ceph does not count.
        public var count: Int64?
        /// What is concerned, a line each.
        public var detail: [String] = []
        /// Whether it was muted, and does not count for the verdict.
        public var isMuted = false

        /// Makes a check.
        public init(code: String, severity: Status, summary: String) {
            self.code = code
            self.severity = severity
            self.summary = summary
        }
    }

    public var status: Status
    /// What is not well, in order of the names.
    public var checks: [Check]

    /// Makes a verdict.
    public init(status: Status, checks: [Check] = []) {
        self.status = status
        self.checks = checks
    }
}
