import Controllers
import HardwareInterfaces
import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import HardwareSimulated
@testable import Twin

/// A cloud with instances, and what is done to its nodes. Durations are exact.
struct ComputeFixture: ~Copyable {
    var world: World

    /// What the cloud is like.
    struct Shape {
        var managers = ["ctl-01", "ctl-02", "ctl-03"]
        var computes = ["cmp-01", "cmp-02", "cmp-03"]
        /// Whether anybody has listed instances.
        var hasLists = true
        /// The rows of the list of instances, without their identities.
        var servers: [String] = []
        var flavors = [
            #"{"ID": "1", "Name": "small", "RAM": 4096, "Disk": 20, "VCPUs": 2}"#,
            #"{"ID": "2", "Name": "pinned", "RAM": 4096, "Disk": 20, "VCPUs": 4, "Properties": "hw:cpu_policy='dedicated'"}"#,
            #"{"ID": "3", "Name": "device", "RAM": 4096, "Disk": 20, "VCPUs": 4, "Properties": {"pci_passthrough:alias": "gpu:1"}}"#,
            #"{"ID": "4", "Name": "huge", "RAM": 200000, "Disk": 20, "VCPUs": 8}"#,
        ]
        /// MiB of each compute.
        var memory = 262_144
        var groups: [String] = []
        var aggregates: [String] = []
        var services = "[instance-ha]"
        var backend = "ceph"
        var fixes: Set<OpenStackFix> = []
        var hasDatabase = false
        var extraMOSK = ""
        /// Timings that are otherwise.
        var medians: [(name: String, median: SimDuration)] = []

        /// So many small instances on a host.
        mutating func add(_ count: Int, on host: String, flavor: String = "small", more: String = "") {
            for _ in 0..<count {
                let number = servers.count + 1
                servers.append(
                    #"{"ID": "id-\#(number)", "Name": "vm-\#(number)", "Status": "ACTIVE", "#
                        + #""Flavor": "\#(flavor)", "Availability Zone": "nova", "Host": "\#(host)"\#(more)}"#
                )
            }
        }

        /// The template for an update.
        func template() throws -> WorldTemplate { try cloud().template() }

        /// The cloud.
        func cloud() throws -> Cloud {
            var builder = CloudBuilder()
            builder.managers = managers
            builder.workers = computes.map { CloudBuilder.Worker(name: $0) }
            builder.extraMOSK = deployment + (hasDatabase ? database : "") + extraMOSK
            var cloud = try builder.cloud()
            for (name, rows) in [
                ("flavors", flavors), ("hypervisors", hypervisors), ("aggregates", aggregates),
                ("server-groups", groups), ("servers", servers),
            ] where hasLists && !rows.isEmpty {
                let text = "[\n\(rows.joined(separator: ",\n"))\n]"
                try cloud.read(text, file: "openstack/\(name).json", context: "openstack/\(name).json")
            }
            return cloud
        }

        private var hypervisors: [String] {
            computes.map {
                #"{"Hypervisor Hostname": "\#($0).cloud.local", "vCPUs": 64, "Memory MB": \#(memory)}"#
            }
        }

        private var deployment: String {
            """
            ---
            apiVersion: lcm.mirantis.com/v1alpha1
            kind: OpenStackDeployment
            metadata: {name: osdpl, namespace: openstack}
            spec:
              draft: true
              openstack_version: antelope
              preset: core
              size: tiny
              public_domain_name: cloud.example.org
              features:
                services: \(services)
                neutron: {tunnel_interface: a}
                nova: {live_migration_interface: a, images: {backend: \(backend)}}

            """
        }

        private var database: String {
            var text = """
                ---
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: mariadb-server, namespace: openstack, uid: \(Self.uid)}
                spec:
                  replicas: 3
                  podManagementPolicy: Parallel
                  selector: {matchLabels: {application: mariadb}}
                  template:
                    metadata: {labels: {application: mariadb}}
                    spec:
                      nodeSelector: {openstack-control-plane: enabled}
                      tolerations: [{operator: Exists}]
                status: {replicas: 3, readyReplicas: 3}

                """
            for (ordinal, manager) in managers.enumerated() {
                text += pod(
                    "mariadb-server-\(ordinal)", in: "openstack", labels: "{application: mariadb}",
                    of: "StatefulSet", "mariadb-server", Self.uid, on: manager)
            }
            return text
        }

