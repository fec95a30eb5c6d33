import HardwareInterfaces
import Kubernetes
import Simulation

/// What a look at a host comes to.
enum HostStep: Equatable {
    /// Ironic works on it.
    case waiting
    /// The host goes over to another state.
    case enter(BareMetalHostState)
    /// It stays in its state; look again after so long, or when something changes.
    case rest(after: SimDuration?)
    /// Something failed, by the fault of this equipment: it is tried again after the back-off.
    case failed(BareMetalHostErrorType, String, by: EquipmentKind)
    /// It can't be registered as it is described: nothing is tried until that changes.
    case misdescribed(String)
    /// Ironic does not answer.
    case notReady
    /// Ironic is busy with the host in another way.
    case locked
    /// Ironic is busy with as many hosts as it may be.
    case delayed
}
