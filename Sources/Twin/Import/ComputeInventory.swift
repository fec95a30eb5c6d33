import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Simulation

/// Builds Nova from what its client has listed.
struct ComputeInventory {
    /// What is built.
    var nova: ComputeSimulator
    /// What is worth telling the user.
    var notes: [String] = []

    private var flavors: [String: UInt16] = [:]
    private var aggregates: [Aggregate] = []
    private var groups: [String: UInt16] = [:]
    private var zones: [String: UInt8] = [:]
    private var places: [String: Int32] = [:]

    /// A host aggregate.
    private struct Aggregate {
        var zone: String?
        var hosts: [String]
        var properties: [(key: String, value: String)]
    }

    /// An empty one; `spec` is the merged spec of the OpenStackDeployment.
    init(cluster: UInt8, spec: Value?) {
        nova = ComputeSimulator(cluster: cluster)
        let services = spec?.at("features", "services")?.list ?? []
        nova.hasInstanceHA = services.contains { $0.string == "instance-ha" }
        let backend = spec?.at("features", "nova", "images", "backend")?.string
        // Source: nova nova/virt/libvirt/driver.py (_is_shared_block_storage and its kin).
        nova.hasVolumeGroups = backend == "lvm"
        nova.hasLocalDisks = ["local", "qcow2", "raw"].contains(backend ?? "")
        if spec?["size"]?.string == "medium" {
            nova.agentDownTime = ComputeConstants.agentDownTimeMedium
        }
    }

    /// The flavors; what they ask of aggregates is settled once those are known.
    mutating func readFlavors(_ listings: [OpenStackListing]) throws(CloudError) {
        for listing in listings where listing.kind == .flavors {
            for row in listing.rows {
                let name = try text("Name", row, listing)
                let properties = row["Properties"].map(OpenStackListing.properties) ?? []
                let flavor = Flavor(
                    name: name, processors: try number("VCPUs", row, listing),
                    memoryMiB: try number("RAM", row, listing),
                    diskGiB: try number("Disk", row, listing, orElse: 0)
                        + (try number("Ephemeral", row, listing, orElse: 0)),
                    isPinned: properties.contains { $0.key == "hw:cpu_policy" && $0.value == "dedicated" },
                    hasPassthrough: properties.contains { $0.key == "pci_passthrough:alias" })
                guard nova.flavors.count < Int(UInt16.max) else {
                    throw listing.error("there are more than \(UInt16.max) flavors", at: row)
                }
                let place = UInt16(nova.flavors.count)
                nova.flavors.append(flavor)
                asked.append(
                    properties.filter { $0.key.hasPrefix(OpenStackListing.aggregateSpecs) }.map {
                        (String($0.key.dropFirst(OpenStackListing.aggregateSpecs.count)), $0.value)
                    })
                flavors[name] = place
                if let id = row["ID"]?.text { flavors[id] = place }
            }
        }
    }

    /// What each flavor asks of aggregates.
    private var asked: [[(key: String, value: String)]] = []

    /// The aggregates, and what flavors ask of them.
    mutating func readAggregates(_ listings: [OpenStackListing]) throws(CloudError) {
        for listing in listings where listing.kind == .aggregates {
            for row in listing.rows {
                guard aggregates.count < 64 else {
                    throw listing.error(
                        "there are more than 64 aggregates", hint: "leave out those that no flavor asks for",
                        at: row)
                }
                aggregates.append(
                    Aggregate(
                        zone: row["Availability Zone"]?.string, hosts: words(row["Hosts"]).map(short),
                        properties: row["Properties"].map(OpenStackListing.properties) ?? []))
            }
        }
        for (place, pairs) in asked.enumerated() {
            nova.flavors[place].aggregates = pairs.map { pair in
                aggregates.indices.reduce(0) { bits, index in
                    aggregates[index].properties.contains { $0 == pair } ? bits | 1 << UInt64(index) : bits
                }
            }
        }
    }

