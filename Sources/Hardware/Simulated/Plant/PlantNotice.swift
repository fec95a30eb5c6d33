public import HardwareInterfaces

/// Something about equipment that the rest of the world must know.
public enum PlantNotice: Sendable {
    /// What controllers learn of too.
    case equipment(EquipmentNotice)
    /// The etcd of a cluster takes another time than before to have a write on disk.
    case etcdSync(cluster: UInt8, EtcdSync)
    /// A cluster's managers have a majority, or no longer do.
    case quorum(cluster: UInt8, Bool)
    /// What a host's BMC tells of its power is other than before.
    case power(UInt32)
    /// A command was answered.
    case answer(OperationID, Result<EquipmentReply, EquipmentError>)
}

extension PlantNotice {
    /// Whether it may decide where a database's or a message broker's process is, and who answers SQL.
    public var concernsProcesses: Bool {
        switch self {
        case .quorum: true
        case .equipment(.host), .equipment(.network), .equipment(.containers), .equipment(.assigned),
            .equipment(.kubelet), .equipment(.database):
            true
        case .equipment, .etcdSync, .power, .answer: false
        }
    }
}
