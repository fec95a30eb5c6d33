/// The controllers of the estate. The order is that of their numbers in the journal.
public enum ControllerID: UInt8, CaseIterable, Sendable {
    case release
    case cluster
    case machine
    case bareMetalHost
    case updatePlan
    case lcmCluster
    case lcmMachine
    case lcmClusterState
    case lcmAgent
    case helm
    case openStack
    case ceph
    case nodeLifecycle
    case workload
    case scheduler
    case disruption
    case kubelet
    case garbageCollector
    case podGarbageCollector
    case ipam
    case hostOSConfiguration
    case endpoints
    case mariaDB
    case mariaDBStart
    case openStackDeployment
    case tungstenFabric

    /// Those that only a modelled plane of OpenStack has: in its place stands a table of durations otherwise.
    public static let ofOpenStackPlane: [ControllerID] = [
        .endpoints, .mariaDB, .mariaDBStart, .openStackDeployment,
    ]

    /// The name in logs, as the real one is called.
    public var name: String { ControllerSet.names[Int(rawValue)] }
}
