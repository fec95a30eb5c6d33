import HardwareInterfaces
import Simulation

extension BMCSimulator {
    /// Resets the server; answers why not when it is in no state for that.
    ///
    /// What is graceful is asked of the operating system by ACPI: where none listens, nothing comes of it.
    /// A BMC refuses to shut down or interrupt a server that is off.
    /// Source: DMTF DSP0268, Resource.ResetType; openstack/ironic release notes (409 for what the power's
    /// state forbids).
    func reset(_ type: ResetType, of host: inout HostSimulator, _ kernel: inout Kernel) -> BMCError? {
        let isOff = host.phase == .off
        switch type {
        case .gracefulShutdown, .gracefulRestart, .nmi:
            guard !isOff else {
                return .refused(status: 409, message: "\(type.rawValue) needs a server that is on")
            }
        case .on, .forceOn, .forceOff, .forceRestart, .powerCycle, .pushPowerButton: break
        }
        guard stuckPower == 0 else { return nil }
        switch type {
        case .on, .forceOn: setPower(.on, of: &host, &kernel)
        case .forceOff: setPower(.off, of: &host, &kernel)
        case .forceRestart, .powerCycle:
            setPower(.off, of: &host, &kernel)
            setPower(.on, of: &host, &kernel)
        case .gracefulShutdown: host.shutDown(restarts: false, &kernel)
        case .gracefulRestart: host.shutDown(restarts: true, &kernel)
        // A short press is a wish to the operating system, and starts what is off.
        case .pushPowerButton where isOff: setPower(.on, of: &host, &kernel)
        case .pushPowerButton: host.shutDown(restarts: false, &kernel)
        // Hosts are set up so that the interrupt for diagnosis makes the kernel panic: guess.
        case .nmi: _ = host.panic(&kernel)
        }
        return nil
    }
}
