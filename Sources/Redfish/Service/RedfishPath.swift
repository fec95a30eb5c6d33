/// A resource, by its path. Which of them exist, only the BMCs know.
enum RedfishPath: Hashable, Sendable {
    case versions, root, odata, metadata
    case sessionService, sessions, session(String)
    case accountService, accounts, account(String), roles, role(String)
    case systems, managers, chassisCollection
    case system(String, System)
    case manager(String, Manager)
    case chassis(String, Chassis)
    case updateService, simpleUpdate, firmwareInventory, firmware(String)
    case taskService, tasks, task(String)
    case eventService, subscriptions, subscription(String), serverSentEvents
    case registries, registry(String)
    case schemas, schema(String)

    /// What of a system.
    enum System: Hashable, Sendable {
        case whole, reset, resetInfo
        case interfaces, interface(String)
        case processors, processor(String)
        case memories, memory(String)
        case storages, storage, controllers, controller, volumes, drive(String)
        case secureBoot
        case media(VirtualMedia)
    }

    /// What of a manager.
    enum Manager: Hashable, Sendable {
        case whole, networkProtocol, interfaces, interface
        case media(VirtualMedia)
    }

    /// What of a chassis.
    enum Chassis: Hashable, Sendable {
        case whole, thermal, power, sensors, sensor(String)
    }

    /// What of the virtual drives, of which there is one.
    enum VirtualMedia: Hashable, Sendable {
        case drives, drive, insert, eject
    }

    /// The name of the one drive that takes virtual media.
    static let mediaSlot = "Cd"
    /// The name of a system's one storage subsystem, and of its one controller.
    static let storageName = "1"

    /// The resource at a path; nil when none can be there.
    init?(_ target: RequestTarget) {
        let parts = target.segments
        guard parts.first == "redfish" else { return nil }
        guard parts.count > 1 else {
            self = .versions
            return
        }
        guard parts[1] == "v1", let path = Self.service(Array(parts.dropFirst(2))) else { return nil }
        // Only these two are no resources, and have no address with a slash.
        if target.endsWithSlash, path == .odata || path == .metadata { return nil }
        self = path
    }

    private static func service(_ parts: [String]) -> RedfishPath? {
        guard let first = parts.first else { return .root }
        let rest = Array(parts.dropFirst())
        switch (first, rest.count) {
        case ("odata", 0): return .odata
        case ("$metadata", 0): return .metadata
        case ("SessionService", 0): return .sessionService
        case ("SessionService", 1) where rest[0] == "Sessions": return .sessions
        // Some clients post to the members of the collection. Source: DSP0266, section 7.11.
        case ("SessionService", 2) where rest[0] == "Sessions":
            return rest[1] == "Members" ? .sessions : .session(rest[1])
        case ("AccountService", 0): return .accountService
        case ("AccountService", 1) where rest[0] == "Accounts": return .accounts
        case ("AccountService", 2) where rest[0] == "Accounts": return .account(rest[1])
        case ("AccountService", 1) where rest[0] == "Roles": return .roles
        case ("AccountService", 2) where rest[0] == "Roles": return .role(rest[1])
        case ("Systems", 0): return .systems
        case ("Systems", _): return system(rest).map { .system(rest[0], $0) }
        case ("Managers", 0): return .managers
        case ("Managers", _): return manager(rest).map { .manager(rest[0], $0) }
        case ("Chassis", 0): return .chassisCollection
        case ("Chassis", _): return chassis(rest).map { .chassis(rest[0], $0) }
        default: return other(first, rest)
        }
    }

    private static func other(_ first: String, _ rest: [String]) -> RedfishPath? {
        switch (first, rest.count) {
        case ("UpdateService", 0): .updateService
        case ("UpdateService", 1) where rest[0] == "FirmwareInventory": .firmwareInventory
        case ("UpdateService", 2) where rest == ["Actions", "UpdateService.SimpleUpdate"]: .simpleUpdate
        case ("UpdateService", 2) where rest[0] == "FirmwareInventory": .firmware(rest[1])
        case ("TaskService", 0): .taskService
        case ("TaskService", 1) where rest[0] == "Tasks": .tasks
        case ("TaskService", 2) where rest[0] == "Tasks": .task(rest[1])
        case ("EventService", 0): .eventService
        case ("EventService", 1) where rest[0] == "SSE": .serverSentEvents
        case ("EventService", 1) where rest[0] == "Subscriptions": .subscriptions
        case ("EventService", 2) where rest[0] == "Subscriptions": .subscription(rest[1])
        case ("Registries", 0): .registries
        case ("Registries", 1): .registry(rest[0])
        case ("JsonSchemas", 0): .schemas
        case ("JsonSchemas", 1): .schema(rest[0])
        default: nil
        }
    }

