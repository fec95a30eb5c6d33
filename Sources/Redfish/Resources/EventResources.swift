/// Events, and who gets them.
enum EventResources {
    private static let path = "/redfish/v1/EventService"

    static func service() -> RedfishResponse {
        RedfishDocument.resource(.eventService, path) { json in
            json.text("Id", "EventService")
            json.text("Name", "Event Service")
            json.bool("ServiceEnabled", true)
            json.status()
            json.array("EventFormatTypes", ["Event"])
            json.array("RegistryPrefixes", ["ResourceEvent", "TaskEvent"])
            json.bool("SubordinateResourcesSupported", false)
            json.bool("IncludeOriginOfConditionSupported", false)
            json.text("ServerSentEventUri", "\(path)/SSE")
            json.object("SSEFilterPropertiesSupported") { json in
                json.bool("EventFormatType", false)
                json.bool("MessageId", false)
                json.bool("MetricReportDefinition", false)
                json.bool("OriginResource", false)
                json.bool("RegistryPrefix", false)
                json.bool("ResourceType", false)
                json.bool("SubordinateResources", false)
            }
            json.link("Subscriptions", "\(path)/Subscriptions")
        }
    }

    /// The open streams: others can't subscribe.
    static func subscriptions(_ ids: [String]) -> RedfishResponse {
        RedfishDocument.collection(
            .eventDestinations, "\(path)/Subscriptions", name: "Event Subscriptions",
            ids.map { "\(path)/Subscriptions/\($0)" })
    }

    static func subscription(_ stream: EventStreams.Stream) -> RedfishResponse {
        RedfishDocument.resource(.eventDestination, "\(path)/Subscriptions/\(stream.id)") { json in
            json.text("Id", stream.id)
            json.text("Name", "Event Stream \(stream.id) of \(stream.user)")
            json.text("Context", "")
            json.text("Protocol", "Redfish")
            json.text("SubscriptionType", "SSE")
            json.text("EventFormatType", "Event")
            json.status()
        }
    }
}
