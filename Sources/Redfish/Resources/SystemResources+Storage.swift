import HardwareInterfaces

extension SystemResources {
    /// The memory modules, numbered from 1: as few as the memory can be made of, of up to 64 GiB each
    /// (guess).
    var modules: Range<Int64> {
        guard let memory = system.memory, memory > 0 else { return 1..<1 }
        return 1..<(memory / moduleSize + 1)
    }

    private var moduleSize: Int64 {
        let memory = system.memory ?? 0
        let sizes = (0...6).reversed().map { Int64(1024) << $0 }
        return sizes.first { memory % $0 == 0 && memory / $0 <= 64 } ?? max(memory, 1)
    }

    /// A memory module.
    func module(_ number: Int64) -> RedfishResponse {
        RedfishDocument.resource(.memory, "\(base)/Memory/DIMM\(number)") { json in
            json.text("Id", "DIMM\(number)")
            json.text("Name", "DIMM \(number)")
            json.text("MemoryType", "DRAM")
            json.text("MemoryDeviceType", "DDR4")
            json.text("BaseModuleType", "RDIMM")
            json.number("CapacityMiB", moduleSize)
            json.text("DeviceLocator", "DIMM \(number)")
            json.text("ErrorCorrection", "MultiBitECC")
            json.status()
        }
    }

    /// The one storage subsystem.
    var storage: RedfishResponse {
        let path = "\(base)/Storage/\(RedfishPath.storageName)"
        return RedfishDocument.resource(.storage, path) { json in
            json.text("Id", RedfishPath.storageName)
            json.text("Name", "Storage")
            json.status()
            json.link("Controllers", "\(path)/Controllers")
            json.link("Volumes", "\(path)/Volumes")
            json.number("Drives@odata.count", Int64(system.drives.count))
            json.array("Drives") { json in
                for drive in system.drives { json.link(drivePath(drive)) }
            }
        }
    }

    /// The controller of the storage subsystem: one that makes no arrays.
    var controller: RedfishResponse {
        let path = "\(base)/Storage/\(RedfishPath.storageName)/Controllers/\(RedfishPath.storageName)"
        return RedfishDocument.resource(.storageController, path) { json in
            json.text("Id", RedfishPath.storageName)
            json.text("Name", "Host Bus Adapter")
            json.text("Manufacturer", system.manufacturer)
            let protocols = Array(Set(system.drives.compactMap(\.bus))).sorted()
            json.array("SupportedDeviceProtocols", protocols)
            json.array("SupportedRAIDTypes", [String]())
            json.status()
        }
    }

    /// The volumes of the storage subsystem: none, and none can be made by an adapter without arrays.
    var volumes: RedfishResponse {
        let path = "\(base)/Storage/\(RedfishPath.storageName)/Volumes"
        return RedfishDocument.collection(.volumes, path, name: "Volumes", []) { json in
            json.object("@Redfish.OperationApplyTimeSupport") { json in
                json.text("@odata.type", "#Settings.v1_4_0.OperationApplyTimeSupport")
                json.array("SupportedValues", ["Immediate"])
            }
        }
    }

    private func drivePath(_ drive: BMCSystem.Drive) -> String {
        "\(base)/Storage/\(RedfishPath.storageName)/Drives/\(RequestTarget.encoded(drive.name))"
    }

    /// A drive.
    func drive(_ drive: BMCSystem.Drive) -> RedfishResponse {
        RedfishDocument.resource(.drive, drivePath(drive)) { json in
            json.text("Id", drive.name)
            json.text("Name", drive.name)
            json.text("Model", drive.model)
            json.text("SerialNumber", drive.serial)
            json.number("CapacityBytes", drive.bytes)
            json.text("MediaType", drive.media)
            json.text("Protocol", drive.bus)
            json.bool("FailurePredicted", drive.health.map { $0 != .ok })
            json.status(drive.health?.rawValue)
        }
    }

    /// Secure boot, which is off.
    var secureBoot: RedfishResponse {
        RedfishDocument.resource(.secureBoot, "\(base)/SecureBoot") { json in
            json.text("Id", "SecureBoot")
            json.text("Name", "UEFI Secure Boot")
            json.bool("SecureBootEnable", false)
            json.text("SecureBootCurrentBoot", "Disabled")
            json.text("SecureBootMode", "SetupMode")
        }
    }
}
