import HardwareInterfaces
import Kubernetes
import Simulation

/// What is done with a host in a steady state.
///
/// Source: metal3-io/baremetal-operator internal/controller/metal3.io/baremetalhost_controller.go
/// (actionManageSteadyState, manageHostPower).
extension BareMetalHostController {
    /// Makes sure that Ironic treats the host as one that is in use; nil when it does.
    func adopt(_ visit: inout HostVisit, _ substrate: inout Substrate) -> HostStep? {
        switch ask(.adopt, visit, &substrate) {
        case .waiting: return .waiting
        case .reply: break
        case .failed(.ironic(.wrongState(.available))):
            switch ask(.manage, visit, &substrate) {
            case .waiting: return .waiting
            case .reply: return .rest(after: .zero)
            case .failed(let error): return refused(error, .provisionedRegistration, &visit, &substrate)
            }
        case .failed(let error): return refused(error, .provisionedRegistration, &visit, &substrate)
        }
        if visit.host.status.errorType == .provisionedRegistration { visit.succeed() }
        return nil
    }

    /// Reads the power and brings it to what it should be. A reboot is a time without power: it ends by
    /// itself, or with a suffix of its annotation when that is gone. Only hard switches of the power are
    /// modelled.
    func managePower(_ visit: inout HostVisit, _ substrate: inout Substrate) -> HostStep {
        let isOn: Bool
        switch ask(.readPower, visit, &substrate) {
        case .waiting: return .waiting
        case .reply(.power(let power)): isOn = power == .on
        case .reply(let reply): preconditionFailure("Ironic tells the power by \(reply)")
        case .failed(let error): return refused(error, .powerManagement, &visit, &substrate)
        }
        if isOn != visit.host.status.poweredOn {
            visit.host.status.poweredOn = isOn
            if visit.host.status.errorType == .powerManagement { visit.clearError() }
            return .rest(after: .zero)
        }
        let annotations = visit.host.metadata.annotations
        if !isOn, annotations[BareMetalHostAnnotation.reboot] != nil {
            visit.host.metadata.annotations[BareMetalHostAnnotation.reboot] = nil
            return .rest(after: .zero)
        }
        // A host that is never without power can't stay off until the suffix is gone.
        let reboots =
            visit.host.spec.disablePowerOff
            ? annotations[BareMetalHostAnnotation.reboot] != nil
            : visit.host.wantsReboot(onlyForced: visit.state == .available)
        let isWantedOn = visit.host.spec.online && !reboots
        guard isOn == isWantedOn else { return switchPower(isWantedOn ? .on : .off, &visit, &substrate) }
        visit.succeed()
        return .rest(after: nil)
    }

    private func switchPower(
        _ power: PowerState, _ visit: inout HostVisit, _ substrate: inout Substrate
    ) -> HostStep {
        let isReboot = visit.host.spec.disablePowerOff && power == .off
        switch ask(isReboot ? .reboot : .setPower(power), visit, &substrate) {
        case .waiting: return .waiting
        case .reply: break
        case .failed(let error): return refused(error, .powerManagement, &visit, &substrate)
        }
        visit.succeed()
        if isReboot {
            visit.host.metadata.annotations[BareMetalHostAnnotation.reboot] = nil
            return .rest(after: .zero)
        }
        visit.host.status.poweredOn = power == .on
        // A reboot goes on once the power is off.
        return .rest(after: power == .off && visit.host.spec.online ? .zero : nil)
    }
}
