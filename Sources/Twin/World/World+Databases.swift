import Controllers
import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Simulation

/// The databases of clusters: whether the next pass of their controllers finds something, and whether anybody
/// answers SQL.
extension World.State {
    /// Looks at the databases and message brokers when something has changed that may matter to them. A cloud
    /// without them pays for the look-up of a name, one in which they are not modelled nothing.
    mutating func reviewProcesses() {
        guard modelsProcesses else { return }
        while substrate.takeProcessChange() {
            placeMembers()
            placeBrokers()
            for cluster in substrate.stores.indices.dropFirst().map(UInt8.init) {
                guard let service = substrate.databaseService(cluster) else { continue }
                reviewPass(cluster)
                reviewOutage(cluster, service)
            }
            guard route() else { return }
        }
    }

    /// A pass that finds something is due at the next beat.
    private mutating func reviewPass(_ cluster: UInt8) {
        var watch = databases[cluster] ?? DatabaseWatch()
        let task = substrate.databaseTask(cluster)
        if task != watch.task {
            watch.task = task
            watch.cause = substrate.kernel.journal.last
        }
        databases[cluster] = watch
        if task != nil { armPass(cluster) }
    }

    private mutating func armPass(_ cluster: UInt8, after time: SimTime? = nil) {
        guard ticking == nil else { return }
        let beats = substrate.beats(.databasePoll, of: UInt32(cluster))
        let next = time.map { beats.next(after: $0) } ?? beats.next(from: now)
        guard databases[cluster]?.pass != next else { return }
        databases[cluster]?.pass = next
        substrate.schedule(.databasePoll, of: UInt32(cluster), epoch: 0, at: next)
    }

    /// A pass that may find something. As long as it may find more, the next one is due.
    mutating func databasePass(_ event: Event) {
        let cluster = UInt8(event.target)
        guard databases[cluster]?.pass == event.time else { return }
        databases[cluster]?.pass = nil
        let mayFindMore = substrate.databaseTask(cluster) != nil
        lookAtDatabase(cluster)
        if mayFindMore { armPass(cluster, after: event.time) }
    }

    /// A pass: tells the controller what it finds.
    mutating func lookAtDatabase(_ cluster: UInt8) {
        guard modelsProcesses else { return }
        substrate.passDatabase(cluster, cause: databases[cluster]?.cause ?? EntryID(number: 1))
    }

    /// Journals when nobody answers SQL, and when somebody does again.
    private mutating func reviewOutage(_ cluster: UInt8, _ service: Stored<ServiceSpec>) {
        let endpoints = substrate.stores[Int(cluster)].get(
            Endpoints.self,
            ObjectKey(
                kind: EndpointsSpec.kind, namespace: service.key.namespace, name: service.key.name))
        let pods = endpoints?.spec.readyPods ?? []
        let serving = pods.first { answersSQL($0, in: service.key.namespace, cluster) }
        directWrites(to: serving, in: service.key.namespace, cluster)
        // At the beginning of a run it is taken to have been served all along.
        guard databases[cluster]?.isServed ?? true != (serving != nil) else { return }
        databases[cluster]?.isServed = serving != nil
        let subject = service.key.subject(cluster: cluster)
        let word = serving == nil ? DatabaseEntry.sqlOutageBegan : .sqlOutageEnded
        let pod = substrate.text(serving ?? pods.first ?? "nobody")
        let (now, began) = (now, databases[cluster]?.outageBegan ?? now)
        let length = serving == nil ? SimDuration.zero : now - began
        if serving == nil { databases[cluster]?.outageBegan = now }
        let before = substrate.kernel.journal.cause
        substrate.kernel.journal.cause = substrate.kernel.journal.last
        substrate.kernel.record(word.kind, subject, pod, value: length.nanoseconds)
        substrate.kernel.journal.cause = before
    }

    /// Whether a pod of the database would answer a client: it is there, and its containers run on a host
    /// that others reach.
    private func answersSQL(_ pod: String, in namespace: NameID, _ cluster: UInt8) -> Bool {
        guard let name = substrate.kernel.names.find(pod) else { return false }
        let key = ObjectKey(kind: PodSpec.kind, namespace: namespace, name: name)
        guard let pod = substrate.stores[Int(cluster)].get(Pod.self, key), pod.status.phase == .running,
            let node = substrate.kernel.names.find(pod.spec.nodeName),
            let host = substrate.estate.node(node, cluster: cluster)
        else { return false }
        guard let member = substrate.databaseMember(key, cluster: cluster) else {
            return plant.doContainersAnswer(host)
        }
        let status = plant.databaseStatus(member.equipment)
        return status.map { $0.isReady && $0.clusterStatus == .primary } ?? false
    }
}
