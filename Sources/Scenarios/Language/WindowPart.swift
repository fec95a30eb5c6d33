public import Kubernetes

/// In which part of a run something is expected: whatever is expected can be narrowed to one.
public struct WindowPart: FieldCodable {
    public var since: Placed<PatternPart>?
    public var until: Placed<PatternPart>?

    /// The whole run.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("since", &since)
        try coder.field("until", &until)
    }
}

extension WindowPart: ScenarioPart {
    static let about = [
        "since": "Looked at only after the first such entry.",
        "until": "Looked at only up to such an entry.",
    ]
}

/// Something that is expected of a run. Its window is written beside its own fields.
protocol ExpectationPart: ScenarioPart {
    /// What is expected, in a few words.
    var name: Placed<String>? { get }
    /// In which part of the run.
    var window: WindowPart { get }
}

extension [String: String] {
    /// These texts and others; own ones win.
    func with(_ others: [String: String]) -> [String: String] { merging(others) { own, _ in own } }
}
