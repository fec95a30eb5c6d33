package import Simulation

/// The services of a cloud, and how many of their requests fail.
package struct ServiceMap: Sendable {
    /// A service.
    package struct Service: Sendable {
        package let row: TenantServiceRow
        /// The workloads of it that the cloud has.
        let workloads: [String]
        /// What the run says of it, instead of its workloads; nil when it says nothing.
        let outage: TenantServiceRow.Outage?
        /// The places of those that it needs.
        var needs: [Int] = []
        /// The places of those that make it faster.
        var slowedBy: [Int] = []
        /// The share of requests that fail.
        var failing = 0.0
        /// When that began, and the entry that began it.
        var since: (time: SimTime, entry: EntryID)?
        /// The same of all requests.
        var downSince: (time: SimTime, entry: EntryID)?
        /// The largest share since it fails.
        var worst = 0.0
        var outages: [ServiceOutage] = []
        /// Nanoseconds times share.
        var failed = 0.0
        var degraded = SimDuration.zero
        /// Whether it does without what makes it faster.
        var isSlowed = false
        var slowed = SimDuration.zero
    }

    /// What is seen of a workload.
    package struct State: Equatable, Sendable {
        /// The share of its requests that finds nobody.
        package var failing: Double
        /// Whether a majority of the pods that it wants serves.
        package var hasMajority: Bool
        /// Of one whose pods each serve their own node: the share of its nodes that are Ready and lack one.
        package var missing: Double

        /// What is seen of one that serves, where nothing else is said.
        package init(failing: Double = 0, hasMajority: Bool = true, missing: Double = 0) {
            self.failing = failing
            self.hasMajority = hasMajority
            self.missing = missing
        }
    }

    /// Something that a run has said is out.
    private struct Out: Hashable {
        let outage: TenantServiceRow.Outage
        /// The workload that it is about; nil when that goes without saying.
        let workload: String?
    }

    package private(set) var services: [Service]
    package private(set) var spans: [SignalSpan] = []
    /// How often a service has failed another share of its requests than before.
    private(set) var changes = 0
    private var states: [String: State] = [:]
    private var out: Set<Out> = []
    private var last: SimTime
    private let start: SimTime
    private var end = SimTime.zero

    /// The services of the table that the cloud has: one without workloads of its own stands for others. The
    /// run tells of `outages`.
    package init(
        _ rows: [TenantServiceRow], has: (String) -> Bool, outages: Set<TenantServiceRow.Outage> = [],
        from start: SimTime
    ) {
        self.start = start
        last = start
        services = rows.compactMap { row in
            let workloads = row.workloads.filter(has)
            let outage = row.outage.flatMap { outages.contains($0) ? $0 : nil }
            return workloads.isEmpty ? nil : Service(row: row, workloads: workloads, outage: outage)
        }
        let missing = rows.filter { !$0.workloads.contains(where: has) }
        let standIns = Dictionary(
            missing.compactMap { row in row.otherwise.map { (row.name, $0) } }, uniquingKeysWith: { $1 })
        for place in services.indices {
            let needs = services[place].row.needs.map { standIns[$0] ?? $0 }
            // A service comes after those that it needs, so one pass is enough.
            services[place].needs = places(needs, before: place)
            services[place].slowedBy = places(services[place].row.slowedBy, before: place)
        }
    }

    private func places(_ names: [String], before place: Int) -> [Int] {
        services[..<place].indices.filter { names.contains(services[$0].row.name) }
    }

    /// Says what is seen of a workload.
    package mutating func set(_ workload: String, _ state: State, at time: SimTime, _ entry: EntryID) {
        guard states[workload] ?? State() != state else { return }
        states[workload] = state
        review(at: time, entry)
    }

    /// Says that what the run tells of is out, or no longer; of a workload when there may be several.
    package mutating func set(
        _ outage: TenantServiceRow.Outage, of workload: String? = nil, isOut: Bool, at time: SimTime,
        _ entry: EntryID
    ) {
        let own = Out(outage: outage, workload: workload)
        if isOut { out.insert(own) } else { out.remove(own) }
        review(at: time, entry)
    }

    private mutating func review(at time: SimTime, _ entry: EntryID) {
        advance(to: time)
        for place in services.indices {
            var passing = 1.0
            if let outage = services[place].outage {
                let names = services[place].workloads.map(Optional.some) + [nil]
                let isOut = names.contains { out.contains(Out(outage: outage, workload: $0)) }
                passing = isOut ? 0 : 1
            } else {
                for name in services[place].workloads { passing *= share(name, of: services[place].row) }
            }
            for need in services[place].needs { passing *= 1 - services[need].failing }
            services[place].isSlowed =
                services[place].slowedBy.contains { services[$0].failing > 0 }
                || services[place].needs.contains { services[$0].isSlowed }
            change(place, to: 1 - passing, at: time, entry)
        }
    }

    /// The share of a service's requests to one of its workloads that finds somebody.
    private func share(_ workload: String, of row: TenantServiceRow) -> Double {
        guard let state = states[workload] else { return 1 }
        if row.isPerNode { return 1 - state.missing }
        return row.needsMajority && !state.hasMajority ? 0 : 1 - state.failing
    }

    /// Ends what is still failing.
    package mutating func finish(at time: SimTime) {
        advance(to: time)
        end = time
        for place in services.indices {
            if let down = services[place].downSince { close(place, down, at: max(time, down.time), nil) }
            if let since = services[place].since {
                spans.append(span(.serviceFailing, place, since, until: .never, nil))
            }
        }
    }

    /// What is failing now, in the order of the services.
    var open: [SignalSpan] {
        services.indices.flatMap { place in
            [
                services[place].downSince.map { span(.serviceDown, place, $0, until: .never, nil) },
                services[place].since.map { span(.serviceFailing, place, $0, until: .never, nil) },
            ].compactMap(\.self)
        }
    }

    /// Forgets what was seen and is over.
    mutating func forgetPast() {
        spans = []
        for place in services.indices { services[place].outages = [] }
    }

    /// What became of each.
    package var health: [ServiceHealth] {
        services.map { service in
            ServiceHealth(
                name: service.row.name, isAPI: service.row.isAPI,
                outages: service.outages.compactMap { outage in
                    guard outage.end > start else { return nil }
                    var outage = outage
                    outage.start = max(outage.start, start)
                    return outage
                }, failing: SimDuration(nanoseconds: Int64(service.failed)), degraded: service.degraded,
                slowed: service.slowed, observed: max(end - start, .zero))
        }
    }

    private mutating func advance(to time: SimTime) {
        guard time > last else { return }
        let length = time - last
        last = time
        for place in services.indices {
            let failing = services[place].failing
            if services[place].isSlowed, failing < 1 { services[place].slowed += length }
            guard failing > 0 else { continue }
            services[place].failed += failing * Double(length.nanoseconds)
            if failing < 1 { services[place].degraded += length }
        }
    }

    private mutating func change(_ place: Int, to share: Double, at time: SimTime, _ entry: EntryID) {
        guard services[place].failing != share else { return }
        services[place].failing = share
        changes += 1
        services[place].worst = max(services[place].worst, share)
        if share > 0, services[place].since == nil {
            services[place].since = (time, entry)
            services[place].worst = share
        } else if share == 0, let since = services[place].since {
            if since.time < time {
                spans.append(span(.serviceFailing, place, since, until: time, entry))
            }
            services[place].since = nil
        }
        if share == 1, services[place].downSince == nil {
            services[place].downSince = (time, entry)
        } else if share < 1, let down = services[place].downSince {
            close(place, down, at: time, entry)
            services[place].downSince = nil
        }
    }

    private mutating func close(
        _ place: Int, _ down: (time: SimTime, entry: EntryID), at time: SimTime, _ entry: EntryID?
    ) {
        // Both at one instant: nobody noticed.
        guard time > down.time else { return }
        services[place].outages.append(ServiceOutage(start: down.time, end: time, entry: down.entry))
        spans.append(span(.serviceDown, place, down, until: entry == nil ? .never : time, entry))
    }

    private func span(
        _ signal: AlertRow.Signal, _ place: Int, _ since: (time: SimTime, entry: EntryID), until end: SimTime,
        _ entry: EntryID?
    ) -> SignalSpan {
        SignalSpan(
            signal: signal, name: services[place].row.name, start: since.time, end: end, entry: since.entry,
            endEntry: entry, percent: services[place].worst * 100)
    }
}
