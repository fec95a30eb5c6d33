/// What pods of one template have in common. It is held once for all of them.
struct PodTemplateSpec: FieldCodable {
    var nodeSelector = StringMap()
    var terminationGracePeriodSeconds: Int64 = 30
    var volumes: [PodVolume] = []
    var tolerations: [Toleration] = []
    var affinity: Affinity?
    var hostNetwork = false
    var priorityClassName = ""
    var priority: Int64?
    var restartPolicy = RestartPolicy.always
    var initContainers: [Container] = []
    var containers: [Container] = []
    /// The document it was read from, for what is not modelled.
    var document: Value?

    init() {}

    /// All but the volumes, to which a pod may add some of its own.
    mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("nodeSelector", &nodeSelector)
        try coder.field("terminationGracePeriodSeconds", &terminationGracePeriodSeconds)
        try coder.field("tolerations", &tolerations)
        try coder.field("affinity", &affinity)
        try coder.field("hostNetwork", &hostNetwork)
        try coder.field("priorityClassName", &priorityClassName)
        try coder.field("priority", &priority)
        try coder.field("restartPolicy", &restartPolicy)
        try coder.field("initContainers", &initContainers)
        try coder.field("containers", &containers)
    }

    /// Whether both say the same; the documents they were read from don't count.
    static func == (left: Self, right: Self) -> Bool {
        left.nodeSelector == right.nodeSelector
            && left.terminationGracePeriodSeconds == right.terminationGracePeriodSeconds
            && left.volumes == right.volumes && left.tolerations == right.tolerations
            && left.affinity == right.affinity && left.hostNetwork == right.hostNetwork
            && left.priorityClassName == right.priorityClassName && left.priority == right.priority
            && left.restartPolicy == right.restartPolicy && left.initContainers == right.initContainers
            && left.containers == right.containers
    }
}
