extension CloudGenerator {
    /// All machines of the cluster: managers, controllers, StackLight, then computes rack by rack.
    mutating func machines() {
        let (namespace, cluster) = (shape.namespace, shape.name)
        let hasControllers = shape.controllers > 0
        for number in 1...shape.managers {
            let prefix = hasControllers ? "mst-" : "ctl-"
            var machine = Machine(
                name: prefix + Self.padded(number, 2), namespace: namespace, cluster: cluster, index: number)
            machine.profile = hasControllers ? "master" : "controller"
            if !hasControllers { machine.labels = controllerLabels(number) }
            machine.rack = rack(of: number)
            self.machine(machine)
        }
        for number in stride(from: 1, through: shape.controllers, by: 1) {
            var machine = Machine(
                name: "ctl-" + Self.padded(number, 2), namespace: namespace, cluster: cluster, index: nil)
            (machine.profile, machine.group) = ("controller", "controllers")
            machine.labels = controllerLabels(number)
            machine.rack = rack(of: number)
            self.machine(machine)
        }
        for number in stride(from: 1, through: shape.stacklight, by: 1) {
            var machine = Machine(
                name: "sl-" + Self.padded(number, 2), namespace: namespace, cluster: cluster, index: nil)
            (machine.profile, machine.group, machine.labels) = ("stacklight", "stacklight", ["stacklight"])
            machine.rack = rack(of: shape.controllers + number)
            self.machine(machine)
        }
        for (rack, members) in computes().enumerated() {
            for (name, group) in members {
                var machine = Machine(name: name, namespace: namespace, cluster: cluster, index: nil)
                machine.profile = group == "ceph" ? "compute-hc" : "compute"
                (machine.group, machine.hasStorage) = (group, group == "ceph")
                machine.labels = ["openstack-compute-node", shape.hasOpenSDN ? "tfvrouter" : "openvswitch"]
                machine.rack = rack + 1
                self.machine(machine)
            }
        }
    }

    /// The update groups, and the order in which they are updated.
    func groups() {
        var groups: [(name: String, index: Int, concurrency: Int)] = []
        if shape.controllers > 0 { groups.append(("controllers", 10, 1)) }
        if shape.stacklight > 0 { groups.append(("stacklight", 20, 1)) }
        if shape.storage > 0 { groups.append(("ceph", 30, 2)) }
        let count = shape.groupsByRack.joined().count
        for number in stride(from: 1, through: count, by: 1) {
            groups.append((groupName(number), 99 + number, shape.groupSize))
        }
        for group in groups {
            add(
                """
                apiVersion: kaas.mirantis.com/v1alpha1
                kind: UpdateGroup
                metadata:
                  name: \(group.name)
                  namespace: \(shape.namespace)
                  labels:
                    cluster.sigs.k8s.io/cluster-name: \(shape.name)
                spec:
                  index: \(group.index)
                  concurrentUpdates: \(group.concurrency)
                  rebootIfUpdateRequires: true
                """)
        }
    }

    /// What each node does for Ceph, and its pools.
    func ceph() {
        let network = shape.racks == 1 ? "10.21.0.0/16" : AddressBlock.allPods
        var text = """
            apiVersion: kaas.mirantis.com/v1alpha1
            kind: KaaSCephCluster
            metadata:
              name: \(shape.name)
              namespace: \(shape.namespace)
            spec:
              k8sCluster:
                name: \(shape.name)
                namespace: \(shape.namespace)
              cephClusterSpec:
                network:
                  clusterNet: \(network)
                  publicNet: \(network)
                nodes:

            """
        let monitors = shape.controllers > 0 ? shape.controllers : shape.managers
        for number in 1...min(monitors, 3) {
            text += "      ctl-\(Self.padded(number, 2)):\n        roles:\n        - mon\n        - mgr\n"
        }
        for (name, group) in computes().joined() where group == "ceph" {
            text += "      \(name):\n        storageDevices:\n"
            for disk in 0..<6 {
                text += """
                            - name: nvme\(disk)n1
                              config:
                                deviceClass: ssd
                                osdsPerDevice: "1"

                    """
            }
        }
        text += "    pools:\n"
        for pool in ["kubernetes", "volumes", "vms", "backup", "images"] {
            text += """
                    - name: \(pool)
                      role: \(pool)
                      default: \(pool == "kubernetes")
                      deviceClass: ssd
                      failureDomain: host
                      replicated:
                        size: 3

                """
        }
        add(text + Self.objectStorage(instances: max(min(monitors, 5), 1)))
    }

    /// The computes of each rack, storage first, with the group of each.
    func computes() -> [[(name: String, group: String)]] {
        let width = max(2, String(shape.workers).count + 1)
        var (number, group) = (0, 0)
        func name() -> String {
            number += 1
            return "cmp-" + Self.padded(number, width)
        }
        return zip(shape.storageByRack, shape.groupsByRack).map { storage, sizes in
            var members = (0..<storage).map { _ in (name: name(), group: "ceph") }
            for size in sizes {
                group += 1
                let label = groupName(group)
                members += (0..<size).map { _ in (name: name(), group: label) }
            }
            return members
        }
    }

    private func groupName(_ number: Int) -> String {
        "cmp-" + Self.padded(number, max(2, String(shape.groupsByRack.joined().count).count))
    }

    /// Machines that are few stand in one rack after the other.
    private func rack(of number: Int) -> Int { (number - 1) % shape.racks + 1 }

    private func controllerLabels(_ number: Int) -> [String] {
        // Source: MOSK documentation, "OpenSDN cluster components".
        let network =
            shape.hasOpenSDN ? ["tfconfig", "tfcontrol", "tfwebui", "tfconfigdb"] : ["openvswitch"]
        let labels = ["openstack-control-plane", "openstack-gateway"] + network
        return shape.stacklight == 0 && number <= 3 ? labels + ["stacklight"] : labels
    }
}
