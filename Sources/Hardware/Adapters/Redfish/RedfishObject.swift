import HardwareInterfaces

/// An object of a Redfish resource, or the resource itself.
typealias RedfishObject = AnswerFields<BMCError>

extension RedfishObject {
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
            throw .malformed("\(place)@odata.id is no path")
        }
        return path
    }
}
