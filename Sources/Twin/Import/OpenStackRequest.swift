import Controllers
import Kubernetes

/// An upgrade of OpenStack that is asked for while the cluster stays at its release.
public struct OpenStackRequest: Hashable, Sendable {
    /// The OpenStackDeployment.
    public var namespace: String
    public var name: String
    /// The release of OpenStack that it is at, and the one to go to: `caracal`.
    public var source: String
    public var target: String

    /// The field that asks for it.
    public static let path = "spec.openstack_version"
}

extension Importer {
    /// The upgrade of OpenStack that the options ask for; throws when the admission webhook would refuse it,
    /// or there is no OpenStack to upgrade. Nil when none is asked for.
    mutating func openStackRequest() throws(CloudError) -> OpenStackRequest? {
        guard let version = options.openStackVersion else { return nil }
        let option = "--openstack-version \(version)"
        let taken = all(OpenStackDeployment.self, 1).first { $0.spec.isTakenUp }
        guard let deployment = taken, let place = place(of: deployment) else {
            throw CloudError(
                problem: "\(option): the cloud has no OpenStackDeployment that is taken up",
                hint: "add it: kubectl -n openstack get openstackdeployments -o yaml")
        }
        let source = deployment.spec.openstackVersion
        guard source != version else {
            let next =
                OpenStackVersion(rawValue: source)?.next.map(\.rawValue).joined(separator: " or ") ?? ""
            throw place.error(
                "\(option): OpenStack is at that release",
                hint: next.isEmpty ? "it is the newest" : "it can go to \(next)")
        }
        var wanted = deployment
        wanted.spec.openstackVersion = version
        if let reason = OpenStackAdmission.refusal(of: wanted, over: deployment) {
            let known = OpenStackVersion.allCases.filter(\.hasImages).map(\.rawValue)
            let nearest = known.contains(version) ? nil : NearestName.find(version, among: known)
            throw place.error("\(option): \(reason)", hint: nearest.map { "did you mean \($0)?" } ?? "")
        }
        return OpenStackRequest(
            namespace: deployment.metadata.namespace, name: deployment.metadata.name, source: source,
            target: version)
    }

    private func place(of deployment: OpenStackDeployment) -> CloudObject? {
        cloud.objects.first {
            $0.home == .mosk && $0.info.kind == OpenStackDeploymentSpec.info.kind
                && $0.name == deployment.metadata.name && $0.namespace == deployment.metadata.namespace
        }
    }
}
