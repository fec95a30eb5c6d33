public import HardwareInterfaces
public import Live
public import Redfish

/// BMCs of a world that runs by a clock.
public struct LiveFleet: RedfishFleet {
    private let driver: LiveDriver
    /// The one host that is meant; nil for all.
    private let host: Int?

    /// The BMCs of the world that `driver` drives: all of them, or that of one host.
    public init(_ driver: LiveDriver, host: Int? = nil) {
        self.driver = driver
        self.host = host
    }

    public func perform(
        _ command: BMCCommand, host: Int, reply: @escaping @Sendable (Result<BMCReply, BMCError>) -> Void
    ) {
        driver.perform(command, host: self.host ?? host, reply: reply)
    }

    public func civilTime() -> String { driver.civilTime }

    public func watch(_ listener: @escaping @Sendable ([BMCChange]) -> Void) -> Int {
        guard let host else { return driver.watch(listener) }
        return driver.watch { changes in
            var own = changes.filter { $0.host == host }
            for place in own.indices { own[place].host = 0 }
            if !own.isEmpty { listener(own) }
        }
    }

    public func unwatch(_ number: Int) { driver.unwatch(number) }
}
