/// What belongs to the service itself.
enum ServiceResources {
    /// The versions of the protocol.
    static func versions() -> RedfishResponse {
        var json = RedfishWriter()
        json.object { $0.text("v1", "/redfish/v1/") }
        return RedfishResponse(
            200, [.init(name: "Content-Type", value: RedfishDocument.mediaType)], body: json.bytes)
    }

    /// The entrance.
    static func root(uuid: String) -> RedfishResponse {
        RedfishDocument.resource(.serviceRoot, "/redfish/v1/") { json in
            json.text("Id", "RootService")
            json.text("Name", "Root Service")
            json.text("Product", "Twin")
            json.text("Vendor", "Twin")
            json.text("RedfishVersion", "1.22.0")
            json.text("UUID", uuid)
            json.object("ProtocolFeaturesSupported") { json in
                json.bool("ExcerptQuery", false)
                json.object("ExpandQuery") { json in
                    json.bool("ExpandAll", false)
                    json.bool("Levels", false)
                    json.bool("Links", false)
                    json.bool("NoLinks", false)
                }
                json.bool("FilterQuery", false)
                json.bool("OnlyMemberQuery", false)
                json.bool("SelectQuery", false)
                json.bool("TopSkipQuery", false)
            }
            for (name, path) in services { json.link(name, "/redfish/v1/\(path)") }
            json.object("Links") { $0.link("Sessions", "/redfish/v1/SessionService/Sessions") }
        }
    }

    private static let services: [(StaticString, StaticString)] = [
        ("Systems", "Systems"), ("Chassis", "Chassis"), ("Managers", "Managers"), ("Tasks", "TaskService"),
        ("SessionService", "SessionService"), ("AccountService", "AccountService"),
        ("UpdateService", "UpdateService"), ("EventService", "EventService"), ("Registries", "Registries"),
        ("JsonSchemas", "JsonSchemas"),
    ]

    /// The OData service document.
    static func odata() -> RedfishResponse {
        var json = RedfishWriter()
        json.object { json in
            json.text("@odata.context", "/redfish/v1/$metadata")
            json.array("value") { json in
                json.object { json in
                    json.text("name", "Service")
                    json.text("kind", "Singleton")
                    json.text("url", "/redfish/v1/")
                }
                for (name, path) in services {
                    json.object { json in
                        json.text("name", "\(name)")
                        json.text("kind", "Singleton")
                        json.text("url", "/redfish/v1/\(path)")
                    }
                }
                json.object { json in
                    json.text("name", "Sessions")
                    json.text("kind", "Singleton")
                    json.text("url", "/redfish/v1/SessionService/Sessions")
                }
            }
        }
        return RedfishResponse(
            200, [.init(name: "Content-Type", value: RedfishDocument.mediaType)], body: json.bytes)
    }

    /// The OData metadata document: which schemas describe what is served.
    static func metadata() -> RedfishResponse {
        var xml = """
            <?xml version="1.0" encoding="UTF-8"?>
            <edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0">

            """
        for schema in RedfishSchema.allCases {
            xml += "  <edmx:Reference Uri=\"\(schema.address)\">\n"
            xml += "    <edmx:Include Namespace=\"\(schema.name)\"/>\n"
            if schema.rawValue != schema.name {
                xml += "    <edmx:Include Namespace=\"\(schema.rawValue)\"/>\n"
            }
            xml += "  </edmx:Reference>\n"
        }
        xml += """
              <edmx:Reference Uri="http://redfish.dmtf.org/schemas/v1/RedfishExtensions_v1.xml">
                <edmx:Include Namespace="RedfishExtensions.v1_0_0" Alias="Redfish"/>
              </edmx:Reference>
              <edmx:DataServices>
                <Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="Service">
                  <EntityContainer Name="Service" Extends="ServiceRoot.v1_20_0.ServiceContainer"/>
                </Schema>
              </edmx:DataServices>
            </edmx:Edmx>

            """
        return RedfishResponse(
            200, [.init(name: "Content-Type", value: "application/xml;charset=utf-8")], body: Array(xml.utf8))
    }

    /// The registries of messages, by file.
    private static let files = ["Base.1.22.1", "ResourceEvent.1.4.3", "TaskEvent.1.0.5", "Update.1.3.0"]

    static func registries() -> RedfishResponse {
        RedfishDocument.collection(
            .registryFiles, "/redfish/v1/Registries", name: "Registries",
            files.map { "/redfish/v1/Registries/\($0)" })
    }

    /// Where a registry is published.
    static func registry(_ id: String) -> RedfishResponse? {
        guard files.contains(id) else { return nil }
        return RedfishDocument.resource(.registryFile, "/redfish/v1/Registries/\(id)") { json in
            json.text("Id", id)
            json.text("Name", "\(id.prefix { $0 != "." }) Message Registry File")
            // The errata number is none of a registry's name.
            json.text("Registry", id.split(separator: ".").prefix(3).joined(separator: "."))
            json.array("Languages", ["en"])
            json.array("Location") { json in
                json.object { json in
                    json.text("Language", "en")
                    json.text("PublicationUri", "https://redfish.dmtf.org/registries/\(id).json")
                }
            }
        }
    }

    static func schemas() -> RedfishResponse {
        RedfishDocument.collection(
            .schemaFiles, "/redfish/v1/JsonSchemas", name: "Schemas",
            RedfishSchema.allCases.map { "/redfish/v1/JsonSchemas/\($0.rawValue)" })
    }

    /// Where a schema is published.
    static func schema(_ id: String) -> RedfishResponse? {
        guard let schema = RedfishSchema(rawValue: id) else { return nil }
        return RedfishDocument.resource(.schemaFile, "/redfish/v1/JsonSchemas/\(id)") { json in
            json.text("Id", id)
            json.text("Name", "\(schema.name) Schema File")
            json.text("Schema", schema.type)
            json.array("Languages", ["en"])
            json.array("Location") { json in
                json.object { json in
                    json.text("Language", "en")
                    json.text("PublicationUri", schema.jsonAddress)
                }
            }
        }
    }
}
