public import Kubernetes

/// How much of a service may fail, or does.
public struct ServicePart: FieldCodable {
    public var name: Placed<String>?
    public var service: Placed<String>?
    public var down: Placed<Span>?
    public var longest: Placed<Span>?
    public var failedPerThousand: Placed<Int64>?
    public var downAtLeast: Placed<Span>?
    public var slowedAtLeast: Placed<Span>?

    /// Nothing written.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("service", &service)
        try coder.field("down", &down)
        try coder.field("longest", &longest)
        try coder.field("failedPerThousand", &failedPerThousand)
        try coder.field("downAtLeast", &downAtLeast)
        try coder.field("slowedAtLeast", &slowedAtLeast)
    }
}

extension ServicePart: ScenarioPart {
    static let required = ["name", "service"]
    static let about = [
        "name": "What is limited, in a few words.",
        "service": "A service that tenants use, such as identity, or that one rests on, such as database.",
        "down": "How long it serves nobody at most, all in all.",
        "longest": "How long it serves nobody at most, at a stretch.",
        "failedPerThousand": "How many of a thousand requests, spread evenly over the run, fail at most.",
        "downAtLeast": "How long it serves nobody at least, all in all: what comes of a failure.",
        "slowedAtLeast": "How long it answers without what makes it faster, such as a cache, at least.",
    ]
}
