import Controllers
import Kubernetes
public import Twin

/// What must hold of a cloud once its update is complete and everything has come to rest: it is all at the
/// release, and nothing is amiss that was not so before.
public struct EndStateChecker: Sendable {
    /// What must hold, as reports name it.
    public static let property = "everything settles"

    private let template: WorldTemplate
    private var amissBefore: Set<String>
    /// The machines that were deployed before.
    private let deployed: Set<String>

    /// For an update that has not begun yet in `world`, or is under way in its input.
    public init(_ template: WorldTemplate, before world: borrowing World) {
        self.template = template
        deployed = Set(world.objects(LCMMachine.self).map(\.metadata.name))
        // What an update that is under way has put out of service, it must put back.
        amissBefore = template.isUnderWay ? [] : Set(Self.amiss(world))
    }

    /// What does not hold; empty when all does.
    public func problems(_ world: borrowing World) -> [String] {
        Self.unfinished(world, template, deployed) + Self.amiss(world).filter { !amissBefore.contains($0) }
    }

    /// What does not hold, whatever was before; empty when all does.
    public static func problems(_ world: borrowing World, _ template: WorldTemplate) -> [String] {
        unfinished(world, template, Set(world.objects(LCMMachine.self).map(\.metadata.name))) + amiss(world)
    }

    /// What is not at the release.
    private static func unfinished(
        _ world: borrowing World, _ template: WorldTemplate, _ deployed: Set<String>
    ) -> [String] {
        var problems: [String] = []
        let version = template.release.spec.version
        for machine in world.objects(LCMMachine.self) where !machine.spec.disable {
            let (name, status) = (machine.metadata.name, machine.status)
            if status.state != .ready { problems.append("\(name) is \(status.state.rawValue)") }
            if machine.computedState() != status.state { problems.append("\(name) should be otherwise") }
            if status.release != version { problems.append("\(name) is at \(status.release)") }
            if status.agentVersion != template.release.spec.agent.version {
                problems.append("\(name) has an old agent")
            }
            if machine.spec.rebootRequired { problems.append("\(name) is still to reboot") }
            let own = machine.spec.stateItems.filter { !$0.isHostOS }
            var wanted = template.release.spec.machineTypes.items(for: machine.spec.type)
            if !deployed.contains(name), own.count < wanted.count {
                // A first deployment has nothing to prepare but downloads.
                wanted.removeAll { $0.phase == .prepare && $0.runner != .downloader }
            }
            for item in wanted {
                let done = status.stateItemStatuses[item.name]
                if done?.hash != item.hash || done?.exitCode != 0 {
                    problems.append("\(name) has not done \(item.name)")
                }
            }
            if own.map(\.hash) != wanted.map(\.hash) { problems.append("\(name) has other items") }
            for item in machine.spec.stateItems where item.isHostOS {
                let done = status.stateItemStatuses[item.name]
                if done?.hash != item.hash || done?.exitCode != 0 {
                    problems.append("\(name) has not done \(item.name)")
                }
            }
        }
        for cluster in world.objects(LCMCluster.self) where !cluster.status.machinesInUpdate.isEmpty {
            problems.append("slots are held: \(cluster.status.machinesInUpdate)")
        }
        for state in world.objects(LCMClusterState.self) { problems.append("\(state.metadata.name) is left") }
        for bundle in world.objects(HelmBundle.self) {
            if bundle.status.release != version {
                problems.append("HelmBundle is at \(bundle.status.release)")
            }
            for release in bundle.spec.releases {
                let status = bundle.status.releaseStatuses[release.name]
                if status?.version != release.version { problems.append("\(release.name) is not released") }
                let wanted = template.release.spec.helm.releases.first { $0.name == release.name }
                if wanted?.version != release.version {
                    problems.append("\(release.name) is not at the target")
                }
            }
        }
        for cluster in world.objects(Cluster.self) where cluster.metadata.name == template.cluster {
            let references = cluster.status.providerStatus.releaseRefs
            if references.current?.name != template.release.metadata.name {
                problems.append("the Cluster is not there")
            }
        }
        for plan in world.objects(ClusterUpdatePlan.self)
        where plan.spec.target == template.target?.metadata.name {
            for step in plan.status.steps where step.status != .completed {
                problems.append("step \(step.id) is \(step.status.rawValue)")
            }
        }
        return problems
    }

    /// What is amiss in the MOSK cluster. Pods whose names are made up are called by their owners, since
    /// others take their place.
    private static func amiss(_ world: borrowing World) -> [String] {
        var problems: [String] = []
        for node in world.boxes(Node.self, cluster: 1) {
            let name = node.object.metadata.name
            if node.object.spec.unschedulable == true { problems.append("\(name) is cordoned") }
            if !node.object.status.isReady { problems.append("\(name) is not Ready") }
            if node.object.spec.taints.contains(where: { $0.key == "node.kubernetes.io/unreachable" }) {
                problems.append("\(name) is still tainted")
            }
        }
        for request in world.objects(NodeMaintenanceRequest.self, cluster: 1) {
            problems.append("maintenance of \(request.metadata.name) is left")
        }
        if !world.objects(ClusterMaintenanceRequest.self, cluster: 1).isEmpty {
            problems.append("maintenance of the cluster is left")
        }
        // What is kept for a disabled machine is as it was.
        let disabled = Set(world.objects(NodeDisableNotification.self, cluster: 1).map(\.spec.nodeName))
        for lock in world.boxes(NodeWorkloadLock.self, cluster: 1)
        where lock.object.status.state != .active && !disabled.contains(lock.object.spec.nodeName) {
            problems.append("lock \(lock.object.metadata.name) is \(lock.object.status.state.rawValue)")
        }
        for lock in world.objects(ClusterWorkloadLock.self, cluster: 1) where lock.status.state != .active {
            problems.append("lock \(lock.metadata.name) is \(lock.status.state.rawValue)")
        }
        for box in world.boxes(Pod.self, cluster: 1)
        where !box.object.status.isReady || box.object.metadata.isDeleting {
            let pod = box.object
            // Pods of Jobs end.
            if pod.status.phase == .succeeded || pod.status.phase == .failed { continue }
            let owner = pod.metadata.ownerReferences.first
            let name = owner.map { $0.kind == "StatefulSet" ? pod.metadata.name : "of \($0.name)" }
            problems.append("pod \(name ?? pod.metadata.name) is not ready")
        }
        for set in world.objects(Deployment.self, cluster: 1)
        where set.status.readyReplicas != set.spec.replicas {
            problems.append("\(set.metadata.name) has \(set.status.readyReplicas) of \(set.spec.replicas)")
        }
        for set in world.objects(StatefulSet.self, cluster: 1)
        where set.status.readyReplicas != set.spec.replicas {
            problems.append("\(set.metadata.name) has \(set.status.readyReplicas) of \(set.spec.replicas)")
        }
        // Those of OpenStack that don't replace their pods themselves have it done for them.
        let inventory = world.state.substrate.estate.openStack ?? OpenStackInventory()
        let namespaces = (inventory.services + inventory.openSDN).map(\.namespace)
        for set in world.objects(DaemonSet.self, cluster: 1) where namespaces.contains(set.metadata.namespace)
        {
            let wanted = set.status.desiredNumberScheduled ?? 0
            if set.status.updatedNumberScheduled ?? 0 < wanted {
                problems.append("\(set.metadata.name) has old pods")
            }
        }
        return problems
    }
}
