public import Kubernetes

/// The graph of releases: which cluster release leads where under which release of the management plane.
public struct ReleaseGraph: Sendable {
    /// A hop on the way to a target.
    public enum Hop: Hashable, Sendable {
        /// The management plane goes to another release first.
        case management(from: String, to: String)
        /// The cluster goes to another release.
        case cluster(from: String, to: String, under: String, certainty: String)

        /// The name of the release that the hop reaches.
        public var target: String {
            switch self {
            case .management(_, let to): to
            case .cluster(_, let to, _, _): to
            }
        }
    }

    /// The releases of the management plane, oldest first.
    public let kaasReleases: [KaaSRelease]
    private let onlyVerified: Bool

    /// The graph over `kaasReleases`; `onlyVerified` leaves out edges that are inferred or recalled.
    public init(_ kaasReleases: [KaaSRelease], onlyVerified: Bool = false) {
        self.kaasReleases = kaasReleases
        self.onlyVerified = onlyVerified
    }

    /// The releases to which a cluster at `source` may go under `kaas`, in the catalogue's order.
    public func targets(from source: String, under kaas: KaaSRelease) -> [Hop] {
        let supported = kaas.spec.supportedClusterReleases
        guard let entry = supported.first(where: { $0.name == source }) else { return [] }
        return entry.availableUpgrades.compactMap { upgrade in
            guard let target = supported.first(where: { $0.version == upgrade.version }) else { return nil }
            let certainty = kaas.edgeCertainty(source, target.name)
            if onlyVerified, certainty != "verified" { return nil }
            return .cluster(
                from: source, to: target.name, under: kaas.metadata.name, certainty: certainty)
        }
    }

    /// Whether `kaas` lets a cluster go from `source` to `target` in one hop.
    public func offers(_ source: String, _ target: String, under kaas: KaaSRelease) -> Bool {
        targets(from: source, under: kaas).contains { $0.target == target }
    }

    /// The oldest release of the management plane that offers the hop, or nil.
    public func oldest(offering source: String, _ target: String) -> KaaSRelease? {
        kaasReleases.first { offers(source, target, under: $0) }
    }

    /// The oldest release of the management plane that supports clusters at `source`, or nil.
    public func oldest(supporting source: String) -> KaaSRelease? {
        kaasReleases.first { kaas in kaas.spec.supportedClusterReleases.contains { $0.name == source } }
    }

    /// The fewest hops from `source` under `kaas` (nil: any release that supports it) to `target`, or nil
    /// when no path is known. The management plane only goes forward, and never to a release that drops the
    /// cluster's.
    public func path(from source: String, to target: String, under kaas: String?) -> [Hop]? {
        struct State: Hashable {
            var release: String
            var kaas: Int
        }
        var starts = kaasReleases.indices.filter { index in
            kaasReleases[index].spec.supportedClusterReleases.contains { $0.name == source }
        }
        if let kaas { starts = starts.filter { kaasReleases[$0].metadata.name == kaas } }
        guard let first = starts.first else { return nil }
        var line = [State(release: source, kaas: first)]
        var came: [State: (from: State, hop: Hop)] = [:]
        var seen: Set<State> = [line[0]]
        var next = 0
        while next < line.count {
            let state = line[next]
            next += 1
            if state.release == target {
                var hops: [Hop] = []
                var step = state
                while let (from, hop) = came[step] {
                    hops.append(hop)
                    step = from
                }
                return hops.reversed()
            }
            var moves = targets(from: state.release, under: kaasReleases[state.kaas]).map {
                (State(release: $0.target, kaas: state.kaas), $0)
            }
            for later in kaasReleases.indices
            where later > state.kaas
                && kaasReleases[later].spec.supportedClusterReleases.contains(where: {
                    $0.name == state.release
                })
            {
                let hop = Hop.management(
                    from: kaasReleases[state.kaas].metadata.name, to: kaasReleases[later].metadata.name)
                moves.append((State(release: state.release, kaas: later), hop))
            }
            for (reached, hop) in moves where seen.insert(reached).inserted {
                came[reached] = (state, hop)
                line.append(reached)
            }
        }
        return nil
    }
}

extension KaaSRelease {
    /// How certain an edge is: `verified`, `inferred` or `recalled`; an edge of a user's own releases is
    /// verified.
    public func edgeCertainty(_ source: String, _ target: String) -> String {
        func short(_ name: String) -> Substring {
            name.hasPrefix("mosk-") ? name.dropFirst(5) : Substring(name)
        }
        let key = "edge.twin.rehearsal/\(short(source)).\(short(target))"
        guard let text = metadata.annotations[key] else { return "verified" }
        return String(text.prefix { $0.isLetter })
    }
}
