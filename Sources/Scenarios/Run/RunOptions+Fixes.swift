import Controllers
import Kubernetes
public import Twin

extension RunOptions {
    /// Names the defects that the OpenStack controller goes without; throws at the first name that is none.
    public mutating func setFixes(_ names: [String], of template: WorldTemplate) throws(CloudError) {
        for name in names {
            guard let fix = OpenStackFix(rawValue: name) else {
                let known = OpenStackFix.allCases.map(\.rawValue)
                throw CloudError(
                    problem: "--fix \(name): no defect is called so",
                    hint: NearestName.find(name, among: known).map { "did you mean \($0)?" }
                        ?? "the defects are \(known.joined(separator: ", "))")
            }
            openStackFixes.insert(fix)
        }
        guard names.isEmpty || template.instanceCount > 0 else {
            throw CloudError(
                problem:
                    "--fix: the cloud lists no instances, so that durations stand in for the work on nodes",
                hint: "add what openstack server list --all-projects --long -f json prints")
        }
    }
}
