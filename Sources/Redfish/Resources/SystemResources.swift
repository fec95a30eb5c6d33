import HardwareInterfaces

/// What belongs to a system.
struct SystemResources {
    let system: BMCSystem
    let base: String

    /// The resources of a system whose path is `base`.
    init(_ system: BMCSystem, base: String) {
        self.system = system
        self.base = base
    }

    /// A resource; nil when there is none of that name.
    func document(_ part: RedfishPath.System) -> RedfishResponse? {
        switch part {
        case .whole: whole
        case .resetInfo: resetInfo
        case .interfaces:
            collection(.interfaces, "EthernetInterfaces", system.interfaces.map(\.name))
        case .interface(let name): system.interfaces.first { $0.name == name }.map { interface($0) }
        case .processors: collection(.processors, "Processors", processors.map { "CPU\($0)" })
        case .processor(let name): processors.first { "CPU\($0)" == name }.map { processor($0) }
        case .memories: collection(.memories, "Memory", modules.map { "DIMM\($0)" })
        case .memory(let name): modules.first { "DIMM\($0)" == name }.map { module($0) }
        case .storages: collection(.storages, "Storage", [RedfishPath.storageName])
        case .storage: storage
        case .controllers: collection(.storageControllers, "\(storagePath)/Controllers", ["1"])
        case .controller: controller
        case .volumes: volumes
        case .drive(let name): system.drives.first { $0.name == name }.map { drive($0) }
        case .secureBoot: secureBoot
        case .media(let media): MediaResources(image: system.media, base: base).document(media)
        case .reset: nil
        }
    }

    /// The tag of the system itself, for conditional changes.
    var tag: String { EntityTag.of(whole.body) }

    private var name: String { RequestTarget.encoded(system.name) }
    private var storagePath: String { "Storage/\(RedfishPath.storageName)" }

    private func collection(_ schema: RedfishSchema, _ path: String, _ names: [String]) -> RedfishResponse {
        let members = names.map { "\(base)/\(path)/\(RequestTarget.encoded($0))" }
        return RedfishDocument.collection(schema, "\(base)/\(path)", name: schema.name, members)
    }

    private var whole: RedfishResponse {
        RedfishDocument.resource(.system, base) { json in
            json.text("Id", system.name)
            json.text("Name", system.name)
            json.text("SystemType", "Physical")
            json.text("Manufacturer", system.manufacturer)
            json.text("Model", system.model)
            json.text("SerialNumber", system.serial)
            json.text("UUID", system.uuid)
            json.text("BiosVersion", system.biosVersion)
            json.text("PowerState", system.power == .on ? "On" : "Off")
            json.object("Status") { json in
                json.text("State", "Enabled")
                json.text("Health", system.health?.rawValue)
                json.text("HealthRollup", system.health?.rawValue)
            }
            boot(&json)
            json.object("ProcessorSummary") { json in
                json.number("Count", system.processors)
                json.number("LogicalProcessorCount", system.threads)
                json.text("Model", system.processor)
                json.status()
            }
            json.object("MemorySummary") { json in
                json.thousandths("TotalSystemMemoryGiB", system.memory.map { $0 * 1000 / 1024 })
                json.status()
            }
            json.link("EthernetInterfaces", "\(base)/EthernetInterfaces")
            json.link("Processors", "\(base)/Processors")
            json.link("Memory", "\(base)/Memory")
            json.link("Storage", "\(base)/Storage")
            json.link("SecureBoot", "\(base)/SecureBoot")
            json.link("VirtualMedia", "\(base)/VirtualMedia")
            json.object("Links") { json in
                json.array("Chassis") { $0.link("/redfish/v1/Chassis/\(name)") }
                json.array("ManagedBy") { $0.link("/redfish/v1/Managers/\(name)") }
            }
            json.object("Actions") { json in
                json.object("#ComputerSystem.Reset") { json in
                    json.text("target", "\(base)/Actions/ComputerSystem.Reset")
                    json.text("@Redfish.ActionInfo", "\(base)/ResetActionInfo")
                    json.array("ResetType@Redfish.AllowableValues", system.resets.map(\.rawValue))
                }
            }
        }
    }

    private func boot(_ json: inout RedfishWriter) {
        json.object("Boot") { json in
            let isOn = system.boot.duration != .disabled
            json.text("BootSourceOverrideEnabled", BootChange.name(of: system.boot.duration))
            json.array(
                "BootSourceOverrideEnabled@Redfish.AllowableValues",
                BootOverride.Duration.allCases.map { BootChange.name(of: $0) })
            json.text("BootSourceOverrideTarget", isOn ? BootChange.name(of: system.boot.device) : "None")
            json.array(
                "BootSourceOverrideTarget@Redfish.AllowableValues",
                ["None"] + system.bootable.map { BootChange.name(of: $0) })
            json.text("BootSourceOverrideMode", BootChange.mode)
            json.array("BootSourceOverrideMode@Redfish.AllowableValues", [BootChange.mode])
        }
    }

    private var resetInfo: RedfishResponse {
        RedfishDocument.resource(.actionInfo, "\(base)/ResetActionInfo") { json in
            json.text("Id", "ResetActionInfo")
            json.text("Name", "Reset Action Info")
            json.array("Parameters") { json in
                json.object { json in
                    json.text("Name", "ResetType")
                    json.bool("Required", true)
                    json.text("DataType", "String")
                    json.array("AllowableValues", system.resets.map(\.rawValue))
                }
            }
        }
    }

    private func interface(_ interface: BMCSystem.Interface) -> RedfishResponse {
        let path = "\(base)/EthernetInterfaces/\(RequestTarget.encoded(interface.name))"
        return RedfishDocument.resource(.interface, path) { json in
            json.text("Id", interface.name)
            json.text("Name", interface.name)
            json.text("MACAddress", interface.mac)
            json.text("PermanentMACAddress", interface.mac)
            json.number("SpeedMbps", interface.speed)
            json.text("LinkStatus", interface.hasLink.map { $0 ? "LinkUp" : "LinkDown" })
            json.status()
        }
    }

    private var processors: ClosedRange<Int64> { 1...max(system.processors ?? 1, 1) }

    private func processor(_ number: Int64) -> RedfishResponse {
        RedfishDocument.resource(.processor, "\(base)/Processors/CPU\(number)") { json in
            json.text("Id", "CPU\(number)")
            json.text("Name", "Processor \(number)")
            json.text("ProcessorType", "CPU")
            json.text("ProcessorArchitecture", "x86")
            json.text("InstructionSet", "x86-64")
            json.text("Manufacturer", system.manufacturer)
            json.text("Model", system.processor)
            json.text("Socket", "CPU \(number)")
            let threads = (system.threads ?? 0) / processors.upperBound
            json.number("TotalThreads", threads)
            json.number("TotalCores", threads > 1 ? threads / 2 : threads)
            json.status()
        }
    }
}
