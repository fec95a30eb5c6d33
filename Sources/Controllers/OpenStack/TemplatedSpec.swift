import Kubernetes

/// The spec of a workload, whose pods are made of a template.
protocol TemplatedSpec: ResourceSpec {
    /// The template.
    var template: PodTemplate { get set }
}

extension DeploymentSpec: TemplatedSpec {}
extension StatefulSetSpec: TemplatedSpec {}
extension DaemonSetSpec: TemplatedSpec {}
extension JobSpec: TemplatedSpec {}
