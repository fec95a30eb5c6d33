/// What a controller may ask of equipment.
public enum EquipmentCommand: Hashable, Codable, Sendable {
    case host(HostCommand)
    case bmc(BMCCommand)
    case containerRuntime(ContainerRuntimeCommand)
    case kubernetesEngine(KubernetesEngineCommand)
    case artifactMirror(ArtifactMirrorCommand)
    case ironic(IronicCommand)
    case galera(GaleraCommand)
    case rabbitMQ(RabbitMQCommand)
    case compute(ComputeCommand)
}
