import HardwareInterfaces
import Kubernetes
public import Simulation

/// Reads past the caches under the faults of API servers.
extension Substrate {
    /// A read of the present reconcile reaches an API server. When that does not answer, or a fault lets the
    /// read fail, the reconcile has failed: it writes nothing and asks nothing more of equipment.
    mutating func readReaches(_ cluster: UInt8) {
        guard reads.isCounted, reads.failure == nil else { return }
        reads.count += 1
        guard stores[Int(cluster)].isAvailable else {
            reads.failure = (cluster, .unavailable)
            return
        }
        for index in apiFaults.indices {
            switch apiFaults[index].fault {
            case .errors(cluster, let percent):
                let id = Int(current.controller.rawValue)
                let name = runtimes[id].items[Int(current.item)].key.object.name
                let stream = draw(index, runtimes[id].spec.name, name).derive("read").derive(reads.count)
                guard stream.chance(UInt64(percent), in: 100, instant) else { continue }
                reads.failure = (cluster, .failed(APIFault.serverError))
            case .slow(cluster, let extra): reads.delay += extra
            // A read waits for no sync of etcd's log.
            case .errors, .slow, .conflicts, .slowDisk, .helmReleaseStuck, .containersCrash, .watchesDown,
                .watchDown, .unseenStates, .oldCache:
                continue
            }
            feel(index)
        }
    }

    /// Ends a reconcile of which a read has failed: it is done again after the back-off, with the commands
    /// that it has under way.
    mutating func endFailedReconcile(_ cluster: UInt8, _ failure: LiveReads.Failure) {
        let (id, number) = (Int(current.controller.rawValue), current.item)
        writes.removeAll(keepingCapacity: true)
        runtimes[id].keepAsked(Int(number))
        let key = runtimes[id].items[Int(number)].key
        let (object, reader) = (key.object.subject(cluster: key.cluster), subject(current.controller))
        switch failure {
        case .unavailable:
            let reason = text("the API server does not answer").name
            kernel.record(KubernetesEntry.readFailed.kind, object, reader, value: Int64(reason.number))
            blockOnQuorum(id, number, cluster: cluster)
        case .failed(let reason):
            let value = Int64(kernel.names.intern(reason).number)
            kernel.record(KubernetesEntry.readFailed.kind, object, reader, value: value)
            retry(id, number, cluster: cluster, reason)
        }
    }
}

/// The operator's requests under the faults of API servers.
extension Substrate {
    /// What comes to a request of the operator's for an object: how much longer it takes, and how it fails.
    /// One may fail and be carried out all the same.
    public struct OperatorFate: Sendable {
        /// How much longer it takes.
        public var delay = SimDuration.zero
        /// What the operator is told; nil when all is well.
        public var failure: String?
        /// Whether it is carried out.
        public var isCarriedOut = true
    }

    /// Says what comes to a request of the operator's that is sent now. Conflicts don't: what is patched
    /// names no revision.
    public mutating func operatorFate(cluster: UInt8, name: NameID) -> OperatorFate {
        let isSound = estate.clusters[Int(cluster)].etcdSync == .sound
        guard !apiFaults.isEmpty || !isSound else { return OperatorFate() }
        let (delay, fate) = strike(cluster, isUpdate: false, by: "operator", name)
        switch fate {
        case .regular, .overtaken: return OperatorFate(delay: delay)
        case .failed(let reason): return OperatorFate(delay: delay, failure: reason, isCarriedOut: false)
        case .unanswered(let reason): return OperatorFate(delay: delay, failure: reason)
        }
    }
}
