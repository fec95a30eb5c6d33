import Kubernetes
import Simulation

/// What the scheduler knows of a cluster: a view of its caches, kept as they change, and of the pods that it
/// has just given to nodes.
///
/// Source: kubernetes pkg/scheduler/backend/cache (NodeInfo, assumed pods).
struct SchedulerView: Sendable {
    /// The nodes, in the order in which they were first seen.
    private(set) var rooms = ChunkedArray<NodeRoom>()
    /// The versions of the nodes; nil for one that is gone, or is known by its pods only.
    private(set) var nodes = ChunkedArray<Stored<NodeSpec>?>()
    private var places = PlaceMap()
    /// The nodes whose labels, taints or readiness have changed, in order.
    private(set) var changes: [Int] = []
    /// The terms of pod affinity that pods have.
    var terms: [AffinityTerm] = []
    /// How many pods of an owner are on each node.
    private(set) var siblings: [UID: PlaceCounts] = [:]
    /// How many pods take a port of a node.
    private(set) var ports: [UInt64: Int32] = [:]
    /// The pods that were given to nodes and that the cache does not show there yet.
    private var assumed: [ObjectKey: (place: Int, pod: Stored<PodSpec>)] = [:]
    private var assumedOrder: [ObjectKey] = []
    /// What a pod of an owner takes, and the template that it was found out for.
    private var templates: [UID: (spec: PodSpec, needs: PodNeeds)] = [:]
    /// Which nodes suit the pods of an owner by what hardly changes.
    var suited: [UID: SuitedNodes] = [:]
    /// Where the next search begins.
    var start = 0

    /// The number of a node, given at its first mention.
    private mutating func place(_ name: NameID) -> Int {
        if let known = places.find(UInt64(name.number)) { return Int(known) }
        let place = rooms.count
        rooms.append(NodeRoom(name: name))
        nodes.append(nil)
        places.insert(UInt32(place), under: UInt64(name.number))
        return place
    }

    /// The number of a node that is known.
    func find(_ name: NameID) -> Int? { places.find(UInt64(name.number)).map(Int.init) }

    /// Takes over a version of a node; nil when it is gone.
    mutating func take(_ node: Stored<NodeSpec>?, _ name: NameID) {
        let place = place(name)
        nodes[place] = node
        rooms[place].take(node?.object)
        changes.append(place)
    }

    /// Takes over that a pod has changed in the cache.
    mutating func take(_ old: Stored<PodSpec>?, _ new: Stored<PodSpec>?, _ names: inout NameTable) {
        if let old, let place = node(of: old, &names) { count(old, at: place, by: -1) }
        guard let key = (new ?? old)?.key else { return }
        if let new, let place = node(of: new, &names) {
            drop(key)
            count(new, at: place, by: 1)
        } else if new == nil {
            drop(key)
        }
    }

    /// The node of a pod that takes room there.
    private mutating func node(of pod: Stored<PodSpec>, _ names: inout NameTable) -> Int? {
        guard !pod.object.spec.nodeName.isEmpty, !pod.object.status.phase.isOver else { return nil }
        return place(names.intern(pod.object.spec.nodeName))
    }

    /// Notes that a pod was given to a node.
    mutating func assume(_ pod: Stored<PodSpec>, at place: Int) {
        assumed[pod.key] = (place, pod)
        assumedOrder.append(pod.key)
        count(pod, at: place, by: 1)
    }

    /// Forgets that a pod was given to a node: the cache shows it, or it came to nothing.
    mutating func drop(_ key: ObjectKey) {
        guard let (place, pod) = assumed.removeValue(forKey: key) else { return }
        assumedOrder.removeAll { $0 == key }
        count(pod, at: place, by: -1)
    }

    /// What a pod takes: found out once for all pods of a template.
    mutating func needs(of pod: Stored<PodSpec>) -> PodNeeds {
        let owner = pod.object.metadata.ownerReferences.first?.uid ?? .none
        if let known = templates[owner], known.spec.shares(with: pod.object.spec) { return known.needs }
        let needs = PodNeeds(pod.object.spec)
        templates[owner] = (pod.object.spec, needs)
        // Where the pods are that terms mean is counted for all of them at once.
        for term in pod.object.spec.affinity?.terms ?? [] {
            _ = index(of: term, pod.object.metadata.namespace)
        }
        return needs
    }

    private mutating func count(_ pod: Stored<PodSpec>, at place: Int, by step: Int64) {
        let needs = needs(of: pod)
        rooms[place].count(needs, by: step)
        for port in needs.ports {
            ports[UInt64(place) << 32 | UInt64(truncatingIfNeeded: port), default: 0] += Int32(step)
        }
        if let owner = pod.object.metadata.ownerReferences.first, owner.kind != "DaemonSet",
            !pod.object.metadata.isDeleting
        {
            siblings[owner.uid, default: PlaceCounts()].add(Int32(step), at: place)
        }
        let (labels, namespace) = (pod.object.metadata.labels, pod.object.metadata.namespace)
        // Where they lie: a term is expensive to copy, and all are looked at for each pod.
        for index in terms.indices { terms[index].count(labels, namespace, by: Int32(step), at: place) }
        for term in pod.object.spec.affinity?.podAntiAffinity?.required ?? [] {
            let index = index(of: term, pod.object.metadata.namespace)
            terms[index].holders.add(Int32(step), at: place)
        }
    }

    /// The number of a term, given at its first mention.
    mutating func index(of term: PodAffinityTerm, _ namespace: String) -> Int {
        if let known = terms.firstIndex(where: { $0.namespace == namespace && $0.term == term }) {
            return known
        }
        terms.append(AffinityTerm(term: term, namespace: namespace))
        return terms.count - 1
    }

    /// Whether a port of a node is taken.
    func isTaken(_ port: Int64, at place: Int) -> Bool {
        ports[UInt64(place) << 32 | UInt64(truncatingIfNeeded: port)] ?? 0 > 0
    }

    /// Makes sure that it is known where the pods are that the terms mean.
    mutating func countMeant(_ pods: (_ body: (Stored<PodSpec>) -> Void) -> Void, _ names: NameTable) {
        let unknown = terms.indices.filter { terms[$0].meant == nil }
        for index in unknown { terms[index].meant = PlaceCounts() }
        pods { pod in
            guard !pod.object.spec.nodeName.isEmpty, !pod.object.status.phase.isOver,
                let place = names.find(pod.object.spec.nodeName).flatMap(find)
            else { return }
            countMeant(unknown, pod, at: place)
        }
        for key in assumedOrder {
            guard let (place, pod) = assumed[key] else { continue }
            countMeant(unknown, pod, at: place)
        }
    }

    private mutating func countMeant(_ unknown: [Int], _ pod: Stored<PodSpec>, at place: Int) {
        let (labels, namespace) = (pod.object.metadata.labels, pod.object.metadata.namespace)
        for index in unknown { terms[index].count(labels, namespace, by: 1, at: place) }
    }
}

extension Affinity {
    /// The terms about other pods, of all sorts.
    fileprivate var terms: [PodAffinityTerm] {
        [podAffinity, podAntiAffinity].compactMap { $0 }.flatMap {
            $0.required + $0.preferred.map(\.podAffinityTerm)
        }
    }
}

/// Which nodes suit the pods of an owner, by selector, affinity and taints.
struct SuitedNodes: Sendable {
    /// The template that it was found out for.
    var spec: PodSpec
    /// How many changes of nodes it knows.
    var changes: Int
    /// For each node whether it suits.
    var isSuited: ContiguousArray<Bool> = []
}
