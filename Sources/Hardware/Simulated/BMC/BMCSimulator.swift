public import HardwareInterfaces
import Simulation

/// A simulated management controller of a server.
public struct BMCSimulator: Sendable {
    /// What the next boot starts from.
    public private(set) var bootDevice = BootDevice.disk
    /// How many faults keep it from answering at its address.
    var cuts = 0
    /// How many faults take its own power.
    var outages = 0
    /// How many faults let it refuse the credentials.
    var refusals = 0

    /// A reachable BMC of a server that boots from disk.
    public init() {}

    /// Carries out a command whose time is over.
    mutating func finish(
        _ command: BMCCommand, host: inout HostSimulator, _ kernel: inout Kernel
    ) -> Result<BMCReply, BMCError>? {
        guard cuts == 0, outages == 0 else { return nil }
        guard refusals == 0 else { return .failure(.unauthorized) }
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
