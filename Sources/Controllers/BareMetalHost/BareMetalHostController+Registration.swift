import HardwareInterfaces
import Kubernetes
import Simulation

/// What comes before the state of a host is looked at: deletion, detachment, registration.
///
/// Source: metal3-io/baremetal-operator internal/controller/metal3.io/host_state_machine.go
/// (checkInitiateDelete, checkDetachedHost, ensureRegistered).
extension BareMetalHostController {
    /// Sends a host whose deletion was asked for on its way out; nil when it is on it, or stays.
    func beginDeletion(_ visit: HostVisit) -> HostStep? {
        guard visit.isDeleting else { return nil }
        let status = visit.host.status
        if visit.state != .deleting, status.operationalStatus == .detached {
            return visit.isDeletionDelayed ? nil : .enter(.deleting)
        }
        switch visit.state {
        case .none, .unmanaged, .registering: return .enter(.deleting)
        case .provisioning, .provisioned: return .enter(.deprovisioning)
        case .deprovisioning, .poweringOffBeforeDelete:
            let isLost = status.errorType == .registration && status.errorCount > Self.deletionRetries
            return isLost ? .enter(.deleting) : nil
        case .deleting: return nil
        case .inspecting, .matchProfile, .preparing, .ready, .available, .externallyProvisioned:
            return .enter(.poweringOffBeforeDelete)
        }
    }

    /// Takes a host out of Ironic that is to be detached, and back when it no longer is.
    func detach(_ visit: inout HostVisit, _ substrate: inout Substrate) -> HostStep? {
        if visit.host.metadata.annotations[BareMetalHostAnnotation.detached] != nil, visit.state.isSteady {
            guard visit.host.status.operationalStatus != .detached else { return .rest(after: nil) }
            switch ask(.delete, visit, &substrate) {
            case .waiting: return .waiting
            case .reply, .failed(.ironic(.unknownNode)): break
            case .failed(let error): return refused(error, .detach, &visit, &substrate)
            }
            if visit.host.status.errorType == .detach { visit.succeed() }
            visit.host.status.operationalStatus = .detached
            return .rest(after: nil)
        }
        if visit.host.status.errorType == .detach {
            visit.succeed()
            return .rest(after: .zero)
        }
        guard visit.host.status.operationalStatus == .detached else { return nil }
        visit.host.status.operationalStatus = visit.host.status.errorType == .none ? .ok : .error
        return .rest(after: .zero)
    }

    /// Has Ironic verify the BMC where that is due: at first, after an error, with new credentials, or when
    /// Ironic has forgotten the node. Nil when the host is registered.
    func register(
        _ visit: inout HostVisit, _ substrate: inout Substrate, isForgotten: Bool = false
    ) -> HostStep? {
        switch visit.state {
        case .none, .unmanaged, .deleting: return nil
        default: break
        }
        guard let credentials = visit.credentials, !visit.host.spec.bmc.address.isEmpty else {
            return visit.isDeleting ? nil : .misdescribed(visit.missingCredentials)
        }
        let status = visit.host.status
        guard
            visit.state == .registering || isForgotten || status.errorType == .registration
                || status.goodCredentials != credentials
        else { return nil }
        guard visit.ironic != nil else {
            let message = "nothing answers at \(visit.host.spec.bmc.address)"
            return .failed(.registration, message, by: .ironic)
        }
        visit.host.status.operationHistory.begin(.registering, at: substrate.timestamp)
        visit.host.status.triedCredentials = credentials
        switch ask(.register(credentials: credentials.version), visit, &substrate) {
        case .waiting: return .waiting
        case .reply: break
        case .failed(let error): return refused(error, .registration, &visit, &substrate)
        }
        visit.host.status.goodCredentials = credentials
        if status.errorType == .registration { visit.clearError() }
        guard visit.state != .registering else { return nil }
        visit.host.status.operationHistory.end(.registering, at: substrate.timestamp)
        return .rest(after: .zero)
    }

    /// Asks Ironic for something.
    func ask(
        _ command: IronicCommand, _ visit: HostVisit, _ substrate: inout Substrate
    ) -> IronicAnswer {
        guard let target = visit.ironic else { return .failed(.ironic(.unknownNode)) }
        let answer = substrate.perform(
            .ironic(command), on: target, summary: command.summary, timeout: command.timeout)
        switch answer {
        case nil: return .waiting
        case .success(.ironic(let reply)): return .reply(reply)
        case .success(let reply): preconditionFailure("Ironic answers \(command) with \(reply)")
        case .failure(let error): return .failed(error)
        }
    }

    /// What a host does about what Ironic refused or failed at.
    func refused(
        _ error: EquipmentError, _ type: BareMetalHostErrorType, _ visit: inout HostVisit,
        _ substrate: inout Substrate
    ) -> HostStep {
        switch error {
        case .timedOut, .ironic(.unavailable): return .notReady
        case .ironic(.locked): return .locked
        case .ironic(.unknownNode):
            if visit.ironic == nil || visit.credentials == nil, visit.isDeleting {
                return .enter(.deleting)
            }
            return register(&visit, &substrate, isForgotten: true) ?? .rest(after: .zero)
        default: return .failed(type, error.summary, by: error.culprit)
        }
    }
}

extension HostVisit {
    /// Why the host can't be registered as it is described.
    fileprivate var missingCredentials: String {
        if host.spec.bmc.address.isEmpty { return "the BMC has no address" }
        guard let name = host.credentialsName else { return "the BMC has no credentials" }
        return "the credentials \(name) do not exist"
    }

    /// Whether a detached host is to stay until it is attached again.
    /// Source: metal3-io/baremetal-operator docs/api.md (detached annotation, deleteAction).
    fileprivate var isDeletionDelayed: Bool {
        let value = host.metadata.annotations[BareMetalHostAnnotation.detached] ?? ""
        return value.split { " {},\t".contains($0) }.joined().contains("\"deleteAction\":\"delay\"")
    }
}
