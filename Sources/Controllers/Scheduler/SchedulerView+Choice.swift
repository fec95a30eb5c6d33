import Kubernetes
import Simulation

extension SchedulerView {
    /// How many suitable nodes a search looks for: all of less than 100, else a share that falls from 50 % by
    /// one for each 125 nodes, 5 % at least, and 100 at least.
    /// Source: kubernetes pkg/scheduler/schedule_one.go (numFeasibleNodesToFind).
    static func searched(of count: Int) -> Int {
        guard count >= 100 else { return count }
        return max(count * max(50 - count / 125, 5) / 100, 100)
    }

    /// What is to be looked at for one pod besides the node itself.
    private struct Search {
        var needs: PodNeeds
        /// The terms that its node must not fulfil, by number: pods to be away from, and pods that want to be
        /// away from it.
        var away: [Int] = []
        var unwelcome: [Int] = []
        /// The terms that its node must fulfil.
        var near: [Int] = []
        /// Terms that count, with their weights; negative to be away.
        var wishes: [(term: Int, weight: Int64)] = []
    }

    /// The node for a pod; nil when none fits. `bound` names the one where its volume is.
    mutating func choose(
        _ box: Stored<PodSpec>, bound: String?, _ cluster: UInt8, _ substrate: inout Substrate
    ) -> Int? {
        let pod = box.object
        let search = search(box, cluster, &substrate)
        let isSuited = suit(pod)
        if let bound {
            guard let place = substrate.kernel.names.find(bound).flatMap(find), rooms[place].isOpen,
                isSuited[place], fits(search, place)
            else { return nil }
            return place
        }
        var found: [Int] = []
        let wanted = Self.searched(of: rooms.count)
        var looked = 0
        while looked < rooms.count, found.count < wanted {
            let place = (start + looked) % rooms.count
            looked += 1
            if rooms[place].isOpen, isSuited[place], fits(search, place) { found.append(place) }
        }
        if !rooms.isEmpty { start = (start + looked) % rooms.count }
        return found.count > 1 ? best(found, pod, search, substrate) : found.first
    }

    /// Which nodes suit a pod by what hardly changes: found out once for all pods of a template.
    private mutating func suit(_ pod: Pod) -> ContiguousArray<Bool> {
        let owner = pod.metadata.ownerReferences.first?.uid ?? .none
        let terms = NodeTerms(pod.spec)
        func isSuited(_ place: Int) -> Bool {
            guard let node = nodes[place] else { return false }
            return terms.matches(name: node.object.metadata.name, labels: node.object.metadata.labels)
                && node.object.spec.taints.allSatisfy { $0.lets(pod.spec.tolerations) }
        }
        var known = SuitedNodes(spec: pod.spec, changes: changes.count)
        if let last = suited[owner], last.spec.shares(with: pod.spec) { known = last }
        for place in changes[known.changes...] where place < known.isSuited.count {
            known.isSuited[place] = isSuited(place)
        }
        for place in known.isSuited.count..<rooms.count { known.isSuited.append(isSuited(place)) }
        known.changes = changes.count
        suited[owner] = known
        return known.isSuited
    }

    private mutating func search(
        _ box: Stored<PodSpec>, _ cluster: UInt8, _ substrate: inout Substrate
    ) -> Search {
        var search = Search(needs: needs(of: box))
        let pod = box.object
        if let affinity = pod.spec.affinity {
            let namespace = pod.metadata.namespace
            search.away = (affinity.podAntiAffinity?.required ?? []).map { index(of: $0, namespace) }
            search.near = (affinity.podAffinity?.required ?? []).map { index(of: $0, namespace) }
            for wish in affinity.podAffinity?.preferred ?? [] {
                search.wishes.append((index(of: wish.podAffinityTerm, namespace), wish.weight))
            }
            for wish in affinity.podAntiAffinity?.preferred ?? [] {
                search.wishes.append((index(of: wish.podAffinityTerm, namespace), -wish.weight))
            }
            let used = search.away + search.near + search.wishes.map(\.term)
            if used.contains(where: { terms[$0].meant == nil }) {
                let names = substrate.kernel.names
                countMeant(
                    { body in
                        substrate.forEach(Pod.self, cluster: cluster) {
                            body($0)
                            return true
                        }
                    }, names)
            }
            // The first pod of a group that wants to be near its like may be anywhere.
            search.near.removeAll { terms[$0].means(pod) && terms[$0].meant?.isEmpty ?? true }
        }
        search.unwelcome = terms.indices.filter { !terms[$0].holders.isEmpty && terms[$0].means(pod) }
        return search
    }

    /// Whether a pod may be given to a node (NodeResourcesFit, NodePorts, InterPodAffinity).
    private func fits(_ search: Search, _ place: Int) -> Bool {
        rooms[place].fits(search.needs)
            && !search.needs.ports.contains { isTaken($0, at: place) }
            && !search.away.contains { count(terms[$0].meant, terms[$0].term.topologyKey, place) > 0 }
            && !search.unwelcome.contains { count(terms[$0].holders, terms[$0].term.topologyKey, place) > 0 }
            && search.near.allSatisfy { count(terms[$0].meant, terms[$0].term.topologyKey, place) > 0 }
    }

