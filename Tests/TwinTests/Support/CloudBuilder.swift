import Kubernetes
import Simulation
import Twin

/// Builds a cloud for a test: managers, workers in update groups, and pods few enough for a run of a few
/// thousand events.
struct CloudBuilder: Sendable {
    /// A worker.
    struct Worker: Sendable {
        var name: String
        var group: String?
        var index: Int?
        var labels = ["openstack-compute-node"]
    }

    /// An update group.
    struct Group: Sendable {
        var name: String
        var index = 1
        var concurrency = 1
        var reboots = true
    }

    var name = "lab"
    var namespace = "lab"
    var release = "mosk-17-4-0-25-1"
    var target = "mosk-21-0-0-25-2"
    var provider = "BaremetalClusterProviderSpec"
    var isDedicated = true
    var managers = ["ctl-01", "ctl-02", "ctl-03"]
    var managerIndexes: [Int]?
    var workers = [Worker(name: "cmp-01")]
    var groups: [Group] = []
    /// Whether machines have BareMetalHosts.
    var hasHosts = true
    /// Whether the cloud has a few workloads of its own; without, those of the catalogue stand on it.
    var hasOwnWorkloads = true
    /// Whether the cluster is there already; else it is deployed.
    var isDeployed = true
    /// How many racks the hosts stand in, one after the other; none is said when it is 0.
    var racks = 0
    /// Further documents of the management cluster and of the MOSK cluster.
    var extra = ""
    var extraMOSK = ""

    static let clusterLabel = "cluster.sigs.k8s.io/cluster-name"

    /// `count` workers of a group called `workers`.
    static func workers(_ count: Int, concurrency: Int) -> CloudBuilder {
        var builder = CloudBuilder()
        builder.workers = (1...count).map {
            Worker(name: ($0 < 10 ? "cmp-0" : "cmp-") + String($0), group: "workers", labels: [])
        }
        builder.groups = [Group(name: "workers", concurrency: concurrency)]
        return builder
    }

    /// The documents of the management cluster.
    var management: String {
        var text = """
            apiVersion: cluster.k8s.io/v1alpha1
            kind: Cluster
            metadata: {name: \(name), namespace: \(namespace)}
            spec:
              providerSpec:
                value:
                  apiVersion: baremetal.k8s.io/v1alpha1
                  kind: \(provider)
                  release: \(release)
                  dedicatedControlPlane: \(isDedicated)

            """
        for (place, manager) in managers.enumerated() {
            text += machine(
                manager, index: managerIndexes?[place] ?? place + 1, group: nil, isManager: true,
                labels: ["openstack-control-plane"])
        }
        for worker in workers {
            text += machine(worker.name, index: worker.index, group: worker.group, labels: worker.labels)
        }
        for group in groups {
            text += """
                ---
                apiVersion: kaas.mirantis.com/v1alpha1
                kind: UpdateGroup
                metadata:
                  {name: \(group.name), namespace: \(namespace), labels: {\(Self.clusterLabel): \(name)}}
                spec:
                  index: \(group.index)
                  concurrentUpdates: \(group.concurrency)
                  rebootIfUpdateRequires: \(group.reboots)

                """
        }
        return text + extra
    }

    private func machine(
        _ machine: String, index: Int?, group: String?, isManager: Bool = false, labels: [String]
    ) -> String {
        var marks = "\(Self.clusterLabel): \(name)"
        if isManager { marks += ", cluster.sigs.k8s.io/control-plane: \"true\"" }
        if let group { marks += ", kaas.mirantis.com/update-group: \(group)" }
        let nodeLabels = labels.map { "{key: \($0), value: enabled}" }.joined(separator: ", ")
        var text = """
            ---
            apiVersion: cluster.k8s.io/v1alpha1
            kind: Machine
            metadata: {name: \(machine), namespace: \(namespace), labels: {\(marks)}}
            spec:
              providerSpec:
                value:
                  kind: BareMetalMachineProviderSpec
                  nodeLabels: [\(nodeLabels)]
                  hostSelector: {matchLabels: {kaas.mirantis.com/baremetalhost-id: hw-\(machine)}}

            """
        if let index { text += "      upgradeIndex: \(index)\n" }
        if hasHosts {
            let place = (managers + workers.map(\.name)).firstIndex(of: machine) ?? 0
            let rack =
                racks > 0 ? ", hostlabel.bm.kaas.mirantis.com/rack: rack-0\(place % racks + 1)" : ""
            text += """
                ---
                apiVersion: metal3.io/v1alpha1
                kind: BareMetalHost
                metadata:
                  name: bm-\(machine)
                  namespace: \(namespace)
                  labels: {kaas.mirantis.com/baremetalhost-id: hw-\(machine)\(rack)}
                spec: {online: true, bootMode: UEFI, bmc: {address: "10.0.0.1:623", credentialsName: none}}

                """
        }
        return text
    }