    /// The server groups, by their members.
    mutating func readGroups(_ listings: [OpenStackListing]) throws(CloudError) {
        for listing in listings where listing.kind == .serverGroups {
            for row in listing.rows {
                let name = words(row["Policy"]).first ?? words(row["Policies"]).first ?? ""
                guard let policy = ServerGroupPolicy(rawValue: name) else {
                    let known = ServerGroupPolicy.allCases.map(\.rawValue)
                    throw listing.error(
                        "Policy: a server group has a policy that is not known",
                        hint: NearestName.find(name, among: known).map { "did you mean \($0)?" }
                            ?? "policies are \(known.joined(separator: ", "))",
                        at: row["Policy"] ?? row["Policies"] ?? row)
                }
                let members = words(row["Members"])
                guard !members.isEmpty else { continue }
                guard nova.groups.count < Int(UInt16.max) else {
                    throw listing.error("there are more than \(UInt16.max) server groups", at: row)
                }
                let number = nova.add(policy)
                for member in members { groups[member] = number }
            }
        }
    }

    /// The hypervisors: one for each compute of the cluster, as large as listed, else as its server.
    mutating func readHypervisors(
        _ listings: [OpenStackListing], _ computes: [(name: String, host: Int, hardware: HardwareDetails?)],
        _ names: inout NameTable
    ) throws(CloudError) {
        var sizes: [String: (processors: Int32, memory: Int32)] = [:]
        let known = computes.map(\.name)
        for listing in listings where listing.kind == .hypervisors {
            for row in listing.rows {
                let name = short(try text("Hypervisor Hostname", row, listing))
                guard known.contains(name) else {
                    throw listing.error(
                        "hypervisor \(name) is no compute node of the cluster",
                        hint: NearestName.find(name, among: known).map { "did you mean \($0)?" }
                            ?? "computes have the label openstack-compute-node",
                        at: row["Hypervisor Hostname"] ?? row)
                }
                // Newer versions of the client don't say how large a hypervisor is.
                guard row["vCPUs"] != nil, row["Memory MB"] != nil else { continue }
                sizes[name] = (try number("vCPUs", row, listing), try number("Memory MB", row, listing))
            }
        }
        for compute in computes {
            let size =
                sizes[compute.name]
                ?? compute.hardware.map { (Int32(clamping: $0.processors), Int32(clamping: $0.memory)) }
            var hypervisor = Hypervisor(
                name: names.intern(compute.name), host: UInt32(compute.host),
                processors: size?.processors ?? Self.usualProcessors,
                memoryMiB: size?.memory ?? Self.usualMemoryMiB)
            for (index, aggregate) in aggregates.enumerated() where aggregate.hosts.contains(compute.name) {
                hypervisor.aggregates |= 1 << UInt64(index)
                if let zone = aggregate.zone { hypervisor.zone = self.zone(zone, &names) }
                if aggregate.properties.contains(where: { $0.key == "pinned" && $0.value == "true" }) {
                    hypervisor.pinnedProcessors = hypervisor.processors
                }
            }
            places[compute.name] = nova.add(hypervisor)
        }
        let unknown = computes.count { sizes[$0.name] == nil && $0.hardware == nil }
        if unknown > 0 {
            notes.append(
                "nothing says how large \(unknown) hypervisors are: taken to have "
                    + "\(Self.usualProcessors) processors and \(Self.usualMemoryMiB / 1024) GiB")
        }
    }

    /// The largest number that anything may have: 64 TiB in MiB.
    private static let largest: Int64 = 67_108_864

    /// What a server has of which nobody says it: guess.
    private static let usualProcessors: Int32 = 64
    private static let usualMemoryMiB: Int32 = 512 * 1024

