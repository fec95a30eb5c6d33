import Controllers
import Kubernetes
import Simulation

/// How what the operator asks gets to an API server, which may be slow, fail or not answer.
extension World.State {
    /// Sends a request of the operator's.
    mutating func send(_ request: OperatorRequest) {
        guard let (cluster, name) = object(of: request.request) else { return }
        var request = request
        let fate = substrate.operatorFate(cluster: UInt8(cluster), name: name)
        request.arrival = .init(failure: fate.failure, isCarriedOut: fate.isCarriedOut)
        guard fate.delay > .zero else { return arrive(request) }
        keep(request, for: fate.delay)
    }

    /// A request arrives, or is to be made again.
    mutating func operate(_ event: Event) {
        guard let request = operating.removeValue(forKey: event.target) else { return }
        substrate.kernel.journal.cause = event.cause
        if request.arrival == nil { send(request) } else { arrive(request) }
    }

    /// Carries out what has arrived, and says what came of it. What failed is made again after a while, until
    /// the operator gives up; what an API server refuses, is not.
    private mutating func arrive(_ request: OperatorRequest) {
        var request = request
        let arrival = request.arrival
        request.arrival = nil
        var outcome: (subject: Subject, problem: KubernetesEntry?)?
        if arrival?.isCarriedOut ?? true {
            switch request.request {
            case .write(let write): outcome = perform(write)
            case .apply(let apply): outcome = perform(apply)
            case .delete(let deletion): outcome = perform(deletion)
            case .ask, .answer, .begin, .end, .commence, .look: break
            }
        }
        if let failure = arrival?.failure, let subject = outcome?.subject ?? subject(of: request.request) {
            let reason = substrate.text(failure).name
            report(.apiFailed, subject, value: Int64(reason.number))
            // The operator looks, and finds it done.
            guard arrival?.isCarriedOut == false else { return }
        } else if let outcome, let problem = outcome.problem {
            report(problem, outcome.subject)
        } else {
            return
        }
        request.failures += 1
        guard request.failures < OperatorRequest.limit else { return giveUp(OperatorRequest.limit) }
        keep(request, for: OperatorRequest.delay(after: request.failures))
    }

    /// Whether the operator's request to commence steps fails; it is made again then.
    mutating func isStopped(commence target: String, steps: [String]?, attempt: Int, _ number: UInt32) -> Bool
    {
        guard let plan = substrate.plan(to: target) else { return false }
        let key = substrate.key(plan)
        let fate = substrate.operatorFate(cluster: 0, name: key.name)
        guard let failure = fate.failure, !fate.isCarriedOut else { return false }
        let reason = substrate.text(failure).name
        report(.apiFailed, key.subject(cluster: 0), value: Int64(reason.number))
        guard attempt + 1 < OperatorRequest.limit else {
            giveUp(OperatorRequest.limit)
            return true
        }
        commencing[number] = (target, steps, attempt + 1)
        let delay = OperatorRequest.delay(after: attempt + 1)
        substrate.kernel.schedule(at: now + delay, code: WorldEvent.commence.rawValue, target: number)
        return true
    }

    private mutating func giveUp(_ limit: Int) {
        substrate.kernel.record(SimulationEntry.limitReached.kind, operatorSubject, value: Int64(limit))
    }

    private mutating func report(_ word: KubernetesEntry, _ subject: Subject, value: Int64 = 0) {
        let operate = operatorSubject
        substrate.kernel.recordAsCause(word.kind, subject, operate, value: value)
    }

    private mutating func keep(_ request: OperatorRequest, for delay: SimDuration) {
        operating[operated] = request
        substrate.kernel.schedule(at: now + delay, code: WorldEvent.operate.rawValue, target: operated)
        operated += 1
    }

    /// The cluster and the name of what a request is about.
    private mutating func object(of request: Request) -> (cluster: Int, name: NameID)? {
        switch request {
        case .write(let write): (write.cluster, substrate.kernel.names.intern(write.name))
        case .apply(let apply): (apply.cluster, substrate.kernel.names.intern(apply.name))
        case .delete(let deletion): (deletion.cluster, substrate.kernel.names.intern(deletion.name))
        case .ask, .answer, .begin, .end, .commence, .look: nil
        }
    }

    private mutating func subject(of request: Request) -> Subject? {
        switch request {
        case .write(let write):
            key(write.kind, write.name, in: nil, cluster: write.cluster)
                .subject(cluster: UInt8(write.cluster))
        case .apply(let apply):
            key(apply.kind, apply.name, in: apply.namespace, cluster: apply.cluster)
                .subject(cluster: UInt8(apply.cluster))
        case .delete(let deletion):
            key(deletion.kind, deletion.name, in: deletion.namespace, cluster: deletion.cluster)
                .subject(cluster: UInt8(deletion.cluster))
        case .ask, .answer, .begin, .end, .commence, .look: nil
        }
    }
}
