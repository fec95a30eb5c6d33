import HardwareInterfaces

/// What belongs to the case of a server, its sensors above all.
struct ChassisResources {
    private let sensors: [BMCSensor]
    private let base: String

    /// The resources of a case whose path is `base`.
    init(_ sensors: [BMCSensor], base: String) {
        self.sensors = sensors
        self.base = base
    }

    /// The case itself.
    static func whole(_ system: BMCSystem, base: String) -> RedfishResponse {
        let name = RequestTarget.encoded(system.name)
        return RedfishDocument.resource(.chassis, base) { json in
            json.text("Id", system.name)
            json.text("Name", "Chassis of \(system.name)")
            json.text("ChassisType", "RackMount")
            json.text("Manufacturer", system.manufacturer)
            json.text("Model", system.model)
            json.text("SerialNumber", system.serial)
            json.text("UUID", system.uuid)
            json.text("PowerState", system.power == .on ? "On" : "Off")
            json.status(system.health?.rawValue)
            json.link("Thermal", "\(base)/Thermal")
            json.link("Power", "\(base)/Power")
            json.link("Sensors", "\(base)/Sensors")
            json.object("Links") { json in
                json.array("ComputerSystems") { $0.link("/redfish/v1/Systems/\(name)") }
                json.array("ManagedBy") { $0.link("/redfish/v1/Managers/\(name)") }
                json.array("ManagersInChassis") { $0.link("/redfish/v1/Managers/\(name)") }
            }
        }
    }

    /// A resource; nil when there is none of that name.
    func document(_ part: RedfishPath.Chassis) -> RedfishResponse? {
        switch part {
        case .whole: nil
        case .thermal: thermal
        case .power: power
        case .sensors:
            RedfishDocument.collection(
                .sensors, "\(base)/Sensors", name: "Sensors",
                sensors.map { "\(base)/Sensors/\(RequestTarget.encoded($0.name))" })
        case .sensor(let name): sensors.first { $0.name == name }.map { sensor($0) }
        }
    }

    private func members(_ quantity: BMCSensor.Quantity) -> [(place: Int, sensor: BMCSensor)] {
        sensors.enumerated().filter { $0.element.quantity == quantity }.map { ($0.offset, $0.element) }
    }

    private static func context(_ sensor: BMCSensor) -> String {
        if sensor.name.hasPrefix("CPU") { return "CPU" }
        return sensor.name == "Inlet" ? "Intake" : "SystemBoard"
    }

    private var thermal: RedfishResponse {
        RedfishDocument.resource(.thermal, "\(base)/Thermal") { json in
            json.text("Id", "Thermal")
            json.text("Name", "Thermal")
            json.array("Temperatures") { json in
                for (index, (place, sensor)) in members(.temperature).enumerated() {
                    json.object { json in
                        json.text("@odata.id", "\(base)/Thermal#/Temperatures/\(index)")
                        json.text("MemberId", String(index))
                        json.text("Name", sensor.name)
                        json.number("SensorNumber", Int64(place))
                        json.thousandths("ReadingCelsius", sensor.thousandths)
                        json.number("MinReadingRangeTemp", 0)
                        json.number("MaxReadingRangeTemp", 125)
                        json.text("PhysicalContext", Self.context(sensor))
                        json.status(sensor.health?.rawValue)
                    }
                }
            }
            json.array("Fans") { json in
                for (index, (_, sensor)) in members(.fanSpeed).enumerated() {
                    json.object { json in
                        json.text("@odata.id", "\(base)/Thermal#/Fans/\(index)")
                        json.text("MemberId", String(index))
                        json.text("Name", sensor.name)
                        json.number("Reading", sensor.thousandths.map { $0 / 1000 })
                        json.text("ReadingUnits", "RPM")
                        json.number("MinReadingRange", 0)
                        json.number("MaxReadingRange", 20_000)
                        json.status(sensor.health?.rawValue)
                    }
                }
            }
        }
    }

    /// The power that is drawn, shared by two supplies (guess: as small servers have them).
    private var power: RedfishResponse {
        let watts = members(.power).first?.sensor.thousandths
        return RedfishDocument.resource(.power, "\(base)/Power") { json in
            json.text("Id", "Power")
            json.text("Name", "Power")
            json.array("PowerControl") { json in
                json.object { json in
                    json.text("@odata.id", "\(base)/Power#/PowerControl/0")
                    json.text("MemberId", "0")
                    json.text("Name", "Server Power Control")
                    json.thousandths("PowerConsumedWatts", watts)
                    json.number("PowerCapacityWatts", 1600)
                }
            }
            json.array("PowerSupplies") { json in
                for index in 0..<2 {
                    json.object { json in
                        json.text("@odata.id", "\(base)/Power#/PowerSupplies/\(index)")
                        json.text("MemberId", String(index))
                        json.text("Name", "Power Supply \(index + 1)")
                        json.thousandths("LastPowerOutputWatts", watts.map { $0 / 2 })
                        json.number("LineInputVoltage", 230)
                        json.number("PowerCapacityWatts", 800)
                        json.status()
                    }
                }
            }
            json.array("Voltages") { json in
                for (index, (place, sensor)) in members(.voltage).enumerated() {
                    json.object { json in
                        json.text("@odata.id", "\(base)/Power#/Voltages/\(index)")
                        json.text("MemberId", String(index))
                        json.text("Name", sensor.name)
                        json.number("SensorNumber", Int64(place))
                        json.thousandths("ReadingVolts", sensor.thousandths)
                        json.status(sensor.health?.rawValue)
                    }
                }
            }
        }
    }

    private func sensor(_ sensor: BMCSensor) -> RedfishResponse {
        let (type, units): (String, String) =
            switch sensor.quantity {
            case .temperature: ("Temperature", "Cel")
            case .fanSpeed: ("Rotational", "{rev}/min")
            case .fanShare: ("Percent", "%")
            case .power: ("Power", "W")
            case .voltage: ("Voltage", "V")
            }
        let path = "\(base)/Sensors/\(RequestTarget.encoded(sensor.name))"
        return RedfishDocument.resource(.sensor, path) { json in
            json.text("Id", sensor.name)
            json.text("Name", sensor.name)
            json.text("ReadingType", type)
            json.text("ReadingUnits", units)
            json.thousandths("Reading", sensor.thousandths)
            json.text("PhysicalContext", Self.context(sensor))
            json.status(sensor.health?.rawValue)
        }
    }
}
