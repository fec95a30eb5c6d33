import HardwareInterfaces
import Kubernetes
import Simulation

/// What BMCs say of credentials, said in the status of these.
///
/// Source: Mirantis/mcc-api pkg/apis/kaas/v1alpha1/credential.go (valid, message). That it follows from the
/// registration of the hosts that use them is inferred.
extension BareMetalHostController {
    /// The credentials of a host whose registration came to something, as work.
    func credentialWork(
        _ new: BareMetalHost, since old: BareMetalHost, _ substrate: inout Substrate
    ) -> WorkKeys {
        guard
            old.status.goodCredentials != new.status.goodCredentials
                || old.status.triedCredentials != new.status.triedCredentials
                || old.status.errorType != new.status.errorType
                || old.status.errorMessage != new.status.errorMessage,
            let name = new.credentialsName
        else { return [] }
        let key = substrate.key(BareMetalHostCredential.self, name, namespace: new.metadata.namespace)
        return substrate.box(BareMetalHostCredential.self, key, cluster: 0) == nil
            ? [] : [WorkKey(cluster: 0, object: key)]
    }

    /// Says whether credentials as they are now are accepted by the BMCs that they were tried at. A BMC that
    /// does not answer says nothing of them.
    func judge(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard var credential = substrate.get(BareMetalHostCredential.self, work),
            !credential.metadata.isDeleting
        else { return .settled }
        let index = IndexKey(
            "credentials", namespace: credential.metadata.namespace, credential.metadata.name)
        let refusal = EquipmentError.ironic(.bmc(.unauthorized)).summary
        let version = credential.contentVersion
        var isAccepted = false
        var refusing: [String] = []
        for host in substrate.list(BareMetalHost.self, by: index, cluster: 0)
        where host.status.triedCredentials.version == version {
            if host.status.errorType == .registration, host.status.errorMessage == refusal {
                refusing.append(host.metadata.name)
            } else if host.status.goodCredentials.version == version {
                isAccepted = true
            }
        }
        var status = BareMetalHostCredentialStatus()
        if let first = refusing.min() {
            let others = refusing.count > 1 ? " and \(refusing.count - 1) more" : ""
            status.message = "\(refusal): \(first)\(others)"
        } else if isAccepted {
            status.valid = true
        } else {
            return .settled
        }
        guard credential.status != status else { return .settled }
        credential.status = status
        substrate.updateStatus(credential, cluster: 0)
        return .settled
    }
}
