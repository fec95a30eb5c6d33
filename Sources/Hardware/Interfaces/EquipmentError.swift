/// Why equipment did not do what it was asked.
public enum EquipmentError: Error, Hashable, Codable, Sendable {
    case host(HostError)
    case bmc(BMCError)
    case containerRuntime(ContainerRuntimeError)
    case kubernetesEngine(KubernetesEngineError)
    case artifactMirror(ArtifactMirrorError)
    case ironic(IronicError)
    case galera(GaleraError)
    case rabbitMQ(RabbitMQError)
    case compute(ComputeError)
    /// No answer came within the effect's time-out.
    case timedOut

    /// For people: what went wrong, in a few words.
    public var summary: String {
        switch self {
        case .host(let error): error.summary
        case .bmc(let error): error.summary
        case .containerRuntime(let error): error.summary
        case .kubernetesEngine(let error): error.summary
        case .artifactMirror(let error): error.summary
        case .ironic(let error): error.summary
        case .galera(let error): error.summary
        case .rabbitMQ(let error): error.summary
        case .compute(let error): error.summary
        case .timedOut: "no answer in time"
        }
    }
}
