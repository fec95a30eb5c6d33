import HardwareInterfaces
import JSON

/// An object of a Redfish resource, or the resource itself. Fields that are absent or null read as nil; a
/// field of another type than the schema has is an error that names it.
struct RedfishObject: Sendable {
    /// The resource's path.
    let resource: String
    /// Where in the resource the object is, such as `Boot/`; empty for the whole.
    var place = ""
    let fields: [String: JSONValue]
    /// The resource's version as HTTP tells it.
    var etag: String?

    func text(_ name: String) throws(BMCError) -> String? {
        guard let value = present(name) else { return nil }
        guard case .string(let text) = value else { throw wrong(name, value, "a text") }
        return text
    }

    func whole(_ name: String) throws(BMCError) -> Int64? {
        guard let value = present(name) else { return nil }
        guard let number = value.whole else { throw wrong(name, value, "a whole number") }
        return number
    }

    /// A number, in thousandths.
    func thousandths(_ name: String) throws(BMCError) -> Int64? {
        guard let value = present(name) else { return nil }
        guard let number = value.thousandths else { throw wrong(name, value, "a number") }
        return number
    }

    func truth(_ name: String) throws(BMCError) -> Bool? {
        guard let value = present(name) else { return nil }
        guard case .bool(let truth) = value else { throw wrong(name, value, "a truth value") }
        return truth
    }

    func object(_ name: String) throws(BMCError) -> RedfishObject? {
        guard let value = present(name) else { return nil }
        guard case .object(let fields) = value else { throw wrong(name, value, "an object") }
        return RedfishObject(resource: resource, place: "\(place)\(name)/", fields: fields)
    }

    /// The objects of a list; none when there is no list.
    func objects(_ name: String) throws(BMCError) -> [RedfishObject] {
        var result: [RedfishObject] = []
        for (index, value) in try list(name).enumerated() where value != .null {
            guard case .object(let fields) = value else {
                throw wrong("\(name)/\(index)", value, "an object")
            }
            result.append(
                RedfishObject(resource: resource, place: "\(place)\(name)/\(index)/", fields: fields))
        }
        return result
    }

    /// The texts of a list; none when there is no list.
    func texts(_ name: String) throws(BMCError) -> [String] {
        var result: [String] = []
        for (index, value) in try list(name).enumerated() where value != .null {
            guard case .string(let text) = value else { throw wrong("\(name)/\(index)", value, "a text") }
            result.append(text)
        }
        return result
    }

    /// The path of another resource.
    func link(_ name: String) throws(BMCError) -> String? {
        guard let object = try object(name) else { return nil }
        return try object.identity()
    }

    /// The paths of other resources.
    func links(_ name: String) throws(BMCError) -> [String] {
        var result: [String] = []
        for object in try objects(name) {
            if let path = try object.identity() { result.append(path) }
        }
        return result
    }

    /// How the part that the object describes is.
    func health() throws(BMCError) -> BMCHealth? {
        guard let status = try object("Status") else { return nil }
        return try status.firstText(["HealthRollup", "Health"]).flatMap(BMCHealth.init(rawValue:))
    }

    /// Whether the part is there: a BMC lists empty slots as well.
    func isPresent() throws(BMCError) -> Bool { try object("Status")?.text("State") != "Absent" }

    /// The name for people, or else the identifier.
    func name() throws(BMCError) -> String? { try firstText(["Name", "Id"]) }

    /// The first of some fields that holds a text which is not empty.
    func firstText(_ names: [String]) throws(BMCError) -> String? {
        for name in names {
            if let text = try text(name), !text.isEmpty { return text }
        }
        return nil
    }

    private func identity() throws(BMCError) -> String? {
        guard let link = try text("@odata.id") else { return nil }
        guard let path = HTTPAddress.path(of: link) else {
            throw .malformed("\(resource): \(place)@odata.id is no path")
        }
        return path
    }

    private func list(_ name: String) throws(BMCError) -> [JSONValue] {
        guard let value = present(name) else { return [] }
        guard case .array(let values) = value else { throw wrong(name, value, "a list") }
        return values
    }

    private func present(_ name: String) -> JSONValue? {
        let value = fields[name]
        return value == .null ? nil : value
    }

    private func wrong(_ name: String, _ value: JSONValue, _ wanted: String) -> BMCError {
        .malformed("\(resource): \(place)\(name) is \(value.kind), not \(wanted)")
    }
}
