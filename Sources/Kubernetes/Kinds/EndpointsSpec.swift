/// What `Endpoints` say: who is behind the Service of the same name. It stands at the top of the object.
///
/// Of the two forms that Kubernetes writes, this is the one that MOSK's start script of MariaDB reads.
/// Source: Mirantis/rockoon charts/infra/mariadb/templates/bin/_start.py.tpl (list_namespaced_endpoints).
public struct EndpointsSpec: ResourceSpec {
    /// Its parts.
    public var subsets: [EndpointSubset] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {}

    public static func codeTopLevel<C: FieldCoder>(
        _ object: inout Resource<Self>, _ coder: inout C
    ) throws(FieldError) {
        try coder.field("subsets", &object.spec.subsets)
    }

    /// The names of the pods that take traffic, in the order of the addresses.
    public var readyPods: [String] {
        subsets.flatMap(\.addresses).compactMap { $0.targetRef?.name }
    }

    public static func traits(_ object: Resource<Self>) -> ChangeAspects {
        object.metadata.name == "mariadb" ? .process : []
    }

    public typealias Status = NoStatus
    public static let info = KindInfo(apiVersion: "v1", kind: "Endpoints", home: .everywhere)
    public static let kind = KindID(rawValue: 321)
}

/// Who is behind the Service of the same name.
public typealias Endpoints = Resource<EndpointsSpec>
