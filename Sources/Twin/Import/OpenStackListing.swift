public import Kubernetes

/// What `openstack ... list -f json --long` has printed: instances, hypervisors, flavors, aggregates or
/// server groups. It is told by its columns, whatever the file is called; of the columns only those are kept
/// that are used.
public struct OpenStackListing: Sendable {
    /// What is listed.
    public enum Kind: String, CaseIterable, Sendable {
        case servers, hypervisors, flavors, aggregates
        case serverGroups = "server-groups"

        /// The column by which such a list is known, with another one where that is found elsewhere too.
        var marks: [[String]] {
            switch self {
            case .servers: [["Status", "Flavor"], ["Status", "Flavor Name"], ["Status", "Host"]]
            case .hypervisors: [["Hypervisor Hostname"]]
            case .flavors: [["RAM", "VCPUs"]]
            case .aggregates: [["Availability Zone", "Properties"], ["Availability Zone", "Hosts"]]
            case .serverGroups: [["Policy"], ["Policies"]]
            }
        }

        /// The columns that are kept.
        var columns: Set<String> {
            switch self {
            case .servers:
                [
                    "ID", "Name", "Status", "Host", "Flavor", "Flavor Name", "Flavor ID", "Availability Zone",
                    "Pinned Availability Zone", "Properties", "Tags",
                ]
            case .hypervisors: ["Hypervisor Hostname", "vCPUs", "Memory MB", "State"]
            case .flavors: ["ID", "Name", "RAM", "Disk", "Ephemeral", "VCPUs", "Properties"]
            case .aggregates: ["ID", "Name", "Availability Zone", "Properties", "Hosts"]
            case .serverGroups: ["ID", "Policy", "Policies", "Members"]
            }
        }
    }

    /// What is listed.
    public let kind: Kind
    /// The rows.
    public let value: Value
    /// The file that it was read from.
    public let file: String

    /// The rows, as maps.
    var rows: [Value] { value.list ?? [] }

    /// A list; nil when it is none of these.
    init?(_ document: Value, file: String) {
        guard let first = document.list?.first, let fields = first.fields else { return nil }
        let columns = Set(fields.map(\.key))
        guard let kind = Kind.allCases.first(where: { $0.marks.contains { columns.isSuperset(of: $0) } })
        else {
            return nil
        }
        self.kind = kind
        self.file = file
        var kept = document
        kept.node = .list((document.list ?? []).map { Self.reduced($0, kind) })
        value = kept
    }

    /// Whether a file is called as one of these, so that an empty list in it is one.
    static func isCalled(_ file: String) -> Bool {
        let name = file.split(separator: "/").last ?? ""
        return Kind.allCases.contains { name == "\($0.rawValue).json" }
    }

    /// A row without what is not used: properties of tenants may be anything.
    private static func reduced(_ row: Value, _ kind: Kind) -> Value {
        guard let fields = row.fields else { return row }
        var kept = row
        kept.node = .map(
            fields.compactMap { field in
                guard kind.columns.contains(field.key) else { return nil }
                guard field.key == "Properties" || field.key == "Tags" else { return field }
                let pairs = field.key == "Tags" ? tags(field.value) : used(field.value, kind)
                guard !pairs.isEmpty else { return nil }
                var field = field
                field.value =
                    field.key == "Tags"
                    ? .list(pairs.map { .string("\($0.key)=\($0.value)") })
                    : .map(pairs.map { Value.Field(key: $0.key, value: .string($0.value)) })
                return field
            })
        return kept
    }

    /// The properties that are used.
    private static func used(_ value: Value, _ kind: Kind) -> [(key: String, value: String)] {
        properties(value).filter { pair in
            switch kind {
            case .servers: pair.key == directPort
            case .flavors:
                pair.key == "hw:cpu_policy" || pair.key == "pci_passthrough:alias"
                    || pair.key.hasPrefix(aggregateSpecs)
            // What flavors ask of aggregates can be any of theirs.
            case .aggregates: pair.key != "availability_zone"
            case .hypervisors, .serverGroups: false
            }
        }
    }

    private static func tags(_ value: Value) -> [(key: String, value: String)] {
        let texts =
            value.list?.compactMap(\.text) ?? value.text.map { $0.split(separator: ",").map(trimmed) } ?? []
        return texts.compactMap { text in
            guard text.hasPrefix(maintenanceTag + "=") else { return nil }
            return (maintenanceTag, String(text.dropFirst(maintenanceTag.count + 1)))
        }
    }

    /// Properties, as a map or as the client's text: `a='b', c='d'`.
    static func properties(_ value: Value) -> [(key: String, value: String)] {
        if let fields = value.fields { return fields.map { ($0.key, $0.value.text ?? "") } }
        return (value.text ?? "").split(separator: ",").compactMap { part in
            guard let equals = part.firstIndex(of: "=") else { return nil }
            let text = trimmed(part[part.index(after: equals)...]).filter { $0 != "'" }
            return (trimmed(part[..<equals]), text)
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    /// A property of an instance: whether it has a port that is a part of a network card. A name of our own,
    /// since the list of instances does not tell their ports.
    static let directPort = "twin.rehearsal/direct-port"
    /// What the properties of flavors begin with that hosts' aggregates must have.
    /// Source: nova nova/scheduler/filters/aggregate_instance_extra_specs.py.
    static let aggregateSpecs = "aggregate_instance_extra_specs:"
    /// The tag of instances about maintenance. Source: Mirantis/rockoon rockoon/maintenance.py.
    static let maintenanceTag = "openstack.lcm.mirantis.com:maintenance_action"
}

extension OpenStackListing {
    /// An error at a place in this list.
    func error(_ problem: String, hint: String = "", at place: Value) -> CloudError {
        CloudError(
            file: file, line: Int(place.position.line), column: Int(place.position.column), problem: problem,
            hint: hint)
    }
}
