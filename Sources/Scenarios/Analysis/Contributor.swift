public import Simulation

/// Everything of one sort on the critical path, added up.
public struct Contributor: Hashable, Sendable {
    /// What took the time.
    public var what: String
    /// How much, in all.
    public var total: SimDuration
    /// In how many stretches.
    public var count: Int
    /// The entry at the end of the longest stretch, to explain it by.
    public var entry: EntryID

    /// The contributors of a path, largest first.
    public static func of(_ path: CriticalPath) -> [Contributor] {
        var totals: [String: Int] = [:]
        var list: [(contributor: Contributor, longest: SimDuration)] = []
        for segment in path.segments {
            if let index = totals[segment.what] {
                list[index].contributor.total += segment.duration
                list[index].contributor.count += 1
                if segment.duration > list[index].longest {
                    list[index].longest = segment.duration
                    list[index].contributor.entry = segment.to
                }
            } else {
                totals[segment.what] = list.count
                list.append(
                    (
                        Contributor(what: segment.what, total: segment.duration, count: 1, entry: segment.to),
                        segment.duration
                    ))
            }
        }
        return list.map(\.contributor).sorted { ($1.total, $0.what) < ($0.total, $1.what) }
    }
}