    /// The instances.
    mutating func readServers(
        _ listings: [OpenStackListing], _ names: inout NameTable
    ) throws(CloudError) {
        let own = listings.filter { $0.kind == .servers }
        try zonesOfHosts(own, &names)
        var counts: [String: Int] = [:]
        for listing in own { for row in listing.rows { counts[row["Name"]?.text ?? "", default: 0] += 1 } }
        var (homeless, passing) = (0, 0)
        var seen: Set<String> = []
        for listing in own {
            for row in listing.rows {
                if let id = row["ID"]?.text, !seen.insert(id).inserted {
                    throw listing.error(
                        "an instance is listed twice", hint: "take one of the lists out", at: row)
                }
                guard let host = row["Host"]?.string, !host.isEmpty else {
                    homeless += 1
                    continue
                }
                guard let status = Self.status(try text("Status", row, listing), &passing) else { continue }
                guard let place = places[short(host)] else {
                    let known = places.keys.sorted()
                    throw listing.error(
                        "Host: an instance is on \(short(host)), which is no compute node of the cluster",
                        hint: NearestName.find(short(host), among: known).map { "did you mean \($0)?" } ?? "",
                        at: row["Host"] ?? row)
                }
                var name = row["Name"]?.text ?? ""
                if name.isEmpty || counts[name, default: 0] > 1 {
                    name += (name.isEmpty ? "" : "-") + (row["ID"]?.text ?? "").prefix(8)
                }
                var instance = Instance(
                    name: names.intern(name), flavor: try flavor(of: row, listing), status: status)
                instance.group = (row["ID"]?.text).flatMap { groups[$0] } ?? 0
                instance.zone = pinnedZone(of: row, &names)
                instance.marks = try marks(of: row, listing)
                nova.add(instance, on: place)
            }
        }
        settlePinned()
        if homeless > 0 { notes.append("\(homeless) instances have no host, and are left out") }
        if passing > 0 { notes.append("\(passing) instances are in a passing state: taken to be ACTIVE") }
    }

    /// Hosts of which no aggregate says the zone are in that of their instances.
    private mutating func zonesOfHosts(
        _ listings: [OpenStackListing], _ names: inout NameTable
    ) throws(CloudError) {
        for listing in listings {
            for row in listing.rows {
                guard let zone = row["Availability Zone"]?.string, !zone.isEmpty,
                    let place = row["Host"]?.string.flatMap({ places[short($0)] }),
                    nova.hypervisors[Int(place)].zone == 0
                else { continue }
                nova.setZone(try self.zone(zone, &names, listing, row), of: place)
            }
        }
        // The zone that hosts are in of which nobody says one. Source: nova nova/conf/availability_zone.py.
        for index in nova.hypervisors.indices where nova.hypervisors[index].zone == 0 {
            nova.setZone(zone("nova", &names), of: Int32(index))
        }
    }

    private mutating func zone(
        _ name: String, _ names: inout NameTable, _ listing: OpenStackListing, _ row: Value
    ) throws(CloudError) -> UInt8 {
        guard zones[name] != nil || zones.count < 255 else {
            throw listing.error("there are more than 255 availability zones", at: row)
        }
        return zone(name, &names)
    }

    private mutating func zone(_ name: String, _ names: inout NameTable) -> UInt8 {
        if let known = zones[name] { return known }
        nova.zones.append(names.intern(name))
        zones[name] = UInt8(nova.zones.count)
        return UInt8(nova.zones.count)
    }

    /// The zone that an instance is bound to. Where the list does not say it, and there are several, it is
    /// taken to be bound to the one that it is in (guess).
    private func pinnedZone(of row: Value, _ names: inout NameTable) -> UInt8 {
        if let pinned = row["Pinned Availability Zone"] { return pinned.string.flatMap { zones[$0] } ?? 0 }
        guard zones.count > 1 else { return 0 }
        return row["Availability Zone"]?.string.flatMap { zones[$0] } ?? 0
    }