        /// A DaemonSet of OpenStack that replaces no pods itself, with a pod on each compute.
        func daemonSet(_ name: String) -> String {
            var text = """
                ---
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: \(name), namespace: openstack, uid: \(Self.daemonUID)}
                spec:
                  updateStrategy: {type: OnDelete}
                  selector: {matchLabels: {application: openvswitch}}
                  template:
                    metadata: {labels: {application: openvswitch}}
                    spec:
                      nodeSelector: {openstack-compute-node: enabled}
                      tolerations: [{operator: Exists}]
                      containers: [{name: main, image: "registry.example.org/vswitchd:1"}]

                """
            for compute in computes {
                text += pod(
                    "\(name)-\(compute)", in: "openstack", labels: "{application: openvswitch}",
                    of: "DaemonSet", name, Self.daemonUID, on: compute)
            }
            return text
        }

        /// A StatefulSet with a pod on each manager, but for the last `missing` ones.
        func statefulSet(_ name: String, in namespace: String, missing: Int) -> String {
            var text = """
                ---
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: \(name), namespace: \(namespace), uid: \(Self.setUID)}
                spec:
                  replicas: \(managers.count)
                  podManagementPolicy: Parallel
                  selector: {matchLabels: {application: \(name)}}
                  template:
                    metadata: {labels: {application: \(name)}}
                    spec:
                      nodeSelector: {nobody: has-this}

                """
            for (ordinal, manager) in managers.dropLast(missing).enumerated() {
                text += pod(
                    "\(name)-\(ordinal)", in: namespace, labels: "{application: \(name)}",
                    of: "StatefulSet", name, Self.setUID, on: manager)
            }
            return text
        }

        private func pod(
            _ name: String, in namespace: String, labels: String, of kind: String, _ owner: String,
            _ uid: String, on node: String
        ) -> String {
            """
            ---
            apiVersion: v1
            kind: Pod
            metadata:
              name: \(name)
              namespace: \(namespace)
              labels: \(labels)
              ownerReferences:
              - {apiVersion: apps/v1, kind: \(kind), name: \(owner), uid: \(uid), controller: true}
            spec:
              nodeName: \(node)
              tolerations: [{operator: Exists}]
              containers: [{name: main, image: "registry.example.org/vswitchd:1"}]
            status: {phase: Running, conditions: [{type: Ready, status: "True"}]}

            """
        }

        private static let daemonUID = "55555555-5555-4555-8555-555555555555"
        private static let setUID = "66666666-6666-4666-8666-666666666666"
        private static let uid = "44444444-4444-4444-8444-444444444444"
    }

    init(_ body: (inout Shape) -> Void) throws {
        var shape = Shape()
        body(&shape)
        try self.init(shape)
    }

    init(_ shape: Shape) throws {
        var template = try shape.template().withoutSpread()
        for (name, median) in shape.medians {
            for place in template.timings.indices where template.timings[place].name == name {
                template.timings[place].median = median
            }
        }
        world = World(template, seed: 7, drawsUnknown: false)
        world.state.substrate.estate.openStackSettings.fixes = shape.fixes
        // What controllers do once they have started is not what is tested.
        run(.minutes(2))
    }

    /// Lets everything happen that is due within `duration`.
    mutating func run(_ duration: SimDuration) {
        let end = world.now + duration
        while let next = world.nextTime, next <= end, world.step() {}
        world.state.substrate.kernel.now = max(world.now, end)
    }

    /// Deletes pods of the database, and lets things happen until those that take their place are there and
    /// start.
    mutating func restart(_ pods: [String]) throws {
        for pod in pods { try delete(Pod.self, pod, namespace: "openstack") }
        for _ in 0..<60 {
            let unready = world.objects(Pod.self, cluster: 1).count {
                $0.metadata.namespace == "openstack" && !$0.status.isReady
            }
            if unready == pods.count { return }
            run(.milliseconds(500))
        }
    }

    /// Asks for the maintenance of a node.
    mutating func request(_ node: String, scope: MaintenanceScope, release: String = "") throws {
        var request = NodeMaintenanceRequest(metadata: ObjectMeta(name: node))
        request.spec.nodeName = node
        request.spec.scope = scope
        request.spec.release = release
        try create(request)
    }

