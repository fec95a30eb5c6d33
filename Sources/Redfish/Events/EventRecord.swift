import HardwareInterfaces

/// Something that has happened, as clients are told of it.
struct EventRecord: Hashable, Sendable {
    /// The messages of the registries ResourceEvent and TaskEvent that are used.
    ///
    /// Source: DMTF DSP8011, ResourceEvent.1.4.3, TaskEvent.1.0.5.
    enum Message: String, Sendable {
        case changed = "ResourceEvent.1.4.ResourceChanged"
        case stateChanged = "ResourceEvent.1.4.ResourceStateChanged"
        case statusOK = "ResourceEvent.1.4.ResourceStatusChangedOK"
        case statusWarning = "ResourceEvent.1.4.ResourceStatusChangedWarning"
        case statusCritical = "ResourceEvent.1.4.ResourceStatusChangedCritical"
        case poweredOn = "ResourceEvent.1.4.ResourcePoweredOn"
        case poweredOff = "ResourceEvent.1.4.ResourcePoweredOff"
        case taskStarted = "TaskEvent.1.0.TaskStarted"
        case taskAborted = "TaskEvent.1.0.TaskAborted"

        /// The text, with what is put into it.
        func text(_ arguments: [String]) -> String {
            let first = arguments.first ?? ""
            return switch self {
            case .changed: "One or more resource properties have changed."
            case .stateChanged: "The state of resource '\(first)' has changed to \(arguments[1])."
            case .statusOK, .statusWarning, .statusCritical:
                "The health of resource '\(first)' has changed to \(arguments[1])."
            case .poweredOn: "The resource '\(first)' has powered on."
            case .poweredOff: "The resource '\(first)' has powered off."
            case .taskStarted: "The task with Id '\(first)' has started."
            case .taskAborted: "The task with Id '\(first)' has completed with errors."
            }
        }

        /// How bad it is.
        var severity: String {
            switch self {
            case .statusCritical, .taskAborted: "Critical"
            case .statusWarning: "Warning"
            default: "OK"
            }
        }

        /// The type of event. Source: DMTF DSP0268, Event, EventType.
        var type: String {
            switch self {
            case .changed: "ResourceUpdated"
            case .taskStarted: "Other"
            default: "StatusChange"
            }
        }
    }

    var message: Message
    var arguments: [String]
    /// The path of the resource that it is about.
    var origin: String
    /// When, as RFC 3339.
    var time: String

    init(_ message: Message, _ arguments: [String], origin: String, time: String) {
        self.message = message
        self.arguments = arguments
        self.origin = origin
        self.time = time
    }

    /// What there is to tell of a change; `host` is the name of the host.
    static func records(_ change: BMCChange, host: String) -> [EventRecord] {
        let name = RequestTarget.encoded(host)
        let (path, manager) = ("/redfish/v1/Systems/\(name)", "/redfish/v1/Managers/\(name)")
        guard let before = change.before, let after = change.after else {
            // Source: DMTF DSP0268, Resource, State.
            let state = change.after == nil ? "UnavailableOffline" : "Enabled"
            return [EventRecord(.stateChanged, [manager, state], origin: manager, time: change.time)]
        }
        var records: [EventRecord] = []
        func add(_ message: Message, _ arguments: [String], _ origin: String) {
            records.append(EventRecord(message, arguments, origin: origin, time: change.time))
        }
        func health(_ health: BMCHealth?, of origin: String) {
            let message: Message =
                switch health {
                case .critical: .statusCritical
                case .warning: .statusWarning
                case .ok, nil: .statusOK
                }
            add(message, [origin, health?.rawValue ?? "OK"], origin)
        }
        if before.power != after.power { add(after.power == .on ? .poweredOn : .poweredOff, [path], path) }
        if before.health != after.health { health(after.health, of: path) }
        for (old, new) in zip(before.drives, after.drives) where old.health != new.health {
            let storage = "\(path)/Storage/\(RedfishPath.storageName)"
            health(new.health, of: "\(storage)/Drives/\(RequestTarget.encoded(new.name))")
        }
        if before.media != after.media {
            add(.changed, [], "\(path)/VirtualMedia/\(RedfishPath.mediaSlot)")
        }
        if before.boot != after.boot || records.isEmpty { add(.changed, [], path) }
        return records
    }

    /// The event number `number` of a stream, as a server-sent event: the payload has the same identity.
    ///
    /// Source: DMTF DSP0266, "Event message SSE stream".
    func sent(_ number: Int) -> [UInt8] {
        var json = RedfishWriter()
        json.object { json in
            json.text("@odata.type", RedfishSchema.event.type)
            json.text("Id", String(number))
            json.text("Name", "Event")
            json.text("Context", "")
            json.array("Events") { json in
                json.object { json in
                    json.text("MemberId", "0")
                    json.text("EventId", String(number))
                    json.text("EventType", message.type)
                    json.text("EventTimestamp", time)
                    json.text("Severity", message.severity)
                    json.text("MessageSeverity", message.severity)
                    json.text("MessageId", message.rawValue)
                    json.text("Message", message.text(arguments))
                    json.array("MessageArgs", arguments)
                    json.link("OriginOfCondition", origin)
                }
            }
        }
        return Array("id: \(number)\ndata: ".utf8) + json.bytes + [0x0a, 0x0a]
    }
}
