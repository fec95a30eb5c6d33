public import HardwareInterfaces
import Simulation

/// A simulated management controller of a server.
public struct BMCSimulator: Sendable {
    /// What the next boot starts from; the boots after it start from the disk again.
    public internal(set) var bootDevice = BootDevice.disk
    /// How many faults keep it from answering at its address.
    var cuts = 0
    /// Whether the network keeps Ironic from reaching it.
    var isOutOfReach = false
    /// How many faults take its own power.
    var outages = 0
    /// How many faults let it refuse the credentials.
    var refusals = 0
    /// How many faults let it accept a switch of the power and do nothing.
    var stuckPower = 0
    /// How many faults let it tell the opposite of the power's state.
    var lies = 0
    /// What it last told, or would have, of the power; nil while it gives no answer.
    var told: PowerState?
    /// How much slower than usual it is.
    var slow = Slowness()
    /// How many times longer than usual it takes for an answer.
    var slowness: Int64 { slow.product }

    /// A reachable BMC of a server that boots from disk.
    public init() {}

    /// Carries out a command whose time is over.
    mutating func finish(
        _ command: BMCCommand, host: inout HostSimulator, _ kernel: inout Kernel
    ) -> Result<BMCReply, BMCError>? {
        if let refusal { return refusal == .unreachable ? nil : .failure(refusal) }
        switch command {
        case .readPower:
            return .success(.power(power(of: host)))
        case .setPower(let power):
            setPower(power, of: &host, &kernel)
            return .success(.power(power))
        case .setBootDevice(let device):
            bootDevice = device
            return .success(.bootDevice(device))
        }
    }

    /// Why it does not answer as it should; nil while it does.
    var refusal: BMCError? {
        if cuts > 0 || outages > 0 || isOutOfReach { return .unreachable }
        return refusals > 0 ? .unauthorized : nil
    }

    /// The power as it tells it.
    func power(of host: HostSimulator) -> PowerState { (host.phase == .off) == (lies == 0) ? .off : .on }

    /// Switches the power, unless it is as wanted already.
    func setPower(_ power: PowerState, of host: inout HostSimulator, _ kernel: inout Kernel) {
        guard stuckPower == 0 else { return }
        switch (power, host.phase) {
        case (.on, .off): host.enter(.posting, &kernel)
        case (.off, .off), (.on, _): break
        case (.off, _): host.enter(.off, &kernel)
        }
    }

    /// What the firmware starts from now: a choice holds for one boot.
    mutating func takeBootDevice() -> BootDevice {
        defer { bootDevice = .disk }
        return bootDevice
    }
}
