/// The schemas of what is served, by the newest versions that one release of DMTF's has (DSP8010).
enum RedfishSchema: String, CaseIterable, Sendable {
    case serviceRoot = "ServiceRoot.v1_20_0"
    case sessionService = "SessionService.v1_2_0"
    case session = "Session.v1_8_0"
    case accountService = "AccountService.v1_18_1"
    case account = "ManagerAccount.v1_14_1"
    case role = "Role.v1_3_3"
    case system = "ComputerSystem.v1_27_0"
    case interface = "EthernetInterface.v1_12_4"
    case processor = "Processor.v1_22_0"
    case memory = "Memory.v1_23_0"
    case storage = "Storage.v1_21_0"
    case storageController = "StorageController.v1_11_0"
    case drive = "Drive.v1_22_0"
    case secureBoot = "SecureBoot.v1_1_2"
    case virtualMedia = "VirtualMedia.v1_6_5"
    case manager = "Manager.v1_24_0"
    case networkProtocol = "ManagerNetworkProtocol.v1_12_0"
    case chassis = "Chassis.v1_28_0"
    case thermal = "Thermal.v1_7_3"
    case power = "Power.v1_7_3"
    case sensor = "Sensor.v1_12_0"
    case updateService = "UpdateService.v1_17_0"
    case softwareInventory = "SoftwareInventory.v1_13_0"
    case taskService = "TaskService.v1_3_0"
    case task = "Task.v1_7_4"
    case eventService = "EventService.v1_12_0"
    case eventDestination = "EventDestination.v1_16_0"
    case event = "Event.v1_13_0"
    case registryFile = "MessageRegistryFile.v1_1_5"
    case schemaFile = "JsonSchemaFile.v1_1_5"
    case actionInfo = "ActionInfo.v1_5_0"
    case message = "Message.v1_3_0"
    case systems = "ComputerSystemCollection"
    case managers = "ManagerCollection"
    case chassisCollection = "ChassisCollection"
    case sessions = "SessionCollection"
    case accounts = "ManagerAccountCollection"
    case roles = "RoleCollection"
    case interfaces = "EthernetInterfaceCollection"
    case processors = "ProcessorCollection"
    case memories = "MemoryCollection"
    case storages = "StorageCollection"
    case storageControllers = "StorageControllerCollection"
    case volumes = "VolumeCollection"
    case virtualMedias = "VirtualMediaCollection"
    case sensors = "SensorCollection"
    case softwareInventories = "SoftwareInventoryCollection"
    case tasks = "TaskCollection"
    case eventDestinations = "EventDestinationCollection"
    case registryFiles = "MessageRegistryFileCollection"
    case schemaFiles = "JsonSchemaFileCollection"

    /// The name without its version.
    var name: String { String(rawValue.prefix { $0 != "." }) }

    /// The type of a resource, as `@odata.type` tells it.
    var type: String { "#\(rawValue).\(name)" }

    /// Where DMTF publishes the JSON Schema.
    var jsonAddress: String { "http://redfish.dmtf.org/schemas/v1/\(rawValue).json" }

    /// Where DMTF publishes the schema that `$metadata` refers to.
    var address: String { "http://redfish.dmtf.org/schemas/v1/\(name)_v1.xml" }
}
