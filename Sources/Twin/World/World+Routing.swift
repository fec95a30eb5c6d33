import Controllers
import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Simulation

extension World.State {
    /// Hands commands to the equipment and what happened there to the rest of the world, until all is
    /// handed over. False at a livelock: what is handed over asks for more without end.
    mutating func route() -> Bool {
        while !substrate.outbox.isEmpty || plant.hasNotices {
            let effects = substrate.takeEffects()
            for effect in effects {
                substrate.kernel.journal.cause = substrate.cause(of: effect.operation)
                plant.perform(effect, &substrate.kernel)
            }
            let notices = plant.takeNotices()
            guard countEvent() else { return false }
            for notice in notices {
                plant.computeFollows(notice, &substrate.kernel)
                take(notice)
            }
        }
        return true
    }

    private mutating func take(_ notice: PlantNotice) {
        if notice.concernsProcesses { substrate.noteProcessChange() }
        switch notice {
        case .answer(let operation, let result):
            if !answer(outside: operation, result) { substrate.deliver(operation, result) }
        case .quorum(let cluster, let hasQuorum): substrate.setAvailable(cluster: cluster, hasQuorum)
        case .equipment(let notice):
            controllers.take(notice, &substrate)
            if ticking != nil { tickOf(notice) }
        case .etcdSync(let cluster, let sync): substrate.setEtcdSync(cluster: cluster, sync)
        case .power(let host): powerToldChanged(host)
        }
    }

    mutating func handleOwn(_ event: Event) {
        switch WorldEvent(rawValue: event.code) {
        case .commence: commence(attempt: event)
        case .operate: operate(event)
        case .alert: alertIsDue(event)
        case nil: preconditionFailure("event code \(event.code) is not the world's")
        }
    }

    /// Carries out a request from outside.
    mutating func perform(_ request: Request) {
        // What comes from outside has the beginning of the run as its cause; the end of a fault has its
        // begin, an answer its question.
        substrate.kernel.journal.cause = EntryID(number: 1)
        if case .end(let number) = request, let fault = faults[number] {
            substrate.kernel.journal.cause = fault.entry
        }
        let outside = Subject(kind: SubjectLabels.operator, name: substrate.kernel.names.intern("outside"))
        if case .answer(let arrival) = request, let question = plant.question(of: arrival) {
            substrate.kernel.journal.cause = question
        }
        substrate.kernel.recordAsCause(
            SimulationEntry.inboxTaken.kind, outside, value: Int64(inbox.count))
        switch request {
        case .ask(let command, let host, let number): ask(command, host: host, number: number)
        case .answer(let arrival): plant.arrive(arrival, &substrate.kernel)
        case .begin(let fault, let number): begin(fault, number: number)
        case .end(let number): end(number)
        case .commence(let target, let steps):
            let number = commencements
            commencements += 1
            commencing[number] = (target, steps, 0)
            substrate.kernel.schedule(at: now, code: WorldEvent.commence.rawValue, target: number)
        case .write, .apply, .delete: send(OperatorRequest(request))
        case .look: break
        }
    }

    private mutating func begin(_ fault: Fault, number: Int) {
        let hardware = fault.hardware(in: substrate, plant)
        faults[number] = ActiveFault(entry: substrate.kernel.journal.cause, hardware: hardware)
        if let api = fault.api { substrate.begin(api, number: number) }
        for each in hardware {
            plant.begin(each, number: number, kind: fault.kind.name, &substrate.kernel)
        }
        if hardware.isEmpty, fault.kind.strikesEquipment {
            let outside = Subject(
                kind: SubjectLabels.operator, name: substrate.kernel.names.intern("outside"))
            let name = substrate.kernel.text(fault.kind.name)
            substrate.kernel.record(EquipmentEntry.faultMissed.kind, outside, name)
        }
        if let plan = fault.crash { substrate.beginCrash(plan, fault: number) }
        if fault.kind.isMomentary { end(number) }
    }

    /// Ends a fault: what it took is given back. One that is not on has nothing to give back.
    private mutating func end(_ number: Int) {
        guard let fault = faults.removeValue(forKey: number) else { return }
        for each in fault.hardware { plant.end(each, number: number, &substrate.kernel) }
        substrate.endCrash(fault: number)
        substrate.endAPIFault(number: number)
    }

    /// Commences the plan to a release once it is there; looks again every 30 s, ten times at most.
    private mutating func commence(attempt event: Event) {
        guard let (target, steps, attempt) = commencing.removeValue(forKey: event.target) else { return }
        substrate.kernel.journal.cause = event.cause
        if isStopped(commence: target, steps: steps, attempt: attempt, event.target) { return }
        if substrate.commence(target: target, steps: steps) {
            substrate.armCaches(cluster: 0)
            return
        }
        let limit = 10
        guard attempt < limit else {
            let operate = Subject(
                kind: SubjectLabels.operator, name: substrate.kernel.names.intern("operator"))
            substrate.kernel.record(SimulationEntry.limitReached.kind, operate, value: Int64(limit))
            return
        }
        commencing[event.target] = (target, steps, attempt + 1)
        substrate.kernel.schedule(
            at: now + .seconds(30), code: WorldEvent.commence.rawValue, target: event.target)
    }
}
