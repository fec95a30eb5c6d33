public import Kubernetes

/// After what an item happens: an entry of the journal, or another item by its name.
public enum AfterPart: FieldValue {
    case item(String, SourcePosition)
    case entry(Placed<PatternPart>)

    public init(value: Value) throws(FieldError) {
        if let name = value.string {
            self = .item(name, value.position)
        } else if value.fields != nil {
            self = .entry(try Placed(value: value))
        } else {
            throw .expected(
                "an entry or the name of an item", found: value, hint: "write it as {word: machineAdmitted}")
        }
    }

    public func encoded(over base: Value?) -> Value {
        switch self {
        case .item(let name, _): .string(name)
        case .entry(let pattern): pattern.encoded(over: base)
        }
    }

    public static func rejectUnknownFields(in value: Value) throws(FieldError) {
        try PatternPart.rejectUnknownFields(in: value)
    }

    public static func == (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.item(let a, _), .item(let b, _)): a == b
        case (.entry(let a), .entry(let b)): a == b
        default: false
        }
    }
}

/// Whom a fault strikes: a name, or how nodes are chosen.
public enum TargetPart: FieldValue {
    case name(String, SourcePosition)
    case nodes(Placed<NodesPart>)

    public init(value: Value) throws(FieldError) {
        if let name = value.string {
            self = .name(name, value.position)
        } else if value.fields != nil {
            self = .nodes(try Placed(value: value))
        } else {
            throw .expected(
                "a name or a choice of nodes", found: value,
                hint: "write cmp-01 or {rack: rack-01, share: 50%}")
        }
    }

    public func encoded(over base: Value?) -> Value {
        switch self {
        case .name(let name, _): .string(name)
        case .nodes(let nodes): nodes.encoded(over: base)
        }
    }

    public static func rejectUnknownFields(in value: Value) throws(FieldError) {
        try NodesPart.rejectUnknownFields(in: value)
    }

    public static func == (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.name(let a, _), .name(let b, _)): a == b
        case (.nodes(let a), .nodes(let b)): a == b
        default: false
        }
    }
}

/// How nodes are chosen.
public struct NodesPart: FieldCodable {
    public var labels: StringMap?
    public var rack: Placed<String>?
    public var share: Placed<String>?

    /// Nothing written.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("labels", &labels)
        try coder.field("rack", &rack)
        try coder.field("share", &share)
    }
}

extension NodesPart: ScenarioPart {
    static let about = [
        "labels": "Labels that the nodes have.",
        "rack": "The rack that their BareMetalHosts are labelled with.",
        "share": "How many of them, such as 50%, drawn from the seed and rounded up.",
    ]
}

/// Something that happens from outside.
public struct ItemPart: FieldCodable {
    public var name: Placed<String>?
    public var fault: Placed<String>?
    public var target: Placed<TargetPart>?
    public var with: Placed<Value>?
    public var `for`: Placed<Span>?
    public var end: Placed<String>?
    public var set: Placed<WritePart>?
    public var apply: Placed<ApplyPart>?
    public var delete: Placed<DeletePart>?
    public var commence: Placed<StepsPart>?
    public var at: Placed<Span>?
    public var after: Placed<AfterPart>?
    public var when: Placed<ConditionPart>?
    public var delay: Placed<Span>?

    /// Nothing written.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("fault", &fault)
        try coder.field("target", &target)
        try coder.field("with", &with)
        try coder.field("for", &self.for)
        try coder.field("end", &end)
        try coder.field("set", &set)
        try coder.field("apply", &apply)
        try coder.field("delete", &delete)
        try coder.field("commence", &commence)
        try coder.field("at", &at)
        try coder.field("after", &after)
        try coder.field("when", &when)
        try coder.field("delay", &delay)
    }

    /// A field of an object, and what it becomes.
    public struct WritePart: FieldCodable {
        public var object: Placed<String>?
        public var cluster: Placed<String>?
        public var path: Placed<String>?
        public var value: Placed<Value>?

        /// Nothing written.
        public init() {}

        public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
            try coder.field("object", &object)
            try coder.field("cluster", &cluster)
            try coder.field("path", &path)
            try coder.field("value", &value)
        }
    }
}

/// Steps of the plan: their identifiers, or `all`.
public enum StepsPart: FieldValue {
    case all
    case steps([Placed<String>])

    public init(value: Value) throws(FieldError) {
        if value.string == "all" {
            self = .all
        } else if value.list != nil {
            self = .steps(try [Placed<String>](value: value))
        } else {
            throw .expected("steps", found: value, hint: "write all, or a list such as [openstack, ceph]")
        }
    }

    public func encoded(over base: Value?) -> Value {
        switch self {
        case .all: .string("all")
        case .steps(let steps): steps.encoded(over: base)
        }
    }
}

extension ItemPart: ScenarioPart {
    static let choice = ["fault", "end", "set", "apply", "delete", "commence"]
    static let vocabularies = ["fault": ScenarioSchema.Vocabulary.fault]
    static let about = [
        "name": "The name, by which other items speak of it.",
        "fault": "A kind of fault, such as power-loss; `twin schema --faults` lists them.",
        "target": "Whom the fault strikes: a name, * for all nodes, or a choice of nodes.",
        "with": "The fault's arguments, by their names.",
        "for": "How long the fault lasts; when left out, until it is ended, or for ever.",
        "end": "The fault of this name ends.",
        "set": "The operator writes a field of an object.",
        "apply":
            "The operator creates objects or changes those that are there: an object, a list, or {file: PATH}.",
        "delete":
            "The operator deletes an object: KIND/NAME or KIND/NAMESPACE/NAME, or a map with its cluster.",
        "commence": "The operator lets steps of the plan begin: their identifiers, or all.",
        "at": "So long after the beginning; 0s when neither after nor when is there.",
        "after": "After the first such entry, or after another item, by its name.",
        "when": "When an object first says this.",
        "delay": "How long after that.",
    ]
}

extension ItemPart.WritePart: ScenarioPart {
    static let required = ["object", "path", "value"]
    static let about = [
        "object": "The object: KIND/NAME, or KIND/NAMESPACE/NAME where several have the name.",
        "cluster": "management or mosk, for kinds that are found in both; mosk when left out.",
        "path": "The field, such as spec.concurrentUpdates.",
        "value": "What it becomes.",
    ]
}
