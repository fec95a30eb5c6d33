/// What there is to say about a stored run without its journal. Holds no secrets: the caller redacts.
public struct RunRecord: Codable, Hashable, Sendable {
    /// The run's name in the store, see `RunID`.
    public var id: String
    /// When it was started, in seconds since 1970-01-01T00:00:00Z.
    public var createdUnixSeconds: Int64
    /// What it was about, in a line: `rehearse medium → mosk-21-0-0-25-2`.
    public var title: String
    /// The command that runs it again, word by word.
    public var command: [String]
    /// Which kind of command it was: `rehearse`.
    public var kind: String
    /// The seed; the first one for a sweep.
    public var seed: UInt64
    /// The fingerprint of the journal, in hexadecimal digits.
    public var fingerprint: String
    /// The versions that the fingerprint depends on: of the model, the catalogue, the inputs.
    public var versions: [String]
    /// The exit code of the command.
    public var exitCode: Int
    /// How it ended, in a word or a line.
    public var outcome: String
    /// The number of journal entries.
    public var entryCount: Int
    /// How long it took in virtual time.
    public var simulatedSeconds: Int64
    /// The summary as `--json` prints it; empty in a `RunListing`, since it may have megabytes.
    public var summaryJSON: String
    /// The number of runs of a sweep; 0 for a single run.
    public private(set) var memberCount: Int
    /// The format of the run's file.
    public private(set) var formatVersion: Int
    /// The runs of a sweep, in the order of their seeds; empty for a single run, and in a `RunListing`, where
    /// `memberCount` says how many there are.
    public private(set) var members: [RunMember] = []

    /// The format that this version writes, and the newest one that it reads.
    public static let currentFormatVersion = 1

    private enum CodingKeys: String, CodingKey {
        case id, createdUnixSeconds, title, command, kind, seed, fingerprint, versions, exitCode, outcome
        case entryCount, simulatedSeconds, summaryJSON, memberCount, formatVersion
    }

    /// Makes a record of the current format.
    public init(
        id: String, createdUnixSeconds: Int64, title: String, command: [String], kind: String, seed: UInt64,
        fingerprint: String, versions: [String], exitCode: Int, outcome: String, entryCount: Int,
        simulatedSeconds: Int64, summaryJSON: String, members: [RunMember] = []
    ) {
        self.id = id
        self.createdUnixSeconds = createdUnixSeconds
        self.title = title
        self.command = command
        self.kind = kind
        self.seed = seed
        self.fingerprint = fingerprint
        self.versions = versions
        self.exitCode = exitCode
        self.outcome = outcome
        self.entryCount = entryCount
        self.simulatedSeconds = simulatedSeconds
        self.summaryJSON = summaryJSON
        memberCount = members.count
        formatVersion = Self.currentFormatVersion
        self.members = members
    }

    /// The same record without the summary.
    var withoutSummary: RunRecord {
        var copy = self
        copy.summaryJSON = ""
        return copy
    }

    /// The same record with `members` back in their place; nil when they are not as many as they were.
    func with(members: [RunMember]) -> RunRecord? {
        guard members.count == memberCount else { return nil }
        var copy = self
        copy.members = members
        return copy
    }
}
