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
            $0.info.kind == "Machine" && $0.info.group == "cluster.k8s.io"
                && $0.namespace == cluster.namespace
        }
        let machines = importer.all(Machine.self, 0)
        let places = Dictionary(
            machines.indices.map { ("\(machines[$0].metadata.namespace)/\(machines[$0].metadata.name)", $0) },
            uniquingKeysWith: { first, _ in first })
        var next: Int64 = 1
        for object in objects {
            guard let place = places["\(object.namespace)/\(object.name)"] else { continue }
            let machine = machines[place]
            guard machine.metadata.labels[Label.clusterName] == cluster.name else {
                if machine.metadata.labels[Label.clusterName] == nil {
                    importer.notes.append(
                        "Machine \(object.name) has no label \(Label.clusterName): left out")
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
        try checkGroups(&importer, cluster)
    }

    /// Says which groups belong to no cluster; throws when a group could never update a machine.
    private func checkGroups(_ importer: inout Importer, _ cluster: CloudObject) throws(CloudError) {
        let count = cluster.value.at("spec", "providerSpec", "value", "maxWorkerUpgradeCount")
        if let count, let number = count.int, number < 1 {
            throw cluster.error(
                "Cluster \(cluster.name): maxWorkerUpgradeCount is \(number), so no machine would ever update",
                hint: "set it to 1 or more", at: count)
        }
        for object in importer.cloud.objects
        where object.info.kind == "UpdateGroup" && object.namespace == cluster.namespace {
            guard let label = object.value.at("metadata", "labels", Label.clusterName)?.string else {
                importer.notes.append(
                    "UpdateGroup \(object.name) has no label \(Label.clusterName): left out")
                continue
            }
            guard label == cluster.name, let limit = object.value.at("spec", "concurrentUpdates"),
                let number = limit.int, number < 1
            else { continue }
            throw object.error(
                "UpdateGroup \(object.name): concurrentUpdates is \(number), so no machine would ever update",
                hint: "set it to 1 or more", at: limit)
        }
    }

    /// Finds each machine's host by its selector. Hosts may be BareMetalHosts or their inventory objects.
    private mutating func bind(_ importer: borrowing Importer) throws(CloudError) {
        let hosts = importer.cloud.objects.filter {
            $0.info.kind == "BareMetalHost" || $0.info.kind == "BareMetalHostInventory"
        }
        guard !hosts.isEmpty else { return }
        var labels: [(name: String, labels: StringMap, object: CloudObject)] = []
        var places: Set<String> = []
        // Nearly every selector asks for one host by this label.
        var byID: [String: [Int]] = [:]
        for host in hosts where places.insert("\(host.namespace)/\(host.name)").inserted {
            do throws(FieldError) {
                let map = try host.value["metadata"]?["labels"].map { value throws(FieldError) in
                    try StringMap(value: value)
                }
                if let id = map?[Label.hostID] { byID[id, default: []].append(labels.count) }
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
            let candidates =
                selector.matchLabels[Label.hostID].map { byID[$0] ?? [] } ?? Array(labels.indices)
            let named = candidates.map { labels[$0] }.filter {
                selector.matches($0.labels) && $0.object.namespace == entry.object.namespace
            }
            guard !selector.isEmpty, let host = named.first(where: { claimed[$0.name] == nil }) ?? named.first
            else {
                let wanted = selector.matchLabels[Label.hostID]
                let known = labels.compactMap { $0.labels[Label.hostID] }
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
}
