import Kubernetes
public import Twin

extension RunOptions {
    /// Lets the operator ask for the upgrade of OpenStack that a template is about; nothing where it is about
    /// something else. Throws when the field can't be set.
    public mutating func askForOpenStack(of template: WorldTemplate) throws(Objection) {
        guard let request = template.openStackRequest else { return }
        let write = try ObjectWrite(
            object: "OpenStackDeployment/\(request.namespace)/\(request.name)", cluster: "mosk",
            path: OpenStackRequest.path, value: .string(request.target), CloudFacts(template))
        timeline.append(
            TimelineItem(
                name: "upgrade of OpenStack", .write(write), start: .trigger(.at(OperatorPlan.firstAct)),
                isOperators: true))
    }
}
