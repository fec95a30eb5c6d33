import HardwareInterfaces
import Kubernetes
import Simulation

/// One look of the controller at a host: the object as it was read and as it is to be written, and what it
/// stands for.
struct HostVisit {
    /// As it was read.
    let before: BareMetalHost
    /// As it is to be written.
    var host: BareMetalHost
    /// Its node in Ironic; nil when no equipment stands behind the object.
    let ironic: EquipmentID?
    /// The credentials of its BMC; nil when nothing holds them.
    let credentials: CredentialsStatus?

    init(_ host: BareMetalHost, _ substrate: inout Substrate) {
        before = host
        self.host = host
        let key = substrate.key(host)
        ironic = substrate.estate.host(key).map { EquipmentID(kind: .ironic, index: Int($0)) }
        credentials = substrate.credentials(of: host)
    }

    /// Whether nothing is to be written.
    var isSame: Bool {
        host.status == before.status && host.metadata == before.metadata && host.spec == before.spec
    }

    /// The state.
    var state: BareMetalHostState { host.status.provisioning.state }

    /// Whether it is to go.
    var isDeleting: Bool { host.metadata.isDeleting }

    /// Takes the error back; how often it came stays known until the state is done.
    mutating func clearError() {
        host.status.operationalStatus = .ok
        host.status.errorType = .none
        host.status.errorMessage = ""
    }

    /// What the state is about is done.
    mutating func succeed() {
        clearError()
        host.status.errorCount = 0
    }

    /// Notes that something failed.
    mutating func fail(_ type: BareMetalHostErrorType, _ message: String) {
        host.status.operationalStatus = .error
        host.status.errorType = type
        host.status.errorMessage = message
        host.status.errorCount += 1
    }

    /// Whether the settings that a host is prepared with are other than those that it was prepared with.
    var needsPreparation: Bool {
        let (spec, status) = (host.spec, host.status.provisioning)
        return spec.rootDeviceHints != status.rootDeviceHints || spec.raid != status.raid
            || spec.firmware != status.firmware
    }

    /// Keeps the settings that the host is prepared with.
    mutating func keepSettings() {
        host.status.provisioning.rootDeviceHints = host.spec.rootDeviceHints
        host.status.provisioning.raid = host.spec.raid
        host.status.provisioning.firmware = host.spec.firmware
    }

    /// Forgets the settings that the host was prepared with.
    mutating func clearSettings() {
        host.status.provisioning.rootDeviceHints = nil
        host.status.provisioning.raid = nil
        host.status.provisioning.firmware = nil
    }

    /// Whether something is to be deployed.
    var needsProvisioning: Bool {
        guard host.spec.online else { return false }
        let isNew = host.spec.image.map { !$0.url.isEmpty && $0.url != host.status.provisioning.image.url }
        return isNew ?? false
            || host.spec.customDeploy.map { $0 != host.status.provisioning.customDeploy } ?? false
    }

    /// Whether what is or was being deployed is no longer wanted.
    var isProvisioningCancelled: Bool {
        let (spec, status) = (host.spec, host.status.provisioning)
        if let method = spec.customDeploy?.method, !method.isEmpty {
            if let old = status.customDeploy?.method, !old.isEmpty, old != method { return true }
            return !status.image.url.isEmpty && spec.image?.url != status.image.url
        }
        if let old = status.customDeploy?.method, !old.isEmpty { return true }
        guard let url = spec.image?.url, !url.isEmpty else { return true }
        return !status.image.url.isEmpty && status.image.url != url
    }
}
