import Controllers
import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Simulation

/// The message brokers of clusters: which pods hold them, and on which hosts.
extension World.State {
    /// Builds a broker for each StatefulSet of MOSK's chart that has one pod. It runs where its pod is
    /// ready.
    mutating func addBrokers(_ clients: [OpenStackMessageClient]) {
        for cluster in substrate.stores.indices.dropFirst().map(UInt8.init) {
            var sets: [StatefulSet] = []
            substrate.stores[Int(cluster)].forEach(StatefulSetSpec.kind) { stored in
                let set = unsafeDowncast(stored, to: Stored<StatefulSetSpec>.self).object
                if set.isMessageBroker { sets.append(set) }
                return true
            }
            sets.sort { $0.metadata.name < $1.metadata.name }
            let names = sets.map(\.metadata.name)
            let computes = substrate.stores[Int(cluster)].list(NodeSpec.kind).count {
                $0.metadata.labels["openstack-compute-node"] == "enabled"
            }
            for set in sets {
                let own = clients.filter { $0.broker(of: names) == set.metadata.name }.map {
                    RabbitMQClient(
                        name: $0.service, connections: Int($0.connections + $0.perCompute * Int64(computes)),
                        callTimeout: .seconds($0.timeout))
                }
                addBroker(set, own, cluster)
            }
        }
    }

    private mutating func addBroker(_ set: StatefulSet, _ clients: [RabbitMQClient], _ cluster: UInt8) {
        let key = substrate.key(
            Pod.self, "\(set.metadata.name)-0", namespace: set.metadata.namespace)
        let pod = substrate.stores[Int(cluster)].get(Pod.self, key)
        let host = pod.flatMap { self.host(of: $0, cluster) }
        let place = RabbitMQPlace(
            cluster: cluster, workload: set.metadata.name, name: key.name, host: host, clients: clients)
        let index = plant.add(place, &substrate.kernel)
        var broker = MessageBroker(cluster: cluster, pod: key, equipment: UInt32(index))
        // A pod whose container has not begun gets its broker once it has a host.
        if let pod, host != nil, pod.status.phase == .running { broker.uid = pod.metadata.uid }
        substrate.estate.brokers.append(broker)
        if !(pod?.status.isReady ?? false) {
            plant.endBroker(index, "its pod is not ready", &substrate.kernel)
        }
    }

    /// Lets brokers follow their pods. A process whose pod is gone runs on until its kubelet hears of it;
    /// where there is a new pod it ends at once, since a broker has one process here.
    mutating func placeBrokers() {
        for index in substrate.estate.brokers.indices {
            let broker = substrate.estate.brokers[index]
            let (equipment, cluster) = (Int(broker.equipment), broker.cluster)
            let place = plant.brokers[equipment]
            guard let pod = substrate.stores[Int(cluster)].get(Pod.self, broker.pod) else {
                let isHeard = place.host.map { substrate.estate.nodes[Int($0)].isTalking } ?? true
                if place.isRunning, isHeard {
                    plant.endBroker(equipment, "its pod is gone", &substrate.kernel)
                }
                continue
            }
            guard let host = host(of: pod, cluster), pod.metadata.uid != broker.uid else { continue }
            substrate.estate.brokers[index].move(to: pod.metadata.uid)
            plant.moveBroker(equipment, to: host, &substrate.kernel)
        }
    }
}

extension StatefulSet {
    /// Whether its pod holds a message broker that stands alone, by MOSK's chart.
    var isMessageBroker: Bool {
        metadata.name.hasSuffix("rabbitmq-rabbitmq") && spec.replicas == 1
    }
}
