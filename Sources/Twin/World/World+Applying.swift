import Controllers
import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Simulation

extension World.State {
    /// What came of a request of the operator's: what it was about, and how the API server failed.
    typealias Performed = (subject: Subject, problem: KubernetesEntry?)

    /// Creates an object for the operator, or changes the one that is there; what the API server refuses is
    /// journaled.
    mutating func perform(_ apply: ObjectApply) -> Performed {
        let key = ObjectKey(
            kind: apply.kind, namespace: substrate.kernel.names.intern(apply.namespace),
            name: substrate.kernel.names.intern(apply.name))
        let subject = key.subject(cluster: UInt8(apply.cluster))
        let isThere = substrate.stores[apply.cluster].stored(key) != nil
        let result =
            isThere
            ? openStackRefusal(key, apply.patch, cluster: apply.cluster).map(Result.failure)
                ?? substrate.patch(key, part: .main, with: apply.patch, cluster: apply.cluster)
            : substrate.create(apply.value, key, cluster: apply.cluster)
        if !isThere, case .success = result { standUp(key) }
        return journal(result, isThere ? .updated : .created, subject)
    }

    /// A host that is new to the API server is a server that somebody has put into the rack: blank, without
    /// power, cabled.
    private mutating func standUp(_ key: ObjectKey) {
        guard key.kind == BareMetalHostSpec.kind || key.kind == BareMetalHostInventorySpec.kind else {
            return
        }
        let hostKey = ObjectKey(kind: BareMetalHostSpec.kind, namespace: key.namespace, name: key.name)
        guard substrate.estate.host(hostKey) == nil else { return }
        guard let stored = substrate.stores[0].stored(key) else { return }
        let host =
            key.kind == BareMetalHostSpec.kind
            ? unsafeDowncast(stored, to: Stored<BareMetalHostSpec>.self).object
            : unsafeDowncast(stored, to: Stored<BareMetalHostInventorySpec>.self).object.bareMetalHost
        let (templates, profiles) = (list(L2Template.self), list(BareMetalHostProfile.self))
        let built = WorldTemplate.Host(host, HardwareNeeds.byNamespace(templates, profiles))
        let index = built.build(&plant, &substrate.estate, &substrate.kernel)
        plant.connect(index, &substrate.kernel)
        beginTicking(of: index)
    }

    private func list<Spec>(_ type: Resource<Spec>.Type) -> [Resource<Spec>] {
        substrate.stores[0].list(Spec.kind).map { unsafeDowncast($0, to: Stored<Spec>.self).object }
    }

    /// Asks for a deletion for the operator; a refusal is journaled.
    mutating func perform(_ deletion: ObjectDeletion) -> Performed {
        let key = key(deletion.kind, deletion.name, in: deletion.namespace, cluster: deletion.cluster)
        let subject = key.subject(cluster: UInt8(deletion.cluster))
        switch substrate.delete(key, cluster: deletion.cluster) {
        case .success(let isGone):
            return journal(.success(true), isGone ? .deleted : .deletionRequested, subject)
        case .failure(let error): return journal(.failure(error), .deleted, subject)
        }
    }

    /// Writes a field for the operator; what the API server refuses is journaled.
    mutating func perform(_ write: ObjectWrite) -> Performed {
        let key = key(write.kind, write.name, in: write.namespace, cluster: write.cluster)
        let result =
            openStackRefusal(key, write.patch, cluster: write.cluster).map(Result.failure)
            ?? substrate.patch(key, part: write.part, with: write.patch, cluster: write.cluster)
        return journal(result, .updated, key.subject(cluster: UInt8(write.cluster)))
    }

    /// The key of the object that the operator means; one that is not there has no namespace but the one
    /// that was named.
    mutating func key(
        _ kind: KindID, _ name: String, in namespace: String?, cluster: Int
    ) -> ObjectKey {
        let name = substrate.kernel.names.intern(name)
        let namespace = namespace.map { substrate.kernel.names.intern($0) }
        var found: ObjectKey?
        substrate.stores[cluster].forEach(kind) { stored in
            if stored.key.name == name, namespace == nil || stored.key.namespace == namespace {
                found = stored.key
            }
            return found == nil
        }
        return found ?? ObjectKey(kind: kind, namespace: namespace ?? .empty, name: name)
    }

    /// Journals what came of a write of the operator's: `word` when it changed something.
    private mutating func journal(
        _ result: Result<Bool, APIError>, _ word: KubernetesEntry, _ subject: Subject
    ) -> Performed {
        let operate = operatorSubject
        switch result {
        case .success(true):
            substrate.kernel.record(word.kind, subject, operate)
            substrate.armCaches(cluster: Int(subject.cluster))
        case .success(false): break
        case .failure(.unavailable): return (subject, .apiUnavailable)
        case .failure(let error):
            var problem = "answered \(error.statusCode) to the operator"
            if case .invalid(let reason) = error { problem += ": \(reason)" }
            let reason = substrate.text(problem)
            substrate.kernel.record(
                KubernetesEntry.refused.kind, subject, operate, value: Int64(reason.name.number))
        }
        return (subject, nil)
    }

    /// The operator as a journal's subject.
    var operatorSubject: Subject {
        mutating get {
            Subject(kind: SubjectLabels.operator, name: substrate.kernel.names.intern("operator"))
        }
    }
}