    /// The documents of the MOSK cluster.
    var mosk: String {
        guard hasOwnWorkloads, isDeployed else { return extraMOSK }
        let nodes = managers + workers.map(\.name)
        var text = workload("Deployment", "api", replicas: 3) + workload("StatefulSet", "db", replicas: 3)
        text += workload("DaemonSet", "agent", replicas: nil)
        for ordinal in 0..<3 {
            text += pod("api-\(ordinal)", of: "Deployment", "api", on: managers[ordinal % managers.count])
            text += pod("db-\(ordinal)", of: "StatefulSet", "db", on: managers[ordinal % managers.count])
        }
        for node in nodes { text += pod("agent-\(node)", of: "DaemonSet", "agent", on: node) }
        for name in ["api", "db"] {
            text += """
                ---
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: \(name), namespace: apps}
                spec: {minAvailable: 2, selector: {matchLabels: {app: \(name)}}}

                """
        }
        return text + extraMOSK
    }

    private func workload(_ kind: String, _ name: String, replicas: Int?) -> String {
        """
        ---
        apiVersion: apps/v1
        kind: \(kind)
        metadata: {name: \(name), namespace: apps, uid: \(Self.uid(name))}
        spec:
          \(replicas.map { "replicas: \($0)" } ?? "minReadySeconds: 0")
          selector: {matchLabels: {app: \(name)}}
          template:
            metadata: {labels: {app: \(name)}}
            spec:
              terminationGracePeriodSeconds: 30
              tolerations: [{operator: Exists, key: node-role.kubernetes.io/control-plane}]
        status: {replicas: \(replicas ?? 0), readyReplicas: \(replicas ?? 0)}

        """
    }

    private func pod(_ pod: String, of kind: String, _ owner: String, on node: String) -> String {
        """
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: \(pod)
          namespace: apps
          labels: {app: \(owner)}
          ownerReferences:
          - {apiVersion: apps/v1, kind: \(kind), name: \(owner), uid: \(Self.uid(owner)), controller: true}
        spec:
          nodeName: \(node)
          terminationGracePeriodSeconds: 30
          tolerations: [{operator: Exists, key: node-role.kubernetes.io/control-plane}]
        status: {phase: Running, conditions: [{type: Ready, status: "True"}]}

        """
    }

    private static func uid(_ owner: String) -> String {
        switch owner {
        case "api": "11111111-1111-4111-8111-111111111111"
        case "db": "22222222-2222-4222-8222-222222222222"
        default: "33333333-3333-4333-8333-333333333333"
        }
    }

    /// The cloud.
    func cloud() throws -> Cloud {
        var cloud = Cloud()
        try cloud.read(management, file: "management.yaml", context: "management")
        try cloud.read(mosk, file: "mosk.yaml", context: "mosk/mosk.yaml")
        cloud.noteUnmodelled()
        return cloud
    }

    /// The template for an update to `target`.
    func template(_ premises: String...) throws -> WorldTemplate {
        try cloud().template(to: isDeployed ? target : nil, premises)
    }
}

extension Cloud {
    /// Takes in the documents of a text.
    mutating func read(_ text: String, file: String, context: String) throws {
        var reader = YAMLReader(file: file)
        for document in try reader.read(text) { try add(document, file: file, context: context) }
    }

    /// The template for an update to `target`.
    func template(
        to target: String? = "mosk-21-0-0-25-2", cluster: String? = nil, onlyVerified: Bool = false,
        _ premises: [String] = []
    ) throws -> WorldTemplate {
        let options = ImportOptions(
            target: target, cluster: cluster, calendar: Calendar(epochUnixSeconds: 1_767_477_600),
            onlyVerified: onlyVerified, premises: try premises.map { try Premise($0) })
        return try Importer.build(self, catalogue: try Self.catalogue.get(), options: options)
    }

    /// The built-in catalogue, read once.
    static let catalogue = Result { try Catalogue.builtIn() }
}

extension WorldTemplate {
    /// The template without chance: every duration is its median.
    func withoutSpread() -> WorldTemplate {
        var template = self
        for index in template.timings.indices {
            template.timings[index].spreadMillionths = 0
            template.timings[index].runSpreadMillionths = 0
        }
        return template
    }

    /// The faults that these texts say.
    func faults(_ texts: [String]) throws -> [Fault] {
        try texts.map { try Fault($0, of: self) }
    }
}
