public import HardwareInterfaces
import Simulation

/// A simulated management controller of a server.
public struct BMCSimulator: Sendable {
    /// What it was told to boot from instead of the disk.
    public internal(set) var boot = BootOverride.none
    /// The address of the image in its virtual drive; nil when that is empty.
    public internal(set) var media: String?
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

    /// Carries out a command whose time is over; nil when no answer comes.
    mutating func finish(
        _ command: BMCCommand, host: inout HostSimulator, _ kernel: inout Kernel
    ) -> Result<BMCReply, BMCError>? {
        if let refusal { return refusal == .unreachable ? nil : .failure(refusal) }
        switch command {
        case .readPower, .readSystem, .readSensors, .readFirmware:
            return .success(sight(of: host).answer(command, host: host.name, kernel))
        case .setPower(let power):
            setPower(power, of: &host, &kernel)
            return .success(.power(power))
        case .reset(let type):
            return reset(type, of: &host, &kernel).map { .failure($0) } ?? .success(.resetBegun)
        case .setBoot(let override):
            guard override.duration == .disabled || Self.bootable.contains(override.device) else {
                return .failure(.unsupported("boot from \(override.device.rawValue)"))
            }
            boot = override.duration == .disabled ? .none : override
            return .success(.boot(boot))
        case .insertMedia(let image):
            guard media == nil || media == image else {
                return .failure(.refused(status: 409, message: "the virtual drive holds another image"))
            }
            media = image
            return .success(.media(image))
        case .ejectMedia:
            media = nil
            return .success(.media(nil))
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

    /// What the firmware starts from now. What it was told once holds for one boot; without an image in it,
    /// the virtual drive is passed over.
    mutating func takeBootDevice() -> BootDevice {
        let told = boot
        if told.duration == .once { boot = .none }
        guard told.duration != .disabled, told.device != .virtualMedia || media != nil else { return .disk }
        return told.device
    }

    /// What a server can be told to boot from: the setup of its firmware is not modelled.
    static let bootable: [BootDevice] = [.disk, .pxe, .virtualMedia]
}
