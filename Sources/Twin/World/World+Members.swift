import Controllers
import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Simulation

/// The members of databases: which pods they are, on which hosts, and whom clients write to.
extension World.State {
    /// Builds a Galera cluster for each cluster of Kubernetes that has the StatefulSet of MOSK's chart. Its
    /// members run where their pods are ready.
    mutating func addDatabases() {
        for cluster in substrate.stores.indices.dropFirst().map(UInt8.init) {
            var sets: [StatefulSet] = []
            substrate.stores[Int(cluster)].forEach(StatefulSetSpec.kind) { stored in
                let set = unsafeDowncast(stored, to: Stored<StatefulSetSpec>.self).object
                if set.metadata.name == DatabaseNames.server,
                    (1...Int64(GaleraPlace.most)).contains(set.spec.replicas)
                {
                    sets.append(set)
                }
                return sets.isEmpty
            }
            if let set = sets.first { addDatabase(set, cluster) }
        }
    }

    private mutating func addDatabase(_ set: StatefulSet, _ cluster: UInt8) {
        let names = (0..<set.spec.replicas).map { "\(set.metadata.name)-\($0)" }
        let keys = names.map { substrate.key(Pod.self, $0, namespace: set.metadata.namespace) }
        let pods = keys.map { substrate.stores[Int(cluster)].get(Pod.self, $0) }
        let hosts = pods.map { $0.flatMap { host(of: $0, cluster) } }
        let place = GaleraPlace(
            cluster: cluster, names: keys.map(\.name), hosts: hosts,
            durations: GaleraDurations(substrate.kernel, node: nil, occurrence: 0))
        let galera = plant.add(place, &substrate.kernel)
        for (number, key) in keys.enumerated() {
            let equipment = Plant.equipment(galera, number)
            var member = DatabaseMember(cluster: cluster, pod: key, equipment: equipment)
            member.uid = pods[number]?.metadata.uid ?? .none
            substrate.estate.members.append(member)
            if !(pods[number]?.status.isReady ?? false) {
                plant.moveMember(equipment, to: hosts[number], &substrate.kernel)
            }
        }
    }

    /// Lets members follow their pods. A process whose pod is gone, or another one by now, runs on until its
    /// kubelet hears of it, then leaves in order; where the new pod got another host, it ends at once, since
    /// a member has one process here.
    mutating func placeMembers() {
        for index in substrate.estate.members.indices {
            let member = substrate.estate.members[index]
            let pod = substrate.stores[Int(member.cluster)].get(Pod.self, member.pod)
            let host = pod.flatMap { self.host(of: $0, member.cluster) }
            let place = plant.memberHost(member.equipment)
            let isMoved = host != nil && host != place
            if plant.isDatabaseRunning(member.equipment), pod?.metadata.uid != member.uid, !isMoved {
                let isHeard = place.map { substrate.estate.nodes[Int($0)].isTalking } ?? true
                if isHeard { plant.leaveMember(member.equipment, &substrate.kernel) }
                continue
            }
            if let pod { substrate.estate.members[index].uid = pod.metadata.uid }
            if isMoved { plant.moveMember(member.equipment, to: host, &substrate.kernel) }
        }
    }

    /// The host that a pod was given.
    func host(of pod: Pod, _ cluster: UInt8) -> UInt32? {
        substrate.kernel.names.find(pod.spec.nodeName).flatMap {
            substrate.estate.node($0, cluster: cluster)
        }
    }

    /// Lets clients write to the member that answers them.
    mutating func directWrites(to pod: String?, in namespace: NameID, _ cluster: UInt8) {
        let key = pod.flatMap { substrate.kernel.names.find($0) }.map {
            ObjectKey(kind: PodSpec.kind, namespace: namespace, name: $0)
        }
        let writer = key.flatMap { substrate.databaseMember($0, cluster: cluster) }?.equipment
        guard let any = writer ?? substrate.estate.members.first(where: { $0.cluster == cluster })?.equipment
        else { return }
        plant.setWriter(writer, ofClusterOf: any, &substrate.kernel)
    }
}
