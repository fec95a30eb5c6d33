import Kubernetes

/// The revisions of workloads' templates: to find one out, the whole template is encoded.
struct TemplateRevisions: Sendable {
    /// A workload's revision, and the generation that it was found out for.
    private var known: [UID: (generation: Int64, text: String)] = [:]

    /// The revision of a workload's present template, which is looked at when its generation is new.
    mutating func revision(
        of owner: (uid: UID, generation: Int64), _ template: @autoclosure () -> PodTemplate
    ) -> String {
        if let known = known[owner.uid], known.generation == owner.generation { return known.text }
        let text = template().revision
        known[owner.uid] = (owner.generation, text)
        return text
    }

    /// Forgets a workload that is gone.
    mutating func forget(_ owner: UID) { known[owner] = nil }
}
