import Controllers
import HardwareInterfaces
import Kubernetes
package import Simulation

/// Follows a journal, when a run is over or while it goes on, for what can be seen of a cloud from outside.
package struct TenantReader: Sendable {
    /// A workload and its pods.
    private struct Workload: Sendable {
        let fact: WorldTemplate.WorkloadFact
        /// The services that it serves.
        var serves: [Int] = []
        /// Pods that the API server calls ready and that stay.
        var ready = 0
        /// Of these, pods whose containers don't run.
        var dead = 0
        /// Whether its pods are looked at.
        var isWatched = false
        /// How many pods it wants: of a DaemonSet as many as were there at the beginning.
        var wanted = 0
        /// Of one whose pods each serve their own node: the nodes that had one at the beginning, and how many
        /// of them are not Ready. Empty of others.
        var homes: Set<NameID> = []
        var away = 0

        /// What its clients see.
        var state: ServiceMap.State {
            ServiceMap.State(
                failing: ready == 0 ? 1 : Double(dead) / Double(ready),
                hasMajority: (ready - dead) * 2 > wanted,
                missing: homes.isEmpty
                    ? 0 : Double(max(0, homes.count - away - ready)) / Double(homes.count))
        }
    }

    private let managers: Set<String>
    private var index: WorkloadIndex
    private var workloads: [Workload]
    /// The workloads whose pods each serve their own node.
    private var perNode: [Int] = []
    private var map: ServiceMap
    /// Pods that are not ready, or leave, or are on a node that is not Ready.
    private var absent: Set<NameID> = []
    /// Pods that are not ready by themselves, or leave: their node alone does not bring them back.
    private var refused: Set<NameID> = []
    /// Pods that the API server calls ready though their containers don't run.
    private var dead: Set<NameID> = []
    /// The pods on nodes, of the workloads that are watched.
    private var podsOn: [NameID: [NameID]] = [:]
    private var nodeOf: [NameID: NameID] = [:]
    private var stopped: Set<NameID> = []
    private var unready: Set<NameID> = []
    private var seen = OpenSignals()
    /// What was seen and is over; at the end, all.
    package private(set) var spans: [SignalSpan] = []
    private var now = SimTime.zero
    private var entry = EntryID.none

    /// A reader at the beginning of a run of a template; what services fail counts from `start` on. The names
    /// are those of the run.
    package init(_ template: WorldTemplate, _ names: NameTable, from start: SimTime = .zero) {
        managers = Set(template.nodes.filter(\.isManager).map(\.name))
        workloads = template.workloadFacts.map { Workload(fact: $0) }
        index = WorkloadIndex(workloads.map(\.fact))
        map = ServiceMap(
            template.services, has: { [index] in index.place(of: $0) != nil },
            outages: Self.outages(template), from: start)
        for (place, service) in map.services.enumerated() {
            for name in service.row.workloads {
                guard let workload = index.place(of: name) else { continue }
                workloads[workload].serves.append(place)
                workloads[workload].isWatched = true
                if service.row.isPerNode, !perNode.contains(workload) { perNode.append(workload) }
            }
        }
        for place in workloads.indices where workloads[place].fact.replicas != nil {
            workloads[place].isWatched = true
        }
        var pods: [(pod: NameID, node: NameID?, workload: Int, isReady: Bool)] = []
        template.forEachPod { pod, node, isReady in
            if let workload = index.place(ofPod: pod, names), workloads[workload].isWatched {
                pods.append((pod, names.find(node), workload, isReady))
            }
        }
        for (pod, node, workload, isReady) in pods {
            workloads[workload].wanted += 1
            if isReady {
                workloads[workload].ready += 1
            } else {
                absent.insert(pod)
                refused.insert(pod)
            }
            guard let node else { continue }
            place(pod, on: node, names)
            if perNode.contains(workload) { workloads[workload].homes.insert(node) }
        }
        for place in workloads.indices where workloads[place].isWatched {
            if let replicas = workloads[place].fact.replicas { workloads[place].wanted = replicas }
            review(place)
        }
    }

    /// What runs of a template tell of.
    private static func outages(_ template: WorldTemplate) -> Set<TenantServiceRow.Outage> {
        var outages: Set<TenantServiceRow.Outage> = []
        if template.tellsOfSQL { outages.insert(.sql) }
        if !template.messageBrokers.isEmpty { outages.insert(.messages) }
        return outages
    }

    /// What became of each service.
    package var services: [ServiceHealth] { map.health }

    /// What is seen now; of each signal in the order of the names.
    var open: [SignalSpan] { seen.spans + map.open }

    /// A number that changes whenever something else is seen.
    var changes: Int { seen.changes + map.changes }

    /// Forgets what was seen and is over: a world that goes on looks at the present only.
    mutating func forgetPast() {
        spans = []
        map.forgetPast()
    }

    /// Takes the next entry.
    package mutating func take(_ id: EntryID, _ entry: Entry, _ names: NameTable) {
        (now, self.entry) = (entry.time, id)
        switch entry.kind {
        case LCMEntry.podScheduled.kind: place(entry.subject.name, on: entry.object.name, names)
        case KubernetesEntry.created.kind:
            guard isPod(entry.subject) else { return }
            absent.insert(entry.subject.name)
            refused.insert(entry.subject.name)
        case LCMEntry.podReady.kind:
            refused.remove(entry.subject.name)
            comes(entry.subject.name, names)
        case LCMEntry.podNotReady.kind, KubernetesEntry.containerFailed.kind:
            refuse(entry.subject.name, names)
        case KubernetesEntry.evicted.kind, KubernetesEntry.deletionRequested.kind:
            if isPod(entry.subject) { refuse(entry.subject.name, names) }
        case KubernetesEntry.deleted.kind:
            guard isPod(entry.subject) else { return }
            refuse(entry.subject.name, names)
            set(.podNotReady, names[entry.subject.name], false)
            leave(entry.subject.name)
        case LCMEntry.nodeReady.kind:
            nodeSays(entry.subject.name, isReady: names[entry.object.name] == "True", names)
        case EquipmentEntry.phaseEntered.kind:
            guard entry.subject.kind == EquipmentKind.containerRuntime.subjectKind,
                entry.subject.cluster == WorldTemplate.mosk
            else { return }
            containers(of: entry.subject.name, areRunning: names[entry.object.name] == "running", names)
        case DatabaseEntry.sqlOutageBegan.kind: answersSQL(false, entry.subject)
        case DatabaseEntry.sqlOutageEnded.kind: answersSQL(true, entry.subject)
        case MessageEntry.messagesStopped.kind: delivers(false, entry.subject, names)
        case MessageEntry.messagesFlow.kind: delivers(true, entry.subject, names)
        case MessageEntry.alarmBegan.kind: alarm(names[entry.object.name], isOn: true, entry.subject, names)
        case MessageEntry.alarmEnded.kind: alarm(names[entry.object.name], isOn: false, entry.subject, names)
        case EquipmentEntry.quorumLost.kind: set(.quorumLost, names[entry.subject.name], true)
        case EquipmentEntry.quorumRegained.kind: set(.quorumLost, names[entry.subject.name], false)
        default: return
        }
    }

    /// Ends what is still seen.
    package mutating func finish(at end: SimTime) {
        map.finish(at: end)
        spans += map.spans
        spans += seen.spans
        spans.sort {
            ($0.start, $0.entry, $0.signal.rawValue, $0.name)
                < ($1.start, $1.entry, $1.signal.rawValue, $1.name)
        }
    }

    private mutating func answersSQL(_ isAnswered: Bool, _ service: Subject) {
        guard service.cluster == WorldTemplate.mosk else { return }
        map.set(.sql, isOut: !isAnswered, at: now, entry)
    }

    private mutating func delivers(_ isDelivering: Bool, _ broker: Subject, _ names: NameTable) {
        guard broker.cluster == WorldTemplate.mosk, let workload = index.place(ofPod: broker.name, names)
        else { return }
        map.set(
            .messages, of: workloads[workload].fact.name, isOut: !isDelivering, at: now, entry)
    }

    private mutating func alarm(_ name: String, isOn: Bool, _ broker: Subject, _ names: NameTable) {
        guard broker.cluster == WorldTemplate.mosk, let workload = index.place(ofPod: broker.name, names)
        else { return }
        let signal: AlertRow.Signal =
            name == RabbitMQAlarm.memory.rawValue ? .brokerMemoryAlarm : .brokerDiskAlarm
        set(signal, workloads[workload].fact.name, isOn)
    }

    private func isPod(_ subject: Subject) -> Bool {
        subject.kind == PodSpec.kind.subjectKind && subject.cluster == WorldTemplate.mosk
    }

    private mutating func place(_ pod: NameID, on node: NameID, _ names: NameTable) {
        guard let workload = index.place(ofPod: pod, names), workloads[workload].isWatched else { return }
        leave(pod)
        nodeOf[pod] = node
        let pods = podsOn[node] ?? []
        let place = pods.firstIndex { $0.number > pod.number } ?? pods.endIndex
        podsOn[node, default: []].insert(pod, at: place)
    }

    private mutating func leave(_ pod: NameID) {
        if let node = nodeOf.removeValue(forKey: pod) { podsOn[node]?.removeAll { $0 == pod } }
    }

    /// A pod is ready.
    private mutating func comes(_ pod: NameID, _ names: NameTable) {
        guard absent.remove(pod) != nil, let workload = index.place(ofPod: pod, names),
            workloads[workload].isWatched
        else { return }
        set(.podNotReady, names[pod], false)
        workloads[workload].ready += 1
        review(workload)
    }

    /// A pod says itself that it is no longer ready, or leaves.
    private mutating func refuse(_ pod: NameID, _ names: NameTable) {
        refused.insert(pod)
        goes(pod, names)
    }

    /// A pod is no longer ready, or leaves.
    private mutating func goes(_ pod: NameID, _ names: NameTable) {
        guard let workload = index.place(ofPod: pod, names), workloads[workload].isWatched,
            absent.insert(pod).inserted
        else { return }
        set(.podNotReady, names[pod], true)
        workloads[workload].ready -= 1
        if dead.remove(pod) != nil { workloads[workload].dead -= 1 }
        review(workload)
    }

    /// A node says that it is ready or not; its pods are taken out of their Services while it is not.
    private mutating func nodeSays(_ node: NameID, isReady: Bool, _ names: NameTable) {
        set(.nodeNotReady, names[node], !isReady)
        let isChanged = isReady ? unready.remove(node) != nil : unready.insert(node).inserted
        set(.nodeDown, names[node], !isReady && stopped.contains(node))
        for pod in podsOn[node] ?? [] {
            if !isReady { goes(pod, names) } else if !refused.contains(pod) { comes(pod, names) }
        }
        guard isChanged else { return }
        for place in perNode where workloads[place].homes.contains(node) {
            workloads[place].away += isReady ? -1 : 1
            review(place)
        }
    }

    private mutating func containers(of node: NameID, areRunning: Bool, _ names: NameTable) {
        if areRunning { stopped.remove(node) } else { stopped.insert(node) }
        let name = names[node]
        set(.hostSilent, name, !areRunning)
        if managers.contains(name) { set(.managerDown, name, !areRunning) }
        set(.nodeDown, name, !areRunning && unready.contains(node))
        for pod in podsOn[node] ?? [] where !absent.contains(pod) {
            guard let workload = index.place(ofPod: pod, names) else { continue }
            let isChanged = areRunning ? dead.remove(pod) != nil : dead.insert(pod).inserted
            guard isChanged else { continue }
            workloads[workload].dead += areRunning ? -1 : 1
            review(workload)
        }
    }

    /// Looks at a workload anew.
    private mutating func review(_ place: Int) {
        let workload = workloads[place]
        if let replicas = workload.fact.replicas {
            set(.replicasMissing, workload.fact.name, workload.ready < replicas)
            set(.allReplicasMissing, workload.fact.name, workload.ready == 0 && replicas > 0)
        }
        guard !workload.serves.isEmpty else { return }
        map.set(workload.fact.name, workload.state, at: now, entry)
    }

    private mutating func set(_ signal: AlertRow.Signal, _ name: String, _ isSeen: Bool) {
        if isSeen {
            seen.insert(
                SignalSpan(
                    signal: signal, name: name, start: now, end: .never, entry: entry, endEntry: nil,
                    percent: 100))
        } else if var span = seen.remove(signal, name), span.start < now {
            span.end = now
            span.endEntry = entry
            spans.append(span)
        }
    }
}
