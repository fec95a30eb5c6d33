public import Kubernetes
public import Twin

/// The cloud of a scenario file, and what is asked of it.
public struct CloudPart: FieldCodable {
    public var path: Placed<String>?
    public var to: Placed<String>?
    public var cluster: Placed<String>?
    public var start: Placed<String>?
    public var set: [Placed<String>]?
    public var timings: Placed<String>?
    public var releases: Placed<String>?
    public var openstack: OpenStackPlane?

    /// Nothing written.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("path", &path)
        try coder.field("to", &to)
        try coder.field("cluster", &cluster)
        try coder.field("start", &start)
        try coder.field("set", &set)
        try coder.field("timings", &timings)
        try coder.field("releases", &releases)
        try coder.field("openstack", &openstack)
    }
}

extension CloudPart: ScenarioPart {
    static let required = ["path"]
    static let about = [
        "path": "A folder or file with the cloud's objects, relative to the scenario's file.",
        "to":
            "The ClusterRelease to go to, such as mosk-21-0-0-25-2; when left out, the cluster is deployed.",
        "cluster": "The Cluster to look at, when the cloud has several.",
        "start": "When the run begins, as RFC 3339; 2026-01-03T22:00:00Z when left out.",
        "set": "Premises that replace fields: updategroup/rack-1.spec.concurrentUpdates=5.",
        "timings": "A file of timings that replace built-in ones, relative to the scenario's file.",
        "releases": "A folder of releases that replace built-in ones, relative to the scenario's file.",
        "openstack":
            "What stands for OpenStack: a table of durations when left out; modelled for its controllers and database.",
    ]
}

/// An entry of the journal, or a condition of an object: what happened, or how it is.
public struct PatternPart: FieldCodable {
    public var word: Placed<String>?
    public var subject: Placed<String>?
    public var object: Placed<String>?
    public var text: Placed<String>?

    /// Nothing written.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("word", &word)
        try coder.field("subject", &subject)
        try coder.field("object", &object)
        try coder.field("text", &text)
    }
}

extension PatternPart: ScenarioPart {
    static let required = ["word"]
    static let vocabularies = ["word": ScenarioSchema.Vocabulary.word]
    static let about = [
        "word": "A word of the journal, such as machineAdmitted; `twin schema --words` lists them.",
        "subject": "Whom the entry is about: KIND/NAME, KIND/*, NAME or NAM*.",
        "object": "What else takes part: the state, the item, the step, the machine, the holder of a wait.",
        "text": "What the entry's text holds, such as the rule of a wait.",
    ]
}

/// Something that an object of an API server says.
public struct ConditionPart: FieldCodable {
    public var object: Placed<String>?
    public var cluster: Placed<String>?
    public var path: Placed<String>?
    public var equals: Placed<Value>?
    public var atLeast: Int64?
    public var atMost: Int64?
    public var exists: Bool?

    /// Nothing written.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("object", &object)
        try coder.field("cluster", &cluster)
        try coder.field("path", &path)
        try coder.field("equals", &equals)
        try coder.field("atLeast", &atLeast)
        try coder.field("atMost", &atMost)
        try coder.field("exists", &exists)
    }
}

extension ConditionPart: ScenarioPart {
    static let required = ["object"]
    static let choice = ["equals", "atLeast", "atMost", "exists"]
    static let about = [
        "object": "The object: KIND/NAME, or KIND/NAMESPACE/NAME where several have the name.",
        "cluster": "management or mosk, for kinds that are found in both; mosk when left out.",
        "path": "The field, such as spec.unschedulable or status.steps[ceph].status.",
        "equals": "What it is; a field that is left out is false, 0 or nothing.",
        "atLeast": "The least number that it is.",
        "atMost": "The greatest number that it is.",
        "exists": "Whether the field, or without a path the object, is there.",
    ]
}
