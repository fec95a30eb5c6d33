/// How resources are written.
enum RedfishDocument {
    /// The media type of all JSON.
    static let mediaType = "application/json;charset=utf-8"

    /// A resource.
    static func resource(
        _ schema: RedfishSchema, _ path: String, _ body: (inout RedfishWriter) -> Void
    ) -> RedfishResponse {
        var json = RedfishWriter()
        json.object { json in
            json.text("@odata.id", path)
            json.text("@odata.type", schema.type)
            body(&json)
        }
        var response = RedfishResponse(200, [.init(name: "Content-Type", value: mediaType)], body: json.bytes)
        response.add("Link", "<\(schema.jsonAddress)>; rel=describedby")
        return response
    }

    /// A collection with its members.
    static func collection(
        _ schema: RedfishSchema, _ path: String, name: String, _ members: [String],
        _ more: (inout RedfishWriter) -> Void = { _ in }
    ) -> RedfishResponse {
        resource(schema, path) { json in
            json.text("Name", name)
            json.number("Members@odata.count", Int64(members.count))
            json.array("Members") { json in for member in members { json.link(member) } }
            more(&json)
        }
    }
}

extension RedfishWriter {
    /// Writes the status of a part that is there and works.
    mutating func status(_ health: String? = "OK", state: String = "Enabled") {
        object("Status") { json in
            json.text("State", state)
            json.text("Health", health)
        }
    }
}
