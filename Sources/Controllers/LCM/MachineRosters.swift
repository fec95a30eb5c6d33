import Kubernetes
import Simulation

/// The machines that the LCMCluster controller's cache sees, by cluster and by update group.
public struct MachineRosters: ControllerMemory {
    /// How the machines of a cluster are.
    struct Tally: Sendable {
        /// How many there are.
        var count: Int64 = 0
        /// How many managers have been deployed.
        var managers = 0
        /// How many of them are in Ready.
        var ready: Int64 = 0
        /// How many of them are disabled: nothing else is counted of these.
        var disabled: Int64 = 0
        /// The releases that they have reached, with how many each.
        private var releases: [(name: String, count: Int)] = []

        /// Whether all have reached `release`.
        func isThere(_ release: String) -> Bool {
            releases.allSatisfy { $0.count == 0 || $0.name == release }
        }

        /// Whether there are machines that have not been deployed yet.
        var hasNew: Bool { releases.contains { $0.name.isEmpty && $0.count > 0 } }

        fileprivate mutating func take(_ machine: Stored<LCMMachineSpec>, _ change: Int) {
            count += Int64(change)
            guard !machine.object.spec.disable else {
                disabled += Int64(change)
                return
            }
            let release = machine.object.status.release
            if machine.object.spec.type == .control, !release.isEmpty { managers += change }
            if machine.object.status.state == .ready { ready += Int64(change) }
            if let index = releases.firstIndex(where: { $0.name == release }) {
                releases[index].count += change
            } else {
                releases.append((release, change))
            }
        }
    }

    /// The machines of a cluster that are managers, or those of an update group that are workers.
    private struct Group: Sendable {
        var namespace: NameID
        var name: String
        var isManagers: Bool
        var tally = Tally()
        var roster = MachineRoster()
        /// The machines of the cluster that are new, where this stands for the cluster.
        var newcomers = DeploymentRoster()
    }

    private var groups: [Group] = []

    /// No machine was seen yet.
    public init() {}

    /// How the machines of a cluster are.
    mutating func tally(_ namespace: NameID, cluster: String) -> Tally {
        groups[place(namespace, cluster, isManagers: true)].tally
    }

    /// The machines of a cluster that have not been deployed yet and whose agents have reported.
    mutating func newcomers(_ namespace: NameID, cluster: String) -> DeploymentRoster {
        groups[place(namespace, cluster, isManagers: true)].newcomers
    }

    /// The managers of a cluster, on their way to what it wants.
    mutating func managers(_ namespace: NameID, of cluster: Stored<LCMClusterSpec>) -> Int {
        let place = place(namespace, cluster.object.metadata.name, isManagers: true)
        groups[place].roster.judge(by: cluster)
        return place
    }

    /// The workers of an update group, on their way to what `cluster` wants.
    mutating func workers(_ namespace: NameID, group: String, of cluster: Stored<LCMClusterSpec>) -> Int {
        let place = place(namespace, group, isManagers: false)
        groups[place].roster.judge(by: cluster)
        return place
    }

    /// The roster at a place that `managers` or `workers` gave.
    subscript(place: Int) -> MachineRoster {
        _read { yield groups[place].roster }
        _modify { yield &groups[place].roster }
    }

    /// Follows a change of a machine that the cache has come to see.
    mutating func take(_ change: ObjectChange) {
        let namespace = change.key.namespace
        let (old, new) = (change.oldBox(LCMMachine.self), change.newBox(LCMMachine.self))
        if let old {
            let cluster = place(namespace, old.object.spec.clusterName, isManagers: true)
            groups[cluster].tally.take(old, -1)
            if new == nil || new?.updateIndex != old.updateIndex || !(new?.object.isNewcomer ?? false) {
                groups[cluster].newcomers.remove(old)
            }
            // A machine that keeps its place is replaced there.
            if let place = group(old, namespace),
                new == nil || self.group(new, namespace) != place
                    || old.updateIndex != new?.updateIndex
            {
                groups[place].roster.remove(old)
            }
        }
        if let new {
            let cluster = place(namespace, new.object.spec.clusterName, isManagers: true)
            groups[cluster].tally.take(new, 1)
            if new.object.isNewcomer { groups[cluster].newcomers.insert(new) }
            if let place = group(new, namespace) { groups[place].roster.insert(new) }
        }
    }

    /// The group in which a machine takes part in updates; nil for one that does not.
    private mutating func group(_ machine: Stored<LCMMachineSpec>?, _ namespace: NameID) -> Int? {
        if let machine, machine.object.spec.disable || machine.object.isLeaving { return nil }
        return switch machine?.object.spec.type {
        case .control: place(namespace, machine?.object.spec.clusterName ?? "", isManagers: true)
        case .worker:
            machine?.object.metadata.labels[Label.updateGroup].map { place(namespace, $0, isManagers: false) }
        case .bastion, .unassigned, nil: nil
        }
    }

    private mutating func place(_ namespace: NameID, _ name: String, isManagers: Bool) -> Int {
        for index in groups.indices
        where groups[index].isManagers == isManagers && groups[index].namespace == namespace
            && groups[index].name == name
        {
            return index
        }
        groups.append(Group(namespace: namespace, name: name, isManagers: isManagers))
        return groups.count - 1
    }
}
