import Controllers
import Simulation

/// The alerts that a controller watches: an UpdateAutoPause names them. A world of a cloud without one pays
/// for looking whether there is a watch.
extension World.State {
    /// Tells the controller when another alert of those that it watches fires, or one no longer.
    mutating func reviewAlerts() {
        guard alerts != nil else { return }
        let names = substrate.watchedAlerts.names
        guard alerts?.follow(substrate.kernel, names) ?? false else { return }
        findAlerts(isDue: false)
    }

    /// The time of an alert has come.
    mutating func alertIsDue(_ event: Event) {
        guard alerts?.armed == event.time else { return }
        alerts?.armed = nil
        let names = substrate.watchedAlerts.names
        _ = alerts?.follow(substrate.kernel, names)
        findAlerts(isDue: true)
    }

    private mutating func findAlerts(isDue: Bool) {
        let before = alerts?.firing ?? []
        let (names, now) = (substrate.watchedAlerts.names, now)
        alerts?.evaluate(names, at: now, isDue: isDue)
        journalAlerts(before: before)
        guard let due = alerts?.due, due != alerts?.armed else { return }
        alerts?.armed = due
        // After all else of its instant, as beats are.
        substrate.kernel.schedule(at: due, code: WorldEvent.alert.rawValue, target: 0, priority: 15)
    }

    /// Journals what fires and did not before, and the other way round. An alert that nobody asks for any
    /// more is not said to be over.
    private mutating func journalAlerts(before: [AlertWatch.Firing]) {
        let firing = alerts?.firing ?? []
        let names = firing.map(\.alert)
        guard names != before.map(\.alert) else { return }
        let cause = substrate.kernel.journal.cause
        var newest = substrate.kernel.journal.last
        for alert in before where !names.contains(alert.alert) {
            guard substrate.watchedAlerts.names.contains(alert.alert) else { continue }
            substrate.kernel.journal.cause = substrate.kernel.journal.last
            newest = substrate.kernel.record(LCMEntry.alertCleared.kind, substrate.alert(alert.alert))
        }
        for alert in firing where !before.contains(where: { $0.alert == alert.alert }) {
            substrate.kernel.journal.cause = alert.entry == .none ? EntryID(number: 1) : alert.entry
            newest = substrate.kernel.record(
                LCMEntry.alertFired.kind, substrate.alert(alert.alert), substrate.text(alert.name))
        }
        substrate.kernel.journal.cause = cause
        substrate.tellAlerts(names, cluster: WorldTemplate.mosk, cause: newest)
    }
}
