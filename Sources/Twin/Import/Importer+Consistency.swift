import Controllers
import Kubernetes
import Simulation

extension Importer {
    /// Says what in an input does not fit together, and what it leaves open. Nothing is mended: objects
    /// stay as they are.
    mutating func noteInconsistencies(
        _ cluster: CloudObject, _ plane: ManagementPlane, _ machines: MachineList
    ) {
        let namespace = cluster.namespace
        let machineNames = Set(machines.entries.map(\.object.name))
        let found = Set(all(Node.self, 1).map(\.metadata.name))
        notePlan(cluster, plane)
        if let lcm = find(LCMCluster.self, cluster.name, namespace: namespace, 0) {
            for name in lcm.status.machinesInUpdate where !machineNames.contains(name) {
                notes.append(
                    "LCMCluster \(lcm.metadata.name) keeps a slot of the update for \(name), which is no Machine"
                )
            }
        }
        for machine in all(LCMMachine.self, 0)
        where machine.spec.clusterName == cluster.name && machine.metadata.namespace == namespace
            && !machineNames.contains(machine.metadata.name)
        {
            notes.append("LCMMachine \(machine.metadata.name) has no Machine")
        }
        for request in all(NodeMaintenanceRequest.self, 1) where !found.contains(request.spec.nodeName) {
            notes.append("maintenance is asked for of \(request.spec.nodeName), which is no Node")
        }
        for lock in all(NodeWorkloadLock.self, 1) where !found.contains(lock.spec.nodeName) {
            notes.append(
                "NodeWorkloadLock \(lock.metadata.name) is for \(lock.spec.nodeName), which is no Node")
        }
        notePauses(cluster)
        noteNodes(namespace)
        noteTimes()
    }

    /// Alerts that an UpdateAutoPause names and no run can know of, and such objects that no cluster has.
    private mutating func notePauses(_ cluster: CloudObject) {
        for pause in all(UpdateAutoPause.self, 0) {
            let (name, namespace) = (pause.metadata.name, pause.metadata.namespace)
            guard name == cluster.name, namespace == cluster.namespace else {
                if find(Cluster.self, name, namespace: namespace, 0) == nil {
                    notes.append("UpdateAutoPause \(name) pauses nothing: its project has no Cluster \(name)")
                }
                continue
            }
            let known = catalogue.alerts.map(\.alert)
            for alert in pause.spec.alerts where !known.contains(alert) {
                let nearest = NearestName.find(alert, among: known).map { "; did you mean \($0)?" } ?? ""
                notes.append(
                    "UpdateAutoPause \(name): the twin does not evaluate the alert \(alert), so it never pauses "
                        + "the update here\(nearest)")
            }
            if pause.spec.alerts.isEmpty {
                notes.append("UpdateAutoPause \(name) names no alert, so nothing pauses the update")
            }
        }
    }

    private mutating func notePlan(_ cluster: CloudObject, _ plane: ManagementPlane) {
        guard plane.isUnderWay, let target = plane.target else { return }
        let plan = all(ClusterUpdatePlan.self, 0).first {
            $0.spec.cluster == cluster.name && $0.spec.target == target.metadata.name
        }
        notes.append(
            "the update from \(plane.source.metadata.name) to \(target.metadata.name) is under way: it goes on "
                + "from there, and what was begun begins anew")
        if plan == nil {
            notes.append(
                "the update is under way, but there is no ClusterUpdatePlan for it: its steps begin with the first"
            )
        }
        let own = cloud.objects.filter { $0.info.kind == LCMMachineSpec.info.kind }.count
        let count = hosts.count(where: \.isNode)
        if own < count {
            notes.append(
                "the update is under way, but \(count - own) of \(count) machines have no LCMMachine: "
                    + "they are taken not to have begun")
        }
    }

    private mutating func noteNodes(_ namespace: String) {
        for node in all(Node.self, 1) {
            let name = node.metadata.name
            if !node.status.isReady {
                notes.append(
                    "Node \(name) is not Ready: the input does not say why, and it is taken to come back")
            }
            let state = LCMClusterStateType.cordonDrain.objectName(node: name)
            if node.spec.unschedulable == true,
                find(LCMClusterState.self, state, namespace: namespace, 0) == nil
            {
                notes.append("Node \(name) is cordoned, but not by an update: it stays so")
            }
        }
    }

    /// Dates of the input that lie after the beginning of the run would give negative durations.
    private mutating func noteTimes() {
        let latest = all(ClusterUpdatePlan.self, 0).flatMap { plan in
            [plan.status.startedAt] + plan.status.steps.map(\.startedAt)
        }.compactMap { $0?.unixSeconds }.max()
        guard let latest, latest > now.unixSeconds else { return }
        notes.append(
            "the update of the input goes on at \(Timestamp(unixSeconds: latest).text), after the beginning of the run: "
                + "give --start the time at which the input was taken")
    }
}
