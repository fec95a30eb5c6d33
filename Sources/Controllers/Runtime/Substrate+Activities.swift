import Kubernetes
public import Simulation

extension Substrate {
    /// Whether the present controller has begun something for the present object and not forgotten it.
    func hasBegun(_ name: String) -> Bool {
        let (id, item) = (Int(current.controller.rawValue), Int(current.item))
        guard let nameID = kernel.names.find(name) else { return false }
        return runtimes[id].items[item].activities.contains { $0.name == nameID }
    }

    /// Something that takes the present controller time of its own: begins at the first call, is over when
    /// `length` has passed since. An activity that is not asked for again is forgotten; a crash loses it, and
    /// it begins anew. Answers true once it is over; until then answer `.after` the time that `remaining`
    /// holds.
    public mutating func activity(
        _ name: String, takes length: SimDuration, remaining: inout SimDuration
    ) -> Bool {
        guard reads.failure == nil else { return false }
        let (id, item) = (Int(current.controller.rawValue), Int(current.item))
        let nameID = kernel.names.intern(name)
        let work = runtimes[id].items[item].key
        let subject = work.object.subject(cluster: work.cluster)
        if let slot = runtimes[id].items[item].activities.firstIndex(where: { $0.name == nameID }) {
            runtimes[id].items[item].activities[slot].isWanted = true
            let activity = runtimes[id].items[item].activities[slot]
            guard activity.end <= kernel.now else {
                remaining = activity.end - kernel.now
                return false
            }
            if !activity.isOver {
                runtimes[id].items[item].activities[slot].isOver = true
                kernel.journal.cause = activity.entry
                let ended = text(name)
                kernel.recordAsCause(LCMEntry.activityEnded.kind, subject, ended)
            }
            return true
        }
        let begun = text(name)
        let entry = kernel.record(LCMEntry.activityBegan.kind, subject, begun, value: length.nanoseconds)
        runtimes[id].items[item].activities.append(
            WorkItem.Activity(
                name: nameID, end: kernel.now + length, entry: entry, isOver: false, isWanted: true))
        remaining = length
        return false
    }
}
