import Controllers
import Kubernetes

extension World.State {
    /// Why the admission webhook of OpenStack refuses what the operator writes, as far as it depends on
    /// another object: the state that OpenStack is in. Nil where it does not refuse.
    ///
    /// Source: Mirantis/rockoon rockoon/admission/validators/openstack.py (osdplst state must be APPLIED).
    func openStackRefusal(_ key: ObjectKey, _ patch: Value, cluster: Int) -> APIError? {
        guard key.kind == OpenStackDeploymentSpec.kind,
            let version = patch.at("spec", "openstack_version")?.string,
            let deployment = substrate.stores[cluster].get(OpenStackDeployment.self, key),
            deployment.spec.openstackVersion != version
        else { return nil }
        let statusKey = ObjectKey(
            kind: OpenStackDeploymentStatusSpec.kind, namespace: key.namespace, name: key.name)
        let status = substrate.stores[cluster].get(OpenStackDeploymentStatus.self, statusKey)
        return OpenStackAdmission.refusal(ofUpgradeIn: status?.status.osdpl.state).map(APIError.invalid)
    }
}
