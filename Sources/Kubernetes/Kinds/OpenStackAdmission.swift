/// What the admission webhook of the OpenStack controller refuses.
///
/// Source: Mirantis/rockoon rockoon/admission/validators/openstack.py, schemas/osdpl.yaml. That there is one
/// OpenStackDeployment only in a namespace is not looked at.
public enum OpenStackAdmission {
    /// The presets and sizes that exist. Source: Mirantis/rockoon rockoon/templates/{preset,size}.
    public static let presets = ["compute", "compute-tf", "core"]
    public static let sizes = ["single", "tiny", "small", "medium"]

    /// The reason to refuse a write, or nil, as far as the object itself tells it.
    public static func refusal(
        of new: OpenStackDeployment, over old: OpenStackDeployment?
    ) -> String? {
        let (spec, before) = (new.spec, old?.spec)
        // Somebody has written down a part of what a cloud has: that is no request to a webhook.
        if old == nil, spec.openstackVersion.isEmpty { return nil }
        if before?.openstackVersion != spec.openstackVersion,
            let reason = versionRefusal(spec.openstackVersion)
        {
            return reason
        }
        if before?.preset != spec.preset, !presets.contains(spec.preset) {
            return "preset \(quoted(spec.preset)) is none of \(presets.joined(separator: ", "))"
        }
        if before?.size != spec.size, !sizes.contains(spec.size) {
            return "size \(quoted(spec.size)) is none of \(sizes.joined(separator: ", "))"
        }
        guard let old, old.spec.openstackVersion != spec.openstackVersion else { return nil }
        return upgradeRefusal(from: old, to: new)
    }

    /// Why an OpenStack that is in `state` may not be asked to go to another release; nil when it may.
    public static func refusal(ofUpgradeIn state: OpenStackState?) -> String? {
        guard let state, state != .applied else { return nil }
        return "openstack_version can't change while the state is \(state.rawValue)"
    }

    private static func versionRefusal(_ name: String) -> String? {
        guard let version = OpenStackVersion(rawValue: name), version.hasImages else {
            let known = OpenStackVersion.allCases.filter(\.hasImages).map(\.rawValue)
            return "openstack_version \(quoted(name)) is none of \(known.joined(separator: ", "))"
        }
        return nil
    }

    private static func upgradeRefusal(
        from old: OpenStackDeployment, to new: OpenStackDeployment
    ) -> String? {
        guard let from = OpenStackVersion(rawValue: old.spec.openstackVersion),
            let to = OpenStackVersion(rawValue: new.spec.openstackVersion)
        else { return nil }
        if to < from { return "OpenStack can't go back from \(from.rawValue) to \(to.rawValue)" }
        guard from.mayGo(to: to) else {
            let next = from.next.map(\.rawValue).joined(separator: " or ")
            return "OpenStack can't go from \(from.rawValue) to \(to.rawValue)"
                + (next.isEmpty ? "" : "; it can go to \(next)")
        }
        if rest(of: old) != rest(of: new) {
            return "nothing but features.services may change with openstack_version"
        }
        if new.spec.artifacts?["images"] != nil {
            return "openstack_version can't change while images are pinned"
        }
        return nil
    }

    /// The spec without what may change in an upgrade.
    private static func rest(of deployment: OpenStackDeployment) -> Value {
        var spec = deployment.encoded()["spec"] ?? .map([])
        spec["openstack_version"] = nil
        spec["features"]?["services"] = nil
        if spec["features"]?.fields?.isEmpty ?? false { spec["features"] = nil }
        return spec
    }

    private static func quoted(_ text: String) -> String { text.isEmpty ? "(none given)" : "'\(text)'" }
}