    private func flavor(of row: Value, _ listing: OpenStackListing) throws(CloudError) -> UInt16 {
        for column in ["Flavor Name", "Flavor", "Flavor ID"] {
            guard let name = row[column]?.text, !name.isEmpty else { continue }
            if let place = flavors[name] { return place }
            let known = nova.flavors.map(\.name)
            throw listing.error(
                "\(column): no flavor is called \(name)",
                hint: NearestName.find(name, among: known).map { "did you mean \($0)?" }
                    ?? "add what openstack flavor list --all --long -f json prints",
                at: row[column] ?? row)
        }
        throw listing.error("an instance has no Flavor", hint: "list with --long", at: row)
    }

    private func marks(of row: Value, _ listing: OpenStackListing) throws(CloudError) -> Instance.Marks {
        var marks: Instance.Marks = []
        let properties = row["Properties"].map(OpenStackListing.properties) ?? []
        if properties.contains(where: { $0.key == OpenStackListing.directPort && $0.value == "true" }) {
            marks.insert(.directPort)
        }
        for tag in row["Tags"]?.list ?? [] {
            let word = tag.text?.split(separator: "=").last.map(String.init) ?? ""
            guard let action = MaintenanceAction(rawValue: word) else {
                let known = MaintenanceAction.allCases.map(\.rawValue)
                throw listing.error(
                    "Tags: a maintenance action that is not known",
                    hint: NearestName.find(word, among: known).map { "did you mean \($0)?" }
                        ?? "actions are \(known.joined(separator: ", "))", at: tag)
            }
            marks.insert(Instance.Marks(action))
        }
        return marks
    }

    /// Hosts that have pinned instances have as many processors for them as the one with most (guess): the
    /// lists don't say it.
    private mutating func settlePinned() {
        let most = nova.hypervisors.indices.map { nova.hypervisors[$0].usedPinned }.max() ?? 0
        guard most > 0 else { return }
        for index in nova.hypervisors.indices
        where nova.hypervisors[index].usedPinned > 0 && nova.hypervisors[index].pinnedProcessors == 0 {
            nova.setPinned(Int32(clamping: most), of: Int32(index))
        }
    }

    /// The status of an instance; nil of one that is gone.
    private static func status(_ text: String, _ passing: inout Int) -> ServerStatus? {
        if let status = ServerStatus(rawValue: text), status != .migrating { return status }
        switch text {
        case "DELETED", "SOFT_DELETED": return nil
        case "SHELVED": return .shelved
        default:
            passing += 1
            return .active
        }
    }

    /// The name of a node in that of a host: up to the first dot.
    /// Source: Mirantis/rockoon rockoon/controllers/maintenance.py (maintenance_node_name).
    private func short(_ host: String) -> String { String(host.prefix { $0 != "." }) }

    /// The words of a list, or of a text with commas.
    private func words(_ value: Value?) -> [String] {
        if let list = value?.list { return list.compactMap(\.text) }
        return (value?.text ?? "").split { $0 == "," || $0 == " " }.map(String.init)
    }

    private func text(
        _ column: String, _ row: Value, _ listing: OpenStackListing
    ) throws(CloudError) -> String {
        guard let value = row[column] else {
            throw listing.error(
                "a row of the \(listing.kind.rawValue) has no \(column)", hint: "list with --long -f json",
                at: row)
        }
        guard let text = value.text, !text.isEmpty, value.list == nil else {
            throw listing.error("\(column): expected a text, found \(value.kindName)", at: value)
        }
        return text
    }

    private func number(
        _ column: String, _ row: Value, _ listing: OpenStackListing, orElse usual: Int32? = nil
    ) throws(CloudError) -> Int32 {
        guard let value = row[column] else {
            if let usual { return usual }
            throw listing.error("a row of the \(listing.kind.rawValue) has no \(column)", at: row)
        }
        guard let number = value.int ?? value.text.flatMap({ Int64($0) }), number >= 0,
            number <= Self.largest
        else {
            throw listing.error(
                "\(column): expected a number from 0 to \(Self.largest), found \(value.kindName)", at: value)
        }
        return Int32(number)
    }
}