    private static func system(_ parts: [String]) -> System? {
        let rest = Array(parts.dropFirst())
        guard let first = rest.first else { return .whole }
        switch (first, rest.count) {
        case ("Actions", 2) where rest[1] == "ComputerSystem.Reset": return .reset
        case ("ResetActionInfo", 1): return .resetInfo
        case ("EthernetInterfaces", 1): return .interfaces
        case ("EthernetInterfaces", 2): return .interface(rest[1])
        case ("Processors", 1): return .processors
        case ("Processors", 2): return .processor(rest[1])
        case ("Memory", 1): return .memories
        case ("Memory", 2): return .memory(rest[1])
        case ("SecureBoot", 1): return .secureBoot
        case ("VirtualMedia", _): return media(Array(rest.dropFirst())).map { .media($0) }
        case ("Storage", 1): return .storages
        case ("Storage", _) where rest[1] == storageName: break
        default: return nil
        }
        switch (rest.dropFirst(2).first, rest.count) {
        case (nil, _): return .storage
        case ("Controllers"?, 3): return .controllers
        case ("Controllers"?, 4) where rest[3] == storageName: return .controller
        case ("Volumes"?, 3): return .volumes
        case ("Drives"?, 4): return .drive(rest[3])
        default: return nil
        }
    }

    private static func manager(_ parts: [String]) -> Manager? {
        let rest = Array(parts.dropFirst())
        guard let first = rest.first else { return .whole }
        switch (first, rest.count) {
        case ("NetworkProtocol", 1): return .networkProtocol
        case ("EthernetInterfaces", 1): return .interfaces
        case ("EthernetInterfaces", 2) where rest[1] == "1": return .interface
        case ("VirtualMedia", _): return media(Array(rest.dropFirst())).map { .media($0) }
        default: return nil
        }
    }

    private static func media(_ rest: [String]) -> VirtualMedia? {
        guard let slot = rest.first else { return .drives }
        guard slot == mediaSlot else { return nil }
        switch Array(rest.dropFirst()) {
        case []: return .drive
        case ["Actions", "VirtualMedia.InsertMedia"]: return .insert
        case ["Actions", "VirtualMedia.EjectMedia"]: return .eject
        default: return nil
        }
    }

    private static func chassis(_ parts: [String]) -> Chassis? {
        switch Array(parts.dropFirst()) {
        case []: return .whole
        case ["Thermal"]: return .thermal
        case ["Power"]: return .power
        case ["Sensors"]: return .sensors
        case let rest where rest.count == 2 && rest[0] == "Sensors": return .sensor(rest[1])
        default: return nil
        }
    }

    /// The methods that it takes.
    var methods: [String] {
        switch self {
        case .system(_, .reset), .system(_, .media(.insert)), .system(_, .media(.eject)),
            .manager(_, .media(.insert)), .manager(_, .media(.eject)), .simpleUpdate:
            ["POST"]
        case .sessions, .accounts, .system(_, .volumes): ["GET", "HEAD", "POST"]
        case .session, .task, .subscription: ["GET", "HEAD", "DELETE"]
        case .serverSentEvents: ["GET"]
        case .account: ["GET", "HEAD", "PATCH", "DELETE"]
        case .system(_, .whole), .sessionService, .accountService: ["GET", "HEAD", "PATCH"]
        default: ["GET", "HEAD"]
        }
    }

    /// Whether it is read without credentials. Source: DMTF DSP0266, "Authentication requirements".
    var isOpen: Bool {
        switch self {
        case .versions, .root, .odata, .metadata: true
        default: false
        }
    }
}