    /// Creates an object of the cluster.
    mutating func create<Spec>(_ object: Resource<Spec>) throws {
        let stored = Stored(key: world.state.substrate.key(object), object: object)
        try world.state.substrate.stores[1].create(
            stored, at: world.now, now: world.state.substrate.timestamp, cause: EntryID(number: 1))
        world.state.substrate.armCaches(cluster: 1)
    }

    /// Changes an object of the cluster that is there.
    mutating func change<Spec>(
        _ type: Resource<Spec>.Type, _ name: String, _ body: (inout Resource<Spec>) -> Void
    ) throws {
        let found = world.objects(type, cluster: 1).first { $0.metadata.name == name }
        var object = try #require(found)
        body(&object)
        let stored = Stored(key: world.state.substrate.key(object), object: object)
        try world.state.substrate.stores[1].update(
            stored, part: .main, expected: nil, at: world.now, cause: EntryID(number: 1))
        world.state.substrate.armCaches(cluster: 1)
    }

    /// Deletes an object of the cluster.
    mutating func delete<Spec>(
        _ type: Resource<Spec>.Type, _ name: String, namespace: String = ""
    ) throws {
        let key = world.state.substrate.key(type, name, namespace: namespace)
        try world.state.substrate.stores[1].delete(
            key, at: world.now, now: world.state.substrate.timestamp, cause: EntryID(number: 1))
        world.state.substrate.armCaches(cluster: 1)
    }

    /// The OpenStack controller's lock on a node.
    func lock(_ node: String) throws -> NodeWorkloadLock {
        let found = world.objects(NodeWorkloadLock.self, cluster: 1).first {
            $0.metadata.name == NodeWorkloadLock.name("openstack", on: node)
        }
        return try #require(found)
    }

    /// The pod of a DaemonSet on a node.
    func daemonPod(_ set: String, on node: String) throws -> Pod {
        let found = world.objects(Pod.self, cluster: 1).first {
            $0.spec.nodeName == node && $0.metadata.ownerReferences.contains { $0.name == set }
        }
        return try #require(found)
    }

    /// Whether a node is among those that are out.
    func isOut(_ node: String) throws -> Bool {
        try lock(node).metadata.annotations[Label.innerState] == "active"
    }

    /// The instances of a node.
    func instances(_ node: String) throws -> [Instance] {
        let nova = try #require(world.plant.compute)
        let name = try #require(world.state.substrate.kernel.names.find(node))
        let place = try #require(nova.place(of: name))
        return nova.servers(on: place).map { nova.instances[Int($0)] }
    }

    /// The place of a node's hypervisor.
    func place(_ node: String) throws -> Int32 {
        let name = try #require(world.state.substrate.kernel.names.find(node))
        return try #require(world.plant.compute?.place(of: name))
    }

    /// The index of a node's host.
    func host(_ node: String) throws -> UInt32 {
        let name = try #require(world.state.substrate.kernel.names.find(node))
        return try #require(world.state.substrate.estate.node(name, cluster: 1))
    }

    /// Lets a fault of a host begin, or end.
    mutating func begin(_ fault: HardwareFault) {
        world.state.plant.begin(fault, &world.state.substrate.kernel)
        _ = world.state.route()
    }

    mutating func end(_ fault: HardwareFault) {
        world.state.plant.end(fault, &world.state.substrate.kernel)
        _ = world.state.route()
    }

    /// Has Nova begin to move an instance.
    mutating func migrate(_ number: UInt32) -> Result<ComputeReply, ComputeError> {
        world.state.plant.beginMigration(number, &world.state.substrate.kernel)
    }

    /// The subjects of the entries of a word, with their values.
    func entries(_ word: some EntryVocabulary) -> [(name: String, value: Int64, time: SimTime)] {
        var found: [(name: String, value: Int64, time: SimTime)] = []
        let kernel = world.state.substrate.kernel
        kernel.journal.forEach(after: .none) { _, entry in
            guard entry.kind == word.kind else { return }
            found.append((kernel.names[entry.subject.name], entry.value, entry.time))
        }
        return found
    }

    /// The rules of the waits of a subject, in order.
    func waits(_ subject: String) -> [String] {
        entries(SimulationEntry.waitBegan).filter { $0.name == subject }.map {
            world.state.substrate.kernel.names[NameID(number: UInt32($0.value))]
        }
    }
}
