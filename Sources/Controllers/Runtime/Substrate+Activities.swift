import Kubernetes
public import Simulation

extension Substrate {
    /// Whether the present controller has begun something for the present object and not forgotten it.
    func hasBegun(_ name: String) -> Bool {
        let (id, item) = (Int(current.controller.rawValue), Int(current.item))
        guard let nameID = kernel.names.find(name) else { return false }
        return runtimes[id].items[item].activities.contains { $0.name == nameID }
    }

    /// Forgets what a controller has begun for an object that is gone.
    mutating func forgetActivities(_ controller: ControllerID, _ work: WorkKey) {
        let id = Int(controller.rawValue)
        if let number = runtimes[id].known(work) { runtimes[id].forgetActivities(number) }
    }

    /// Something that takes the present controller time of its own: begins at the first call, is over when
    /// `length` has passed since. An activity that is not asked for again is forgotten; a crash loses it, and
    /// it begins anew. Answers how long it goes on: the time to answer `.after`; nil once it is over.
    public mutating func activity(_ name: String, takes length: SimDuration) -> SimDuration? {
        guard reads.failure == nil else { return .zero }
        let (id, item) = (Int(current.controller.rawValue), Int(current.item))
        let nameID = kernel.names.intern(name)
        let work = runtimes[id].items[item].key
        let subject = work.object.subject(cluster: work.cluster)
        if let slot = runtimes[id].items[item].activities.firstIndex(where: { $0.name == nameID }) {
            runtimes[id].items[item].activities[slot].isWanted = true
            let activity = runtimes[id].items[item].activities[slot]
            guard activity.end <= kernel.now else { return activity.end - kernel.now }
            if !activity.isOver {
                runtimes[id].items[item].activities[slot].isOver = true
                kernel.journal.cause = activity.entry
                let ended = text(name)
                kernel.recordAsCause(LCMEntry.activityEnded.kind, subject, ended)
            }
            return nil
        }
        let begun = text(name)
        let entry = kernel.record(LCMEntry.activityBegan.kind, subject, begun, value: length.nanoseconds)
        runtimes[id].items[item].activities.append(
            WorkItem.Activity(
                name: nameID, end: kernel.now + length, entry: entry, isOver: false, isWanted: true))
        return length
    }
}
