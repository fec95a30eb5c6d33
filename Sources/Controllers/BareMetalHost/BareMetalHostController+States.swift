import HardwareInterfaces
import Kubernetes
import Simulation

/// What is done in each state of a host that is registered.
///
/// Source: metal3-io/baremetal-operator internal/controller/metal3.io/host_state_machine.go and
/// baremetalhost_controller.go.
extension BareMetalHostController {
    func unknown(_ visit: inout HostVisit) -> HostStep {
        if visit.host.hasBMCDetails { return .enter(.registering) }
        visit.host.status.operationalStatus = .discovered
        return .enter(.unmanaged)
    }

    /// The operator looks again every 10 minutes; here a change of the object brings the next look.
    func unmanaged(_ visit: HostVisit) -> HostStep {
        visit.host.hasBMCDetails ? .enter(.registering) : .rest(after: nil)
    }

    func registered(_ visit: inout HostVisit) -> HostStep {
        visit.succeed()
        if visit.host.spec.externallyProvisioned { return .enter(.externallyProvisioned) }
        return .enter(visit.host.isInspectionDisabled ? .preparing : .inspecting)
    }

    func inspecting(_ visit: inout HostVisit, _ substrate: inout Substrate) -> HostStep {
        if visit.host.isInspectionDisabled {
            visit.succeed()
            return .enter(.preparing)
        }
        if visit.host.wantsInspection {
            visit.host.metadata.annotations[BareMetalHostAnnotation.inspect] = nil
            return .rest(after: .zero)
        }
        switch ask(.inspect, visit, &substrate) {
        case .waiting: return .waiting
        case .reply(.inspected(let details)): visit.host.status.hardware = HostHardware(details)
        case .reply: break
        case .failed(let error): return refused(error, .inspection, &visit, &substrate)
        }
        visit.succeed()
        return .enter(.preparing)
    }

    /// Settings are applied by way of a node that is taken back; they are kept when that begins, so that they
    /// are not applied twice.
    func preparing(_ visit: inout HostVisit, _ substrate: inout Substrate) -> HostStep {
        if visit.needsPreparation || visit.host.status.errorType == .preparation {
            switch ask(.manage, visit, &substrate) {
            case .waiting: return .waiting
            case .reply: break
            case .failed(let error): return refused(error, .preparation, &visit, &substrate)
            }
            visit.clearError()
            visit.keepSettings()
            return .rest(after: .zero)
        }
        switch ask(.prepare(cleaning: visit.cleans), visit, &substrate) {
        case .waiting: return .waiting
        case .reply: break
        case .failed(let error):
            let step = refused(error, .preparation, &visit, &substrate)
            if case .failed = step { visit.clearSettings() }
            return step
        }
        visit.succeed()
        return .enter(.available)
    }

    func available(_ visit: inout HostVisit, _ substrate: inout Substrate) -> HostStep {
        if visit.host.spec.externallyProvisioned {
            visit.clearSettings()
            return .enter(.externallyProvisioned)
        }
        if visit.host.wantsInspection { return .enter(.inspecting) }
        if visit.needsPreparation { return .enter(.preparing) }
        if visit.needsProvisioning {
            visit.clearError()
            return .enter(.provisioning)
        }
        return managePower(&visit, &substrate)
    }

    func provisioning(_ visit: inout HostVisit, _ substrate: inout Substrate) -> HostStep {
        if visit.host.status.errorType != .none || visit.isProvisioningCancelled {
            return .enter(.deprovisioning)
        }
        if visit.host.spec.image != visit.host.status.lastAttemptedImage {
            visit.host.status.provisioningFailCount = 0
            visit.host.status.lastAttemptedImage = visit.host.spec.image
        }
        let system = substrate.system(of: visit.host)
        switch ask(.deploy(system), visit, &substrate) {
        case .waiting: return .waiting
        case .reply: break
        case .failed(.ironic(.wrongState(.manageable))):
            return again(after: .prepare(cleaning: visit.cleans), .provisioning, &visit, &substrate)
        case .failed(let error):
            let step = refused(error, .provisioning, &visit, &substrate)
            if case .failed = step { visit.host.status.provisioningFailCount += 1 }
            return step
        }
        if let image = visit.host.spec.image { visit.host.status.provisioning.image = image }
        visit.host.status.provisioning.customDeploy = visit.host.spec.customDeploy
        visit.host.status.provisioningFailCount = 0
        visit.succeed()
        return .enter(.provisioned)
    }

