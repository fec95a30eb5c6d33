/// Why a run could not be stored, found or read: what it is about, what was wrong, and the likely fix.
public struct RunStoreError: Error, Equatable, Sendable {
    /// What went wrong, as far as a caller can act on it.
    public let kind: Kind
    /// The file, directory or run it is about.
    public let subject: String
    /// What was wrong.
    public let problem: String
    /// The likely fix; may be empty.
    public let hint: String
    /// The runs that may have been meant, the likeliest first; only for `notFound` and `ambiguous`, may be
    /// empty.
    public let candidates: [String]

    /// Makes an error.
    init(_ kind: Kind, _ subject: String, _ problem: String, hint: String = "", candidates: [String] = []) {
        self.kind = kind
        self.subject = subject
        self.problem = problem
        self.hint = hint
        self.candidates = candidates
    }
}

extension RunStoreError {
    /// A kind of failure; more may be added.
    public struct Kind: Hashable, Sendable {
        private enum Code {
            case unwritable, diskFull, exists, notFound, ambiguous, damaged, newerFormat, invalid
        }
        private let code: Code

        /// The store cannot be written: the run's answer stands, it is only not kept.
        public static let unwritable = Kind(code: .unwritable)
        /// The disk took no more: the run's answer stands, it is only not kept.
        public static let diskFull = Kind(code: .diskFull)
        /// A run of this name is stored already: another name may be tried.
        public static let exists = Kind(code: .exists)
        /// No stored run has this name.
        public static let notFound = Kind(code: .notFound)
        /// More than one stored run has this name.
        public static let ambiguous = Kind(code: .ambiguous)
        /// The run's file is not what was written.
        public static let damaged = Kind(code: .damaged)
        /// The run's file was written by a newer version.
        public static let newerFormat = Kind(code: .newerFormat)
        /// What was asked for makes no sense: a malformed name, a piece too big to be stored.
        public static let invalid = Kind(code: .invalid)
    }
}

extension RunStoreError: CustomStringConvertible {
    /// `SUBJECT: PROBLEM; HINT`.
    public var description: String { "\(subject): \(problem)" + (hint.isEmpty ? "" : "; \(hint)") }
}
