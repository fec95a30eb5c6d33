import Kubernetes
import Twin

/// How far the plan of an update was in the input.
struct StepsBefore: Hashable, Sendable {
    /// The steps that were complete.
    var completed: [String] = []
    /// The steps that were begun and not complete.
    var underWay: [String] = []

    /// What a template's API server says; nothing when the update has not begun there.
    init(_ template: WorldTemplate) {
        for step in template.plan?.status.steps ?? [] {
            switch step.status {
            case .completed: completed.append(step.id)
            case .inProgress, .autoPaused, .stuck: underWay.append(step.id)
            case .notStarted, .scheduled: break
            }
        }
    }
}
