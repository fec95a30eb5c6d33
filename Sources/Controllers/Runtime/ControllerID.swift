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

    /// The name in logs, as the real one is called.
    public var name: String {
        switch self {
        case .release: "release-controller"
        case .cluster: "cluster-controller"
        case .machine: "machine-controller"
        case .bareMetalHost: "baremetal-operator"
        case .updatePlan: "update-plan-controller"
        case .lcmCluster: "lcm-cluster-controller"
        case .lcmMachine: "lcm-machine-controller"
        case .lcmClusterState: "lcm-cluster-state-controller"
        case .lcmAgent: "lcm-agent"
        case .helm: "helm-controller"
        case .openStack: "openstack-controller"
        case .ceph: "ceph-controller"
        case .nodeLifecycle: "node-lifecycle-controller"
        case .workload: "workload-controller"
        case .scheduler: "scheduler"
        case .disruption: "disruption-controller"
        case .kubelet: "kubelet"
        case .garbageCollector: "garbage-collector"
        }
    }
}
