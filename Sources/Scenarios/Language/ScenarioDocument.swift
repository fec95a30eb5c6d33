public import Kubernetes

/// A scenario as a file has it.
public struct ScenarioDocument: FieldCodable {
    /// Format and version: `twin.rehearsal/v1`.
    public var apiVersion: Placed<String>?
    /// `Scenario`.
    public var kind: Placed<String>?
    /// What it is called.
    public var metadata: Placed<Metadata>?
    /// What it says.
    public var spec: Placed<Spec>?

    /// The format that this version reads.
    public static let format = "twin.rehearsal/v1"

    /// Nothing written.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("apiVersion", &apiVersion)
        try coder.field("kind", &kind)
        try coder.field("metadata", &metadata)
        try coder.field("spec", &spec)
    }

    /// What a scenario is called.
    public struct Metadata: FieldCodable {
        /// The name, unique among those that are run together.
        public var name: Placed<String>?
        /// Labels; nothing reads them.
        public var labels: StringMap?

        /// Nothing written.
        public init() {}

        public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
            try coder.field("name", &name)
            try coder.field("labels", &labels)
        }
    }

    /// What a scenario says.
    public struct Spec: FieldCodable {
        public var about: Placed<String>?
        public var source: Placed<String>?
        public var cloud: Placed<CloudPart>?
        public var seeds: [Placed<Int64>]?
        public var limit: Placed<Span>?
        public var until: Placed<PatternPart>?
        public var lasts: Placed<Span>?
        public var mustFail: Bool?
        public var hardwareLives: Placed<LivesPart>?
        public var `operator`: Placed<OperatorPart>?
        public var controllers: Placed<ControllersPart>?
        public var timeline: [Placed<ItemPart>]?
        public var expect: Placed<ExpectPart>?

        /// Nothing written.
        public init() {}

        public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
            try coder.field("about", &about)
            try coder.field("source", &source)
            try coder.field("cloud", &cloud)
            try coder.field("seeds", &seeds)
            try coder.field("limit", &limit)
            try coder.field("until", &until)
            try coder.field("lasts", &lasts)
            try coder.field("mustFail", &mustFail)
            try coder.field("hardwareLives", &hardwareLives)
            try coder.field("operator", &self.operator)
            try coder.field("controllers", &controllers)
            try coder.field("timeline", &timeline)
            try coder.field("expect", &expect)
        }
    }
}

extension ScenarioDocument: ScenarioPart {
    static let required = ["apiVersion", "kind", "metadata", "spec"]
    static let about = [
        "apiVersion": "Format and version: \(format).",
        "kind": "Scenario.",
        "metadata": "What it is called.",
        "spec": "What it says.",
    ]
}

extension ScenarioDocument.Metadata: ScenarioPart {
    static let required = ["name"]
    static let about = [
        "name": "The name, unique among scenarios that are run together.",
        "labels": "Labels of your own; the twin reads none.",
    ]
}

extension ScenarioDocument.Spec: ScenarioPart {
    static let required = ["about", "cloud", "expect"]
    static let about = [
        "about": "What happens, in a sentence for somebody who does not know the file.",
        "source": "Where the story comes from: a page, an issue, a log.",
        "cloud": "The cloud, and the release that it goes to, if it is not to be deployed.",
        "seeds": "The seeds that it is run with; 1 alone when left out.",
        "limit": "When a run is given up, since its beginning; 4d when left out.",
        "until":
            "The entry that ends a run well; when left out, the cluster is at the release, or deployed and Ready.",
        "lasts": "How long a run lasts that is to reach nothing, such as a quiet day; excludes until.",
        "mustFail": "True for a canary: a scenario that must fail, which shows that failures are seen.",
        "hardwareLives": "Disks fail of themselves, at published annual rates; when left out, none does.",
        "operator": "What the operator does; when left out, all steps are commenced after 5s.",
        "controllers": "How controllers differ from the real ones; when left out, not at all.",
        "timeline": "What happens from outside: faults and actions.",
        "expect": "What is expected of the run, besides what must hold of every run.",
    ]
}
