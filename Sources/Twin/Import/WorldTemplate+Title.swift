import Kubernetes

extension WorldTemplate {
    /// What a run of it is about, in a line.
    public var title: String {
        guard let request = openStackRequest else {
            return "\(cluster): \(source.metadata.name) → \(release.metadata.name)"
        }
        return "\(cluster): OpenStack \(request.source) → \(request.target) at \(source.metadata.name)"
    }
}
