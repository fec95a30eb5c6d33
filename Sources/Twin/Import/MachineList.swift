import Controllers
import Kubernetes

/// The machines of a cluster with their hosts, checked.
struct MachineList {
    /// A machine.
    struct Entry {
        var machine: Machine
        var object: CloudObject
        var isManager: Bool
        /// The update group of a worker.
        var group: String?
        /// Its place in the order of updates.
        var index: Int64
        /// Its host; nil when hosts are not part of the input.
        var host: String?
    }

    /// The machines, in the order read.
    private(set) var entries: [Entry] = []

    init(_ importer: inout Importer, _ cluster: CloudObject) throws(CloudError) {
        let objects = importer.cloud.objects.filter {
            $0.info.kind == "Machine" && $0.info.group == "cluster.k8s.io" && $0.namespace == cluster.namespace
        }
        let machines = importer.all(Machine.self, 0)
        var next: Int64 = 1
        for object in objects {
            guard
                let machine = machines.first(where: {
                    $0.metadata.name == object.name && $0.metadata.namespace == object.namespace
                })
            else { continue }
            guard machine.metadata.labels[Label.clusterName] == cluster.name else {
                if machine.metadata.labels[Label.clusterName] == nil {
                    importer.notes.append("Machine \(object.name) has no label \(Label.clusterName): left out")
                }
                continue
            }
            let isManager = machine.metadata.labels[Label.controlPlane] != nil
            let group =
                isManager ? nil : machine.metadata.labels[Label.updateGroup] ?? "\(cluster.name)-default"
            entries.append(
                Entry(
                    machine: machine, object: object, isManager: isManager, group: group,
                    index: machine.spec.provider.upgradeIndex ?? machine.status.providerStatus.upgradeIndex,
                    host: nil))
        }
        guard !entries.isEmpty else {
            throw cluster.error(
                "no Machine belongs to the Cluster \(cluster.name)",
                hint: "add them: kubectl -n \(cluster.namespace) get machines.cluster.k8s.io -o yaml")
        }
        guard entries.contains(where: \.isManager) else {
            throw cluster.error(
                "the Cluster \(cluster.name) has no manager",
                hint: "managers are Machines with the label \(Label.controlPlane)")
        }
        // Places that are not given follow the order of the machines: managers first.
        let taken = Set(entries.map(\.index))
        for pass in [true, false] {
            for index in entries.indices where entries[index].isManager == pass && entries[index].index == 0 {
                while taken.contains(next) { next += 1 }
                entries[index].index = next
                next += 1
            }
        }
        try bind(importer)
    }

    /// Finds each machine's host by its selector. Hosts may be BareMetalHosts or their inventory objects.
    private mutating func bind(_ importer: borrowing Importer) throws(CloudError) {
        let hosts = importer.cloud.objects.filter {
            $0.info.kind == "BareMetalHost" || $0.info.kind == "BareMetalHostInventory"
        }
        guard !hosts.isEmpty else { return }
        var labels: [(name: String, labels: StringMap, object: CloudObject)] = []
        for host in hosts where !labels.contains(where: { $0.name == host.name }) {
            do throws(FieldError) {
                let map = try host.value["metadata"]?["labels"].map { value throws(FieldError) in
                    try StringMap(value: value)
                }
                labels.append((host.name, map ?? StringMap(), host))
            } catch {
                throw CloudError(error.inside("labels").inside("metadata"), file: host.file)
            }
        }
        var claimed: [String: String] = [:]
        for index in entries.indices {
            let entry = entries[index]
            let selector = entry.machine.spec.provider.hostSelector
            let place = entry.object.value.at("spec", "providerSpec", "value", "hostSelector")
            let named = labels.filter { selector.matches($0.labels) && $0.object.namespace == entry.object.namespace }
            guard !selector.isEmpty, let host = named.first(where: { claimed[$0.name] == nil }) ?? named.first else {
                let wanted = selector.matchLabels["kaas.mirantis.com/baremetalhost-id"]
                let known = labels.compactMap { $0.labels["kaas.mirantis.com/baremetalhost-id"] }
                throw entry.object.error(
                    "Machine \(entry.object.name): no BareMetalHost has the labels of its hostSelector",
                    hint: wanted.flatMap { NearestName.find($0, among: known) }.map { "did you mean \($0)?" }
                        ?? "add the BareMetalHost, or correct hostSelector", at: place)
            }
            if let other = claimed[host.name] {
                throw entry.object.error(
                    "Machine \(entry.object.name) claims host \(host.name), which Machine \(other) claims too",
                    hint: "give each Machine a hostSelector of its own", at: place)
            }
            claimed[host.name] = entry.object.name
            entries[index].host = host.name
        }
    }

    /// Whether a worker is in the group that takes those that name none.
    func usesDefaultGroup(_ cluster: String) -> Bool { entries.contains { $0.group == "\(cluster)-default" } }
}