    /// How many pods there are in the place that a node belongs to.
    private func count(_ pods: PlaceCounts?, _ topology: String, _ place: Int) -> Int64 {
        guard let pods, !pods.isEmpty else { return 0 }
        if topology == "kubernetes.io/hostname" { return Int64(pods[place]) }
        guard let value = nodes[place]?.object.metadata.labels[topology] else { return 0 }
        var count: Int64 = 0
        for other in nodes.indices where nodes[other]?.object.metadata.labels[topology] == value {
            count += Int64(pods[other])
        }
        return count
    }

    /// The best of several nodes: the sum of the scores by their weights; equals by a draw.
    /// Source: kubernetes pkg/scheduler/apis/config/v1/default_plugins.go. ImageLocality is left out.
    private func best(_ found: [Int], _ pod: Pod, _ search: Search, _ substrate: Substrate) -> Int {
        var totals = ContiguousArray<Int64>(repeating: 0, count: found.count)
        for index in found.indices {
            let (least, balanced) = rooms[found[index]].scores(with: search.needs)
            totals[index] = least + balanced
        }
        let owner = pod.metadata.ownerReferences.first?.uid ?? .none
        if let spread = siblings[owner] {
            let counts = found.map { Int64(spread[$0]) }
            Self.addSpread(counts, to: &totals)
        }
        if !search.wishes.isEmpty {
            let sums = found.map { place in
                search.wishes.reduce(0) {
                    $0 + $1.weight * count(terms[$1.term].meant, terms[$1.term].term.topologyKey, place)
                }
            }
            Self.add(sums, weight: 2, to: &totals, fromLeast: true)
        }
        if let preferred = pod.spec.affinity?.nodeAffinity?.preferred, !preferred.isEmpty {
            let sums = found.map { place -> Int64 in
                guard let node = nodes[place]?.object else { return 0 }
                return preferred.reduce(0) {
                    let matches = $1.preference.matches(
                        name: node.metadata.name, labels: node.metadata.labels)
                    return $0 + (matches ? $1.weight : 0)
                }
            }
            Self.add(sums, weight: 2, to: &totals, fromLeast: false)
        }
        addTaints(found, pod, to: &totals)
        let draw = substrate.kernel.random.derive("scheduler").derive(pod.metadata.name)
        var best: (index: Int, total: Int64, draw: UInt64)?
        for index in found.indices where best == nil || totals[index] >= (best?.total ?? 0) {
            let bits = draw.bits(UInt64(rooms[found[index]].name.number))
            if let best, best.total == totals[index], best.draw <= bits { continue }
            best = (index, totals[index], bits)
        }
        return found[best?.index ?? 0]
    }

    /// PodTopologySpread with its built-in constraint on hostnames (maxSkew 3): the fewer of the same owner,
    /// the better. Source: kubernetes pkg/scheduler/framework/plugins/podtopologyspread/scoring.go; the
    /// factor log(nodes + 2) is that of whole powers of two; zones are not looked at.
    private static func addSpread(_ counts: [Int64], to totals: inout ContiguousArray<Int64>) {
        let size = counts.count + 2
        let factor = Int64(Int.bitWidth - size.leadingZeroBitCount) * 693
        let scores = counts.map { $0 * factor / 1000 + 2 }
        guard let most = scores.max(), let least = scores.min(), most > 0 else { return }
        for index in totals.indices { totals[index] += 2 * 100 * (most + least - scores[index]) / most }
    }

    /// Adds a score that is normalised to 0-100 by its largest value, and its least one with `fromLeast`.
    private static func add(
        _ sums: [Int64], weight: Int64, to totals: inout ContiguousArray<Int64>, fromLeast: Bool
    ) {
        guard let most = sums.max(), let lowest = sums.min() else { return }
        let least = fromLeast ? lowest : 0
        guard most > least else { return }
        for index in totals.indices { totals[index] += weight * 100 * (sums[index] - least) / (most - least) }
    }

    /// TaintToleration: the fewer taints PreferNoSchedule that it does not tolerate, the better.
    private func addTaints(_ found: [Int], _ pod: Pod, to totals: inout ContiguousArray<Int64>) {
        guard found.contains(where: { rooms[$0].isAvoided }) else { return }
        let counts = found.map { place in
            Int64(
                nodes[place]?.object.spec.taints.count { taint in
                    taint.effect == "PreferNoSchedule"
                        && !pod.spec.tolerations.contains { $0.tolerates(taint) }
                } ?? 0)
        }
        guard let most = counts.max(), most > 0 else { return }
        for index in totals.indices { totals[index] += 3 * (100 - 100 * counts[index] / most) }
    }
}
