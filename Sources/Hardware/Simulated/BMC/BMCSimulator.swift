public import HardwareInterfaces
import Simulation

/// A simulated management controller of a server.
public struct BMCSimulator: Sendable {
    /// What the next boot starts from.
    public private(set) var bootDevice = BootDevice.disk
    /// False while nothing answers at its address.
    var isReachable = true
    /// False while it does not accept the credentials.
    var acceptsCredentials = true

    /// A reachable BMC of a server that boots from disk.
    public init() {}

    /// Carries out a command whose time is over.
    mutating func finish(
        _ command: BMCCommand, host: inout HostSimulator, _ kernel: inout Kernel
    ) -> Result<BMCReply, BMCError>? {
        guard isReachable else { return nil }
        guard acceptsCredentials else { return .failure(.unauthorized) }
        switch command {
        case .readPower:
            return .success(.power(host.phase == .off ? .off : .on))
        case .setPower(let power):
            switch (power, host.phase) {
            case (.on, .off): host.enter(.posting, &kernel)
            case (.off, .off), (.on, _): break
            case (.off, _): host.enter(.off, &kernel)
            }
            return .success(.power(power))
        case .setBootDevice(let device):
            bootDevice = device
            return .success(.bootDevice(device))
        }
    }
}
