/// What equipment answers.
public enum EquipmentReply: Hashable, Codable, Sendable {
    case host(HostReply)
    case bmc(BMCReply)
    case containerRuntime(ContainerRuntimeReply)
    case kubernetesEngine(KubernetesEngineReply)
    case artifactMirror(ArtifactMirrorReply)
    case ironic(IronicReply)
    case galera(GaleraReply)
    case rabbitMQ(RabbitMQReply)
    case compute(ComputeReply)
}
