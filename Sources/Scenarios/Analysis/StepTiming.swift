import Controllers
public import Simulation

/// When a step of a plan, or a service of OpenStack, began and ended, by the journal.
public struct StepTiming: Hashable, Sendable {
    /// The step, or the service.
    public var id: String
    /// The entry of its begin.
    public var began: EntryID
    /// When it began.
    public var start: SimTime
    /// The entry of its end; `.none` when it never ended.
    public var ended = EntryID.none
    /// When it ended; nil when it never did.
    public var end: SimTime?

    /// The steps of a run in the order in which they began. Those that were `underWay` in the input count
    /// from the beginning of the run.
    public static func all(_ run: RecordedRun, underWay: [String] = []) -> [StepTiming] {
        var steps = underWay.map { StepTiming(id: $0, began: EntryID(number: 1), start: .zero) }
        run.forEach { id, entry in
            if entry.kind == LCMEntry.stepStarted.kind {
                let name = run.names[entry.object.name]
                guard !steps.contains(where: { $0.id == name }) else { return }
                steps.append(StepTiming(id: name, began: id, start: entry.time))
            } else if entry.kind == LCMEntry.stepCompleted.kind {
                let name = run.names[entry.object.name]
                guard let index = steps.firstIndex(where: { $0.id == name }) else { return }
                steps[index].end = entry.time
                steps[index].ended = id
            }
        }
        return steps
    }

    /// The services of OpenStack that a run upgraded or applied anew, in the order in which that began.
    public static func openStack(_ run: RecordedRun) -> [StepTiming] {
        var services: [StepTiming] = []
        run.forEach { id, entry in
            switch entry.kind {
            case OpenStackEntry.openStackUpgradeBegan.kind, OpenStackEntry.openStackServiceBegan.kind:
                let name = run.names[entry.object.name]
                guard !services.contains(where: { $0.id == name }) else { return }
                services.append(StepTiming(id: name, began: id, start: entry.time))
            case OpenStackEntry.openStackUpgradeEnded.kind, OpenStackEntry.openStackServiceApplied.kind:
                let name = run.names[entry.object.name]
                guard let index = services.firstIndex(where: { $0.id == name }) else { return }
                services[index].end = entry.time
                services[index].ended = id
            default: return
            }
        }
        return services
    }

    /// How long it took; nil when it never ended.
    public var duration: SimDuration? { end.map { $0 - start } }
}
