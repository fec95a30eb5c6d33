public import HardwareInterfaces
public import Live
public import Redfish

/// The BMCs of a world that runs by a clock.
public struct LiveFleet: RedfishFleet {
    private let driver: LiveDriver

    /// The BMCs of the world that `driver` drives.
    public init(_ driver: LiveDriver) { self.driver = driver }

    public func perform(_ command: BMCCommand, host: Int) async -> Result<BMCReply, BMCError> {
        await driver.perform(command, host: host)
    }

    public func civilTime() async -> String { await driver.civilTime }
}
