public import Simulation

/// The kinds of equipment, with the numbers under which they are subjects of the journal.
public enum EquipmentKind: UInt16, CaseIterable, Codable, Sendable {
    /// A server and its operating system.
    case host = 128
    /// A server's management controller.
    case bmc
    /// A host's container runtime (MCR).
    case containerRuntime
    /// A cluster's Kubernetes engine (MKE): managers, workers, quorums.
    case kubernetesEngine
    /// Where artifacts come from: packages, binaries, images, behind a caching proxy.
    case artifactMirror
    /// Ironic, which provisions servers; by the index of the host that its node stands for.
    case ironic
    /// A member of a Galera cluster, by the place of its cluster and its own there.
    case galeraMember
    /// A RabbitMQ broker, by its place among those of the world.
    case messageBroker
    /// Nova and its neighbours; of a cloud there is one.
    case compute = 140

    /// The kind of journal subject.
    public var subjectKind: SubjectKind { SubjectKind(rawValue: rawValue) }

    /// How logs call it.
    public var label: String {
        switch self {
        case .host: "Host"
        case .bmc: "BMC"
        case .containerRuntime: "MCR"
        case .kubernetesEngine: "MKE"
        case .artifactMirror: "Mirror"
        case .ironic: "Ironic"
        case .galeraMember: "Galera"
        case .messageBroker: "RabbitMQ"
        case .compute: "Nova"
        }
    }
}
