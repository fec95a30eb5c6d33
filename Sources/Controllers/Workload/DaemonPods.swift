import Kubernetes

/// The pods of a DaemonSet as a cache sees them, counted.
struct DaemonPods: Sendable {
    /// Pods with one label of revision.
    struct Share: Sendable {
        /// Those that are not on their way out.
        var live: Int64 = 0
        /// Those of them that are ready.
        var ready: Int64 = 0
    }

    /// A share and its label.
    private struct Labelled: Sendable {
        var label: String
        var share = Share()
    }

    /// On which nodes the pods of a set's present template belong, and how they are made.
    struct Plan: Sendable {
        fileprivate var generation: Int64
        fileprivate var revision: String
        var placement: DaemonPlacement
        var maker: PodMaker
    }

    /// The last plan. In an array, since a plan is big, and this is moved all the time.
    private var plans: [Plan] = []
    /// All pods.
    var total: Int64 = 0
    /// By what their label of revision says.
    private var shares: [Labelled] = []
    /// All that are not on their way out.
    private(set) var all = Share()
    /// How many nodes should have one, when its nodes were last looked at.
    var desired: Int64 = 0
    /// How many nodes had one that should have none.
    var misscheduled: Int64 = 0
    /// Whether nothing was to be done when all of them were, and no node has come, gone or changed since.
    var isSettled = false
    /// The nodes on which a pod has come or gone since: these alone are to be looked at.
    private(set) var touched: [String] = []

    /// The plan for a set of this generation and revision: made once.
    mutating func plan(for set: Stored<DaemonSetSpec>, _ revision: String) -> Plan {
        let generation = set.identity.generation
        if let plan = plans.first, plan.generation == generation, plan.revision == revision { return plan }
        let made = Plan(
            generation: generation, revision: revision,
            placement: DaemonPlacement(set.object.spec.template.spec),
            maker: PodMaker(
                of: set.object, set.object.spec.template, label: (RevisionLabel.set, revision)))
        plans = [made]
        return made
    }

    /// Notes that a pod has come or gone on a node, unless all nodes are to be looked at anyway.
    mutating func touch(_ node: String) {
        if isSettled, !touched.contains(node) { touched.append(node) }
    }

    /// Forgets the nodes for which nothing is left to do.
    mutating func removeTouched(where isDone: (String) -> Bool) { touched.removeAll(where: isDone) }

    /// Those of one label.
    func share(_ label: String) -> Share { shares.first { $0.label == label }?.share ?? Share() }

    /// Counts a version of a pod in (1) or out (-1).
    mutating func count(_ pod: Stored<PodSpec>, by step: Int64) {
        total += step
        guard !pod.object.metadata.isDeleting, !pod.object.status.phase.isOver else { return }
        count(
            labelled: pod.object.metadata.labels[RevisionLabel.set] ?? "", by: step,
            isReady: pod.object.status.isReady)
    }

    /// Counts so many ready pods in that have no label.
    mutating func countReady(_ count: Int) {
        total += Int64(count)
        self.count(labelled: "", by: Int64(count), isReady: true)
    }

    private mutating func count(labelled label: String, by step: Int64, isReady: Bool) {
        let ready = isReady ? step : 0
        all.live += step
        all.ready += ready
        // There are a few: one for each template that still has pods, and that had some.
        var place = 0
        while place < shares.count, shares[place].label != label { place += 1 }
        if place == shares.count { shares.append(Labelled(label: label)) }
        shares[place].share.live += step
        shares[place].share.ready += ready
    }
}
