/// The `spec` of a `Service`: a name under which pods are reached.
public struct ServiceSpec: ResourceSpec {
    /// Its ports.
    public var ports: [ServicePort] = []
    /// The labels that its pods have; empty for a Service whose endpoints somebody else writes.
    public var selector = StringMap()
    /// Its address; `None` for a headless one.
    public var clusterIP = ""
    /// Whether pods that are not ready, or are on their way out, are reached too.
    public var publishNotReadyAddresses = false

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("ports", &ports)
        try coder.field("selector", &selector)
        try coder.field("clusterIP", &clusterIP)
        try coder.field("publishNotReadyAddresses", &publishNotReadyAddresses)
    }

    /// Whether a pod with these labels is one of it.
    public func selects(_ labels: StringMap) -> Bool {
        !selector.isEmpty && selector.entries.allSatisfy { labels[$0.key] == $0.value }
    }

    public typealias Status = NoStatus
    public static let info = KindInfo(apiVersion: "v1", kind: "Service", home: .everywhere)
    public static let kind = KindID(rawValue: 320)

    public static func traits(_ object: Resource<Self>) -> ChangeAspects {
        object.metadata.name == "mariadb" ? .process : []
    }

    public static func indexKeys(_ object: Resource<Self>) -> [IndexKey] {
        [IndexKey("namespace", object.metadata.namespace), IndexKey("name", object.metadata.name)]
    }
}

/// A name under which pods are reached.
public typealias Service = Resource<ServiceSpec>
