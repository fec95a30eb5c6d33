import Controllers
import Kubernetes
import Simulation

/// Takes from a cloud's objects how long things took.
struct SampleReader {
    private(set) var samples: [DurationSample] = []
    private(set) var notes: [String] = []
    private let timings: Timings
    /// The class of hardware by machine.
    private var classes: [String: String] = [:]
    private var bundles: [HelmBundle] = []
    private var isStorage: Set<String> = []

    /// Reads all samples of a cloud; throws when an object does not fit its kind.
    init(_ cloud: Cloud, _ timings: Timings) throws(CloudError) {
        self.timings = timings
        classes = try Self.classes(cloud)
        for node in try Self.all(Node.self, cloud) where node.metadata.labels["ceph_role_osd"] == "true" {
            isStorage.insert(node.metadata.name)
        }
        let nodes = Dictionary(
            try Self.all(Node.self, cloud).map { ($0.metadata.name, $0) },
            uniquingKeysWith: { first, _ in first })
        bundles = try Self.all(HelmBundle.self, cloud)
        var downloads = 0
        for machine in try Self.all(LCMMachine.self, cloud) {
            downloads += items(of: machine)
            if let node = nodes[machine.metadata.name] { start(of: machine, node) }
        }
        if downloads > 0 {
            notes.append(
                "\(downloads) downloads are left out: how long they take depends on what else is downloaded")
        }
        for plan in try Self.all(ClusterUpdatePlan.self, cloud) { steps(of: plan) }
        if samples.isEmpty {
            notes.append(
                "nothing in the input says how long something took: it needs the status of LCMMachines "
                    + "and ClusterUpdatePlans")
        }
    }

    static func all<Spec>(
        _ type: Resource<Spec>.Type, _ cloud: Cloud
    ) throws(CloudError) -> [Resource<Spec>] {
        var found: [Resource<Spec>] = []
        for object in cloud.objects
        where object.info.kind == Spec.info.kind && object.info.group == Spec.info.group {
            do throws(FieldError) { found.append(try Resource<Spec>(value: object.value)) } catch {
                throw CloudError(error, file: object.file)
            }
        }
        return found
    }

    /// The class of hardware of each machine: a label of the host that serves it, or that it asks for.
    private static func classes(_ cloud: Cloud) throws(CloudError) -> [String: String] {
        var classes: [String: String] = [:]
        var byID: [String: String] = [:]
        for host in try all(BareMetalHost.self, cloud) {
            guard let label = host.metadata.labels[Label.hardwareClass] else { continue }
            if let consumer = host.spec.consumerRef { classes[consumer.name] = label }
            if let id = host.metadata.labels[Label.hostID] { byID[id] = label }
        }
        for machine in try all(Machine.self, cloud) where classes[machine.metadata.name] == nil {
            let id = machine.spec.provider.hostSelector.matchLabels[Label.hostID]
            classes[machine.metadata.name] = id.flatMap { byID[$0] }
        }
        return classes
    }

    private mutating func add(
        _ subject: String, at node: String, _ parts: [(String, Int)], from start: Timestamp, to end: Timestamp
    ) {
        samples.append(
            DurationSample(
                subject: subject, node: node, hardwareClass: classes[node],
                parts: parts.map { DurationSample.Part(timing: $0.0, count: $0.1) },
                seconds: Double(end.unixSeconds - start.unixSeconds)))
    }

    /// The items that a machine has done; answers how many downloads there are.
    private mutating func items(of machine: LCMMachine) -> Int {
        var downloads = 0
        for item in machine.spec.stateItems {
            guard let status = machine.status.stateItemStatuses[item.name], status.exitCode == 0,
                let start = status.startedAt, let end = status.finishedAt
            else { continue }
            let isManager = machine.spec.type == .control
            let parts: [String]
            var subject = "item \(item.name)"
            switch item.name {
            case "host-os": parts = ["host.packages"]
            case "mcr": parts = ["mcr.upgrade", "mcr.start"]
            case "mke":
                parts = isManager ? ["mke.upgrade.manager", "mke.manager.restart"] : ["mke.upgrade.worker"]
                if isManager { subject += " of managers" }
            case _ where item.runner == .downloader || item.name == "pull-images":
                downloads += 1
                continue
            default:
                let own = "item.\(item.name)"
                parts = [timings.find(own) == nil ? "item.other" : own]
            }
            add(subject, at: machine.metadata.name, parts.map { ($0, 1) }, from: start, to: end)
        }
        return downloads
    }

    /// How long the containers of a node took after its last boot: until the node was Ready again.
    private mutating func start(of machine: LCMMachine, _ node: Node) {
        guard let boot = machine.status.hostInfo.bootTime,
            let ready = node.status.conditions.first(where: { $0.type == "Ready" && $0.status == "True" }),
            let time = ready.lastTransitionTime, time.unixSeconds > boot.unixSeconds,
            time.unixSeconds - boot.unixSeconds < 3600
        else { return }
        add("node Ready after boot", at: node.metadata.name, [("mcr.start", 1)], from: boot, to: time)
    }

    /// Charts, and what the application controllers do, by the steps of a plan that are over.
    private mutating func steps(of plan: ClusterUpdatePlan) {
        guard let bundle = bundles.first(where: { $0.metadata.name == plan.spec.cluster }),
            plan.status.status == .completed || plan.isUnderWay
        else { return }
        for step in plan.status.steps where step.status == .completed {
            guard let start = step.startedAt, let length = SimDuration(step.duration) else { continue }
            let end = Timestamp(unixSeconds: start.unixSeconds + length.wholeSeconds)
            var last = start
            for chart in bundle.spec.releases where ChartStep(chart: chart.name).stepID == step.id {
                guard let finished = bundle.status.releaseStatuses[chart.name]?.finishedAt,
                    finished >= start, finished <= end
                else { continue }
                let required = chart.requires.compactMap {
                    bundle.status.releaseStatuses[$0.name]?.finishedAt
                }
                let own = "helm.\(chart.name)"
                add(
                    "chart \(chart.name)", at: "", [(timings.find(own) == nil ? "helm.release" : own, 1)],
                    from: required.reduce(start, max), to: finished)
                last = max(last, finished)
            }
            switch step.id {
            case ChartStep.openStack.stepID:
                add("step openstack", at: "", [("openstack.update", 1)], from: last, to: end)
            case ChartStep.ceph.stepID:
                add(
                    "step ceph", at: "", [("ceph.update", 1), ("ceph.update.node", isStorage.count)],
                    from: last,
                    to: end)
            default: break
            }
        }
    }
}
