import Controllers
import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Simulation

extension World {
    /// Hands commands to the equipment and what happened there to the rest of the world, until all is handed
    /// over.
    mutating func route() {
        while true {
            let effects = substrate.takeEffects()
            for effect in effects {
                substrate.kernel.journal.cause = substrate.cause(of: effect.operation)
                plant.perform(effect, &substrate.kernel)
            }
            let notices = plant.takeNotices()
            if effects.isEmpty, notices.isEmpty { return }
            for notice in notices { take(notice) }
        }
    }

    private mutating func take(_ notice: PlantNotice) {
        let cause = substrate.kernel.journal.cause
        switch notice {
        case .answer(let operation, let result): substrate.deliver(operation, result)
        case .host(let host, let isRunning):
            substrate.estate.nodes[Int(host)].isHostRunning = isRunning
            let agent = substrate.agentWork(host)
            if isRunning {
                if let agent { substrate.enqueue(.lcmAgent, agent, cause: cause) }
            } else if let agent {
                substrate.loseOperations(.lcmAgent, agent)
            }
        case .containers(let host, let areRunning): containers(host, areRunning, cause)
        case .quorum(let cluster, let hasQuorum):
            substrate.setAvailable(cluster: cluster, hasQuorum)
        case .power(let host): schedulePowerPoll(host)
        }
    }

    private mutating func containers(_ host: UInt32, _ areRunning: Bool, _ cause: EntryID) {
        let index = Int(host)
        substrate.estate.nodes[index].areContainersRunning = areRunning
        substrate.estate.nodes[index].silentSince = areRunning ? .never : now
        if areRunning { substrate.estate.nodes[index].containersSince = now }
        let node = substrate.estate.nodes[index]
        let key = ObjectKey(kind: NodeSpec.kind, namespace: .empty, name: node.name)
        let work = WorkKey(cluster: node.cluster, object: key)
        guard areRunning else {
            substrate.enqueue(.nodeLifecycle, work, cause: cause)
            return
        }
        substrate.enqueue(.kubelet, work, cause: cause)
        let name = substrate.kernel.names[node.name]
        for pod in substrate.stores[Int(node.cluster)].list(PodSpec.kind, by: IndexKey("node", name)) {
            substrate.enqueue(.kubelet, WorkKey(cluster: node.cluster, object: pod.key), cause: cause)
        }
    }

    /// The first poll after a host's power changed: polls come at moments of the host's own within the
    /// period.
    private mutating func schedulePowerPoll(_ host: UInt32) {
        let period = BareMetalHostController.pollPeriod.nanoseconds
        let phase = Int64(
            substrate.kernel.random.derive("baremetalhost.poll").derive(UInt64(host)).below(UInt64(period), 0)
        )
        let sincePhase = (now.nanoseconds - phase) % period
        let next = now.nanoseconds + period - (sincePhase < 0 ? sincePhase + period : sincePhase)
        substrate.kernel.schedule(
            at: SimTime(nanoseconds: next), code: WorldEvent.look.rawValue, target: host)
    }

    mutating func handleOwn(_ event: Event) {
        switch WorldEvent(rawValue: event.code) {
        case .look:
            guard let work = substrate.bareMetalHostWork(event.target) else { return }
            substrate.enqueue(.bareMetalHost, work, cause: event.cause)
        case .commence: commence(attempt: event)
        case nil: preconditionFailure("event code \(event.code) is not the world's")
        }
    }

    /// Carries out a request from outside.
    mutating func perform(_ request: Request) {
        // What comes from outside has the beginning of the run as its cause; the end of a fault has its
        // begin.
        substrate.kernel.journal.cause = EntryID(number: 1)
        if case .end(let number) = request, let begin = faultEntries[number] {
            substrate.kernel.journal.cause = begin
        }
        let outside = Subject(kind: SubjectLabels.operator, name: substrate.kernel.names.intern("outside"))
        substrate.kernel.recordAsCause(
            SimulationEntry.inboxTaken.kind, outside, value: Int64(inbox.count))
        switch request {
        case .begin(let fault, let number):
            let hardware = fault.resolve(in: substrate)
            faults[number] = hardware
            faultEntries[number] = substrate.kernel.journal.cause
            for each in hardware { plant.begin(each, &substrate.kernel) }
            if let plan = fault.crash { substrate.planCrash(plan) }
        case .end(let number):
            for each in faults.removeValue(forKey: number) ?? [] { plant.end(each, &substrate.kernel) }
        case .commence(let target, let steps):
            commencing = (target, steps, 0)
            substrate.kernel.schedule(at: now, code: WorldEvent.commence.rawValue, target: 0)
        case .crash(let plan): substrate.planCrash(plan)
        }
    }

    /// Commences the plan to a release once it is there; looks again every 30 s, ten times at most.
    private mutating func commence(attempt event: Event) {
        guard let (target, steps, attempt) = commencing else { return }
        substrate.kernel.journal.cause = event.cause
        if substrate.commence(target: target, steps: steps) {
            commencing = nil
            substrate.armCaches(cluster: 0)
            return
        }
        let limit = 10
        guard attempt < limit else {
            let operate = Subject(
                kind: SubjectLabels.operator, name: substrate.kernel.names.intern("operator"))
            substrate.kernel.record(SimulationEntry.limitReached.kind, operate, value: Int64(limit))
            commencing = nil
            return
        }
        commencing = (target, steps, attempt + 1)
        substrate.kernel.schedule(at: now + .seconds(30), code: WorldEvent.commence.rawValue, target: 0)
    }
}

extension WorldTemplate.Host {
    /// What the operating system says of itself at the epoch.
    var facts: HostFacts {
        HostFacts(distribution: distribution, kernel: kernel, installedKernel: kernel, boots: 1)
    }
}
