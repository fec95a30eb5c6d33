/// The `spec` of a `Pod`: a pod.
///
/// What pods have from their template is one value that all of them share, however many they are: a pod that
/// changes it gets its own.
public struct PodSpec: ResourceSpec {
    /// The node it runs on; empty while it is not scheduled.
    public var nodeName = ""
    /// The volumes that it has besides those of its template, such as its claims.
    private var ownVolumes: [PodVolume] = []
    /// One element: an array copies itself on write, and is compared by identity first.
    private var shared: ContiguousArray<PodTemplateSpec>

    /// Pods that say nothing share this.
    private static let nothing: ContiguousArray<PodTemplateSpec> = [PodTemplateSpec()]

    /// Nothing set.
    public init() { shared = Self.nothing }

    public init(value: Value) throws(FieldError) {
        guard let fields = value.fields else { throw FieldError.expected("a map", found: value) }
        self.init()
        var decoder = FieldDecoder(fields: fields)
        try code(&decoder)
        shared[0].document = value
    }

    /// The spec; where there is no base, what the template's document says beyond the model is in it.
    public func encoded(over base: Value?) -> Value {
        encode(over: base ?? shared[0].document ?? .map([]))
    }

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("nodeName", &nodeName)
        var volumes = volumes
        try coder.field("volumes", &volumes)
        if volumes != self.volumes { self.volumes = volumes }
        try shared[0].code(&coder)
    }

    public typealias Status = PodStatus
    public static let info = KindInfo(
        apiVersion: "v1", kind: "Pod", home: .everywhere)
    public static let kind = KindID(rawValue: 271)

    public static func indexKeys(_ object: Resource<Self>) -> [IndexKey] {
        var keys = [IndexKey("node", object.spec.nodeName)]
        // Daemon pods are not evicted, so budgets need not find them.
        if !object.metadata.isDaemonPods {
            keys.append(IndexKey("budgeted", object.metadata.namespace))
        }
        // The few pods of the database are looked for again and again.
        if object.metadata.labels["application"] == "mariadb" {
            keys.append(IndexKey("mariadb", object.metadata.namespace))
        }
        return keys
    }

    public static func isSameStage(_ new: PodStatus, _ old: PodStatus) -> Bool { new.phase == old.phase }

    public static func traits(_ object: Resource<Self>) -> ChangeAspects {
        var traits: ChangeAspects = object.metadata.isDaemonPods ? [] : .evictable
        let application = object.metadata.labels["application"]
        if application == "mariadb" || application == "rabbitmq" { traits.insert(.process) }
        return traits
    }

}

/// A pod.
public typealias Pod = Resource<PodSpec>

extension ObjectMeta {
    /// Whether it is that of a DaemonSet's pod.
    public var isDaemonPods: Bool { ownerReferences.contains { $0.kind == "DaemonSet" } }
}

/// What a pod has from its template.
extension PodSpec {
    /// The labels its node must have.
    public var nodeSelector: StringMap {
        get { shared[0].nodeSelector }
        set { shared[0].nodeSelector = newValue }
    }

    /// How long it may take to stop.
    public var terminationGracePeriodSeconds: Int64 {
        get { shared[0].terminationGracePeriodSeconds }
        set { shared[0].terminationGracePeriodSeconds = newValue }
    }

    /// Its volumes: those of the template first.
    public var volumes: [PodVolume] {
        get { ownVolumes.isEmpty ? shared[0].volumes : shared[0].volumes + ownVolumes }
        set {
            let common = shared[0].volumes
            if newValue.starts(with: common) {
                ownVolumes = Array(newValue[common.count...])
            } else {
                ownVolumes = []
                shared[0].volumes = newValue
            }
        }
    }

    /// The taints that it tolerates.
    public var tolerations: [Toleration] {
        get { shared[0].tolerations }
        set { shared[0].tolerations = newValue }
    }

    /// Where it wants to run.
    public var affinity: Affinity? {
        get { shared[0].affinity }
        set { shared[0].affinity = newValue }
    }

    /// Whether it is in the network of its node.
    public var hostNetwork: Bool {
        get { shared[0].hostNetwork }
        set { shared[0].hostNetwork = newValue }
    }

    /// Its PriorityClass; empty for the default.
    public var priorityClassName: String {
        get { shared[0].priorityClassName }
        set { shared[0].priorityClassName = newValue }
    }

    /// How important it is, as admission takes it from its PriorityClass.
    public var priority: Int64? {
        get { shared[0].priority }
        set { shared[0].priority = newValue }
    }

    /// What becomes of containers that have ended.
    public var restartPolicy: RestartPolicy {
        get { shared[0].restartPolicy }
        set { shared[0].restartPolicy = newValue }
    }

    /// The containers that end before the others begin.
    public var initContainers: [Container] {
        get { shared[0].initContainers }
        set { shared[0].initContainers = newValue }
    }

    /// The containers.
    public var containers: [Container] {
        get { shared[0].containers }
        set { shared[0].containers = newValue }
    }

    /// Takes what it has from its template from another one that says the same, so that both share it.
    public mutating func share(with other: PodSpec) {
        if shared == other.shared { shared = other.shared }
    }

    /// Whether both have one and the same value from their template.
    public func shares(with other: PodSpec) -> Bool {
        shared.withUnsafeBufferPointer { left in
            other.shared.withUnsafeBufferPointer { left.baseAddress == $0.baseAddress }
        }
    }
}