    func provisioned(_ visit: inout HostVisit, _ substrate: inout Substrate) -> HostStep {
        if visit.isProvisioningCancelled { return .enter(.deprovisioning) }
        return adopt(&visit, &substrate) ?? managePower(&visit, &substrate)
    }

    func externallyProvisioned(_ visit: inout HostVisit, _ substrate: inout Substrate) -> HostStep {
        if visit.host.spec.externallyProvisioned {
            return adopt(&visit, &substrate) ?? managePower(&visit, &substrate)
        }
        // What it has counts as deployed, so that it is not given back at once.
        if let image = visit.host.spec.image { visit.host.status.provisioning.image = image }
        visit.host.status.provisioning.customDeploy = visit.host.spec.customDeploy
        return .enter(.provisioned)
    }

    func deprovisioning(_ visit: inout HostVisit, _ substrate: inout Substrate) -> HostStep {
        switch ask(.undeploy(cleaning: visit.cleans), visit, &substrate) {
        case .waiting: return .waiting
        case .reply: break
        case .failed(.ironic(.wrongState(.manageable))):
            // Ironic had forgotten the node and got it again: what runs on it is taken over first.
            let isDeployed = !visit.host.status.provisioning.image.url.isEmpty
            let command = isDeployed ? IronicCommand.adopt : .prepare(cleaning: visit.cleans)
            return again(
                after: command, isDeployed ? .provisionedRegistration : .provisioning, &visit, &substrate)
        case .failed(let error):
            let step = refused(error, .provisioning, &visit, &substrate)
            guard case .failed(let type, let message, _) = step, visit.isDeleting,
                visit.host.status.errorCount >= Self.deletionRetries
            else { return step }
            // The host may still run what it ran.
            visit.fail(type, message)
            return .enter(.poweringOffBeforeDelete)
        }
        visit.host.status.provisioning.image = BareMetalHostImage()
        visit.host.status.provisioning.customDeploy = nil
        visit.clearSettings()
        visit.succeed()
        return .enter(visit.isDeleting ? .poweringOffBeforeDelete : .available)
    }

    func poweringOff(_ visit: inout HostVisit, _ substrate: inout Substrate) -> HostStep {
        guard !visit.host.spec.disablePowerOff else { return .enter(.deleting) }
        switch ask(.setPower(.off), visit, &substrate) {
        case .waiting: return .waiting
        case .reply: break
        case .failed(let error):
            let step = refused(error, .powerManagement, &visit, &substrate)
            guard case .failed(let type, let message, _) = step,
                visit.host.status.errorCount >= Self.deletionRetries
            else { return step }
            visit.fail(type, message)
            return .enter(.deleting)
        }
        visit.host.status.poweredOn = false
        visit.succeed()
        return .enter(.deleting)
    }

    func deleting(_ visit: inout HostVisit, _ substrate: inout Substrate) -> HostStep {
        if visit.ironic != nil {
            switch ask(.delete, visit, &substrate) {
            case .waiting: return .waiting
            case .reply, .failed(.ironic(.unknownNode)): break
            case .failed(let error): return refused(error, .detach, &visit, &substrate)
            }
        }
        visit.host.metadata.finalizers.removeAll { $0 == BareMetalHostAnnotation.finalizer }
        return .rest(after: nil)
    }

    /// Has Ironic do something without which it refused, then tries again.
    private func again(
        after command: IronicCommand, _ type: BareMetalHostErrorType, _ visit: inout HostVisit,
        _ substrate: inout Substrate
    ) -> HostStep {
        switch ask(command, visit, &substrate) {
        case .waiting: return .waiting
        case .reply: return .rest(after: .zero)
        case .failed(let error): return refused(error, type, &visit, &substrate)
        }
    }
}

extension HostVisit {
    /// Whether disks are cleaned between two users.
    fileprivate var cleans: Bool { host.spec.automatedCleaningMode != .disabled }
}
