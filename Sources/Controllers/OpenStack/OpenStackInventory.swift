public import Kubernetes

/// What the OpenStack controller has built in: presets, sizes, and the charts of all services; and what the
/// operator of its networking brings.
public struct OpenStackInventory: Sendable {
    /// The presets.
    public var presets: [OpenStackLayer] = []
    /// The sizes.
    public var sizes: [OpenStackLayer] = []
    /// The services, in the order of their files.
    public var services: [OpenStackService] = []
    /// What the OpenSDN operator has built in; in a world, nothing where no node has a vRouter or another
    /// back end does the networking.
    public var openSDN: [OpenStackService] = []

    /// Nothing.
    public init() {}

    /// The sizes by their place in a row of replicas.
    public static let sizeNames = OpenStackAdmission.sizes

    /// Takes in a document of the kinds OpenStackPreset, OpenStackSize, OpenStackService and OpenSDNService;
    /// false for another. One of the same name is replaced.
    public mutating func take(_ document: Value) throws(FieldError) -> Bool {
        guard document.fields != nil, let kind = document["kind"]?.string else { return false }
        var body = document
        body["kind"] = nil
        switch kind {
        case "OpenStackPreset": Self.put(try OpenStackLayer.decodeStrictly(body), into: &presets, \.name)
        case "OpenStackSize": Self.put(try OpenStackLayer.decodeStrictly(body), into: &sizes, \.name)
        case "OpenStackService": Self.put(try Self.service(body, document), into: &services, \.name)
        case "OpenSDNService": Self.put(try Self.service(body, document), into: &openSDN, \.name)
        default: return false
        }
        return true
    }

    private static func service(_ body: Value, _ document: Value) throws(FieldError) -> OpenStackService {
        let service = try OpenStackService.decodeStrictly(body)
        for index in service.workloads.indices {
            let row = service.workloads[index]
            guard row.kind == .daemonSet || row.replicas.count == sizeNames.count else {
                let list = document["workloads"]?.list ?? []
                throw FieldError(
                    path: "workloads[\(index)].replicas",
                    position: index < list.count ? list[index].position : document.position,
                    problem: "\(row.name) has no replicas for each size",
                    hint: "write them in the order \(sizeNames.joined(separator: ", "))")
            }
            guard !row.quorum || row.kind == .statefulSet else {
                throw FieldError(
                    path: "workloads[\(index)].quorum", position: document.position,
                    problem: "\(row.name) is no StatefulSet", hint: "only these keep a quorum")
            }
        }
        return service
    }

    private static func put<Row>(_ row: Row, into rows: inout [Row], _ name: (Row) -> String) {
        if let index = rows.firstIndex(where: { name($0) == name(row) }) {
            rows[index] = row
        } else {
            rows.append(row)
        }
    }
}
