import Kubernetes

/// What is wrong with something that was asked for, without where it was written: files add the place, the
/// command line the option.
public struct Objection: Error, Hashable, Sendable {
    /// What is wrong.
    public var problem: String
    /// The likely fix; may be empty.
    public var hint: String
    /// The field that it is about; empty for the whole.
    public var field: String

    /// Makes an objection.
    public init(_ problem: String, _ hint: String = "", field: String = "") {
        self.problem = problem
        self.hint = hint
        self.field = field
    }

    /// An objection to a name that is none of `known`; `what` says what it should be, `plural` what they are.
    static func unknown(
        _ name: String, what: String, plural: String, _ known: [String], field: String = ""
    ) -> Objection {
        let nearest = NearestName.find(name, among: known)
        let listed = known.prefix(12).joined(separator: ", ") + (known.count > 12 ? ", ..." : "")
        let hint = nearest.map { "did you mean \($0)?" } ?? (known.isEmpty ? "" : "\(plural) are \(listed)")
        return Objection("there is no \(what) \(name)", hint, field: field)
    }
}
