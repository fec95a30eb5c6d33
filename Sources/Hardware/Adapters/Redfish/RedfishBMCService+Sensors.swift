import HardwareInterfaces

extension RedfishBMCService {
    /// What the sensors of the server's chassis measure: by their own resources, or, at older BMCs, by those
    /// of heat and power.
    func readSensors() async throws(BMCError) -> [BMCSensor] {
        let system = try await readSystem()
        var paths = try system.object("Links")?.links("Chassis") ?? []
        if paths.isEmpty {
            paths = try await members(try await readOptional("/redfish/v1/")?.link("Chassis"))
        }
        var result: [BMCSensor] = []
        for path in paths {
            guard let chassis = try await readOptional(path) else { continue }
            var sensors: [BMCSensor] = []
            for path in try await members(try chassis.link("Sensors")) {
                if let object = try await readOptional(path), let sensor = try sensor(object) {
                    sensors.append(sensor)
                }
            }
            Self.complete(&sensors, with: try await subsystemSensors(chassis))
            if Set(sensors.map { Self.group($0.quantity) }).count < 4 {
                Self.complete(&sensors, with: try await olderSensors(chassis))
            }
            result += sensors
        }
        return result
    }

    /// Adds those that measure what nothing measures yet: BMCs have parts of both kinds of resource.
    private static func complete(_ sensors: inout [BMCSensor], with others: [BMCSensor]) {
        let known = Set(sensors.map { group($0.quantity) })
        sensors += others.filter { !known.contains(group($0.quantity)) }
    }

    /// A fan is measured in one of two ways.
    private static func group(_ quantity: BMCSensor.Quantity) -> BMCSensor.Quantity {
        quantity == .fanShare ? .fanSpeed : quantity
    }

    /// A `Sensor`; nil when it measures what nothing here asks for. Those of fans are told from other shares
    /// by where they are.
    private func sensor(_ object: RedfishObject) throws(BMCError) -> BMCSensor? {
        let quantity: BMCSensor.Quantity
        // The unit is by UCUM; DSP0268 lets a sensor leave out its type.
        switch try object.firstText(["ReadingType", "ReadingUnits"]) {
        case "Temperature", "Cel": quantity = .temperature
        case "Rotational", "{rev}/min", "RPM": quantity = .fanSpeed
        case "Percent", "%":
            guard try object.text("PhysicalContext") == "Fan" else { return nil }
            quantity = .fanShare
        case "Power", "W": quantity = .power
        case "Voltage", "V": quantity = .voltage
        default: return nil
        }
        guard try object.isPresent() else { return nil }
        return BMCSensor(
            name: try object.name() ?? object.resource, quantity: quantity,
            thousandths: try object.thousandths("Reading"), health: try object.health())
    }

    /// What `ThermalSubsystem` and `EnvironmentMetrics` tell.
    private func subsystemSensors(_ chassis: RedfishObject) async throws(BMCError) -> [BMCSensor] {
        var result: [BMCSensor] = []
        if let thermal = try await readOptional(try chassis.link("ThermalSubsystem")) {
            let metrics = try await readOptional(try thermal.link("ThermalMetrics"))
            for reading in try metrics?.objects("TemperatureReadingsCelsius") ?? [] {
                result.append(
                    BMCSensor(
                        name: try reading.text("DeviceName") ?? "temperature", quantity: .temperature,
                        thousandths: try reading.thousandths("Reading"), health: nil))
            }
            for path in try await members(try thermal.link("Fans")) {
                guard let fan = try await readOptional(path), try fan.isPresent() else { continue }
                let speed = try fan.object("SpeedPercent")
                let turns = try speed?.thousandths("SpeedRPM")
                let share = try speed?.thousandths("Reading")
                result.append(
                    BMCSensor(
                        name: try fan.name() ?? path, quantity: turns == nil ? .fanShare : .fanSpeed,
                        thousandths: turns ?? share, health: try fan.health()))
            }
        }
        let metrics = try await readOptional(try chassis.link("EnvironmentMetrics"))
        if let power = try metrics?.object("PowerWatts") {
            result.append(
                BMCSensor(
                    name: "Power", quantity: .power, thousandths: try power.thousandths("Reading"),
                    health: nil))
        }
        return result
    }

    /// What `Thermal` and `Power` tell.
    private func olderSensors(_ chassis: RedfishObject) async throws(BMCError) -> [BMCSensor] {
        var result: [BMCSensor] = []
        func add(_ object: RedfishObject, _ quantity: BMCSensor.Quantity, _ field: String) throws(BMCError) {
            guard try object.isPresent() else { return }
            let name = try object.firstText(["FanName", "Name", "MemberId"]) ?? object.place
            result.append(
                BMCSensor(
                    name: name, quantity: quantity, thousandths: try object.thousandths(field),
                    health: try object.health()))
        }
        if let thermal = try await readOptional(try chassis.link("Thermal")) {
            for object in try thermal.objects("Temperatures") {
                try add(object, .temperature, "ReadingCelsius")
            }
            for object in try thermal.objects("Fans") {
                let isShare = try object.text("ReadingUnits") == "Percent"
                try add(object, isShare ? .fanShare : .fanSpeed, "Reading")
            }
        }
        if let power = try await readOptional(try chassis.link("Power")) {
            for object in try power.objects("PowerControl") { try add(object, .power, "PowerConsumedWatts") }
            for object in try power.objects("Voltages") { try add(object, .voltage, "ReadingVolts") }
        }
        return result
    }
}
