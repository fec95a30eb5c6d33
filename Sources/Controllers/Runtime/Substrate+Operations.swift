public import HardwareInterfaces
import Kubernetes
public import Simulation

extension Substrate {
    /// A piece of equipment as a journal's subject.
    public mutating func equipment(_ target: EquipmentID) -> Subject {
        let kind = target.kind.subjectKind
        switch target.kind {
        case .host, .bmc, .containerRuntime, .ironic:
            let node = estate.nodes[Int(target.index)]
            guard node.name == .empty else {
                return Subject(kind: kind, name: node.name, cluster: node.cluster)
            }
            return Subject(kind: kind, name: node.bareMetalHost.name, cluster: node.cluster)
        case .kubernetesEngine:
            guard let index = estate.clusters.firstIndex(where: { $0.engine == Int(target.index) }) else {
                return Subject(kind: kind, name: .empty)
            }
            return Subject(kind: kind, name: estate.clusters[index].name, cluster: UInt8(index))
        case .galeraMember:
            guard let member = databaseMember(UInt32(target.index)) else {
                return Subject(kind: kind, name: .empty)
            }
            return Subject(kind: kind, name: member.pod.name, cluster: member.cluster)
        case .messageBroker:
            guard let broker = messageBroker(UInt32(target.index)) else {
                return Subject(kind: kind, name: .empty)
            }
            return Subject(kind: kind, name: broker.pod.name, cluster: broker.cluster)
        case .artifactMirror:
            return Subject(kind: kind, name: kernel.names.find("mirror") ?? .empty)
        case .compute:
            return Subject(kind: kind, name: .empty, cluster: 1)
        }
    }

    /// Hands an answer to who asked, unless it has given up or crashed since.
    public mutating func deliver(_ operation: OperationID, _ answer: Result<EquipmentReply, EquipmentError>) {
        guard let target = askers.removeValue(forKey: operation.number) else { return }
        let (id, number) = (target.controller, Int(target.item))
        let asked = issued.removeValue(forKey: operation.number)
        guard let controller = ControllerID(rawValue: UInt8(id)),
            let slot = runtimes[id].items[number].operations.firstIndex(where: { $0.id == operation })
        else { return }
        runtimes[id].items[number].operations[slot].answer = answer
        runtimes[id].countBusy(number)
        let work = runtimes[id].items[number].key
        let equipment = equipment(runtimes[id].items[number].operations[slot].target)
        let word: EquipmentEntry
        var text = asked?.summary ?? ""
        switch answer {
        case .success: word = .commandSucceeded
        case .failure(.timedOut): word = .commandTimedOut
        case .failure(let error):
            word = .commandFailed
            text += ": " + error.summary
        }
        let before = kernel.journal.cause
        // What the equipment journaled on the way is a nearer cause than the request; but a transfer may end
        // because of what others do on the same link.
        let isShared = runtimes[id].items[number].operations[slot].target.kind == .artifactMirror
        if let asked, isShared || before < asked.entry { kernel.journal.cause = asked.entry }
        let entry = kernel.record(
            word.kind, work.object.subject(cluster: work.cluster), equipment,
            value: Int64(kernel.names.intern(text).number))
        enqueue(controller, work, cause: entry)
        kernel.journal.cause = before
    }

    /// A command's time is over: who asked learns it, unless the answer came.
    public mutating func timeoutDue(_ event: Event) -> OperationID? {
        let operation = OperationID(number: event.operand)
        guard askers[operation.number] != nil else { return nil }
        kernel.journal.cause = event.cause
        deliver(operation, .failure(.timedOut))
        return operation
    }

    /// Loses the commands that a process on a node had under way, and what it had begun: the process is gone.
    mutating func loseWork(_ controller: ControllerID, _ work: WorkKey) {
        let id = Int(controller.rawValue)
        guard let number = runtimes[id].known(work) else { return }
        for slot in runtimes[id].items[Int(number)].operations {
            askers[slot.id.number] = nil
            issued[slot.id.number] = nil
        }
        runtimes[id].forgetActivities(number)
        guard !runtimes[id].items[Int(number)].operations.isEmpty else { return }
        runtimes[id].items[Int(number)].operations = []
        runtimes[id].countBusy(Int(number))
    }
}
