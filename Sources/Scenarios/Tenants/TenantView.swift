import Controllers
import HardwareInterfaces
import Kubernetes
public import Simulation
public import Twin

/// What the users of a cloud and its monitoring noticed of a run: how long each service failed, and which
/// alerts fired. Computed from the journal alone; an outage is an interval with a cause, no series of polls.
///
/// A service fails as many of its requests as go to pods whose containers do not run although the API server
/// still calls them ready, or all when no pod is ready; a request fails too where a service that it needs
/// fails. Networks that drop packets, slow answers, retries and caches of clients are not modelled.
public struct TenantView: Sendable {
    /// The services that the cloud has, in the order of the table.
    public let services: [ServiceHealth]
    /// The alerts that fired, in the order of time.
    public let alerts: [FiredAlert]
    /// What was seen, in the order of its end.
    public let signals: [SignalSpan]

    /// Looks at a run of a template from `start`, at all of it when left out, until `end`: a run that lasts a
    /// given time may go on in silence after its last entry, at which it ends when left out.
    public init(
        _ run: RecordedRun, _ template: WorldTemplate, from start: SimTime = .zero, until end: SimTime = .zero
    ) {
        let (reader, end) = Self.read(run, template, from: start, until: end)
        services = reader.services
        signals = reader.spans
        alerts = AlertEvaluator(template.alerts, template.nodes, template.workloadFacts)
            .alerts(reader.spans, end: end).filter { $0.end > start }
    }

    /// What became of the services alone: alerts cost more than that.
    static func services(
        _ run: RecordedRun, _ template: WorldTemplate, from start: SimTime
    ) -> [ServiceHealth] {
        read(run, template, from: start, until: .zero).reader.services
    }

    private static func read(
        _ run: RecordedRun, _ template: WorldTemplate, from start: SimTime, until end: SimTime
    ) -> (reader: TenantReader, end: SimTime) {
        var reader = TenantReader(template, run.names, from: start)
        run.forEach { id, entry in reader.take(id, entry, run.names) }
        let last = run.count > 0 ? run[EntryID(number: UInt32(run.count))].time : .zero
        reader.finish(at: max(last, end))
        return (reader, max(last, end))
    }

    /// What became of a service, or nil when the cloud does not have it.
    public func service(_ name: String) -> ServiceHealth? { services.first { $0.name == name } }
}
