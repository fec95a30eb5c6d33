import Kubernetes

/// Which nodes are out for an application and which wait, by cluster and role: read from the API server
/// whenever something was written there since, so that the many who wait need not each read it.
///
/// A view of objects, never a fact: a crash loses nothing with it.
public struct MaintenanceLines: ControllerMemory {
    /// A node whose maintenance is asked for.
    struct Place: Sendable {
        var node: String
        /// The revision of the request: their order is that in which they were made.
        var revision: UInt64
        /// The application's lock on the node.
        var lock: ObjectKey
    }

    /// The nodes of a role.
    struct Line: Sendable {
        /// Those that are out, one for each request, in any order.
        var out: [Place] = []
        /// Those that are not, in the order of their requests.
        var waiting: [Place] = []

        /// The lock that stands before a node whose maintenance was asked for at `revision`: of the one that
        /// went out last, or else of the one that was asked for first. Nil when the node may go out.
        func before(_ node: String, askedAt revision: UInt64, limit: Int) -> ObjectKey? {
            var count = 0
            var last: Place?
            for place in out where place.node != node {
                count += 1
                if place.revision > last?.revision ?? 0 { last = place }
            }
            var first: Place?
            for place in waiting {
                guard count < limit, place.revision < revision else { break }
                guard place.node != node else { continue }
                count += 1
                first = first ?? place
            }
            return count < limit ? nil : (last ?? first)?.lock
        }
    }

    /// What one cluster's API server has, at a revision.
    private struct View: Sendable {
        var cluster: UInt8
        var revision: UInt64
        var lines: [Line]
    }

    private var views: [View] = []

    /// Nothing was read yet.
    public init() {}

    /// The line of a role, given by its place in the profile, as the API server has it now.
    mutating func line(
        _ role: Int, of profile: MaintenanceProfile, cluster: UInt8, _ substrate: inout Substrate
    ) -> Line {
        let revision = substrate.stores[Int(cluster)].revision
        if let place = views.firstIndex(where: { $0.cluster == cluster }) {
            if views[place].revision != revision {
                views[place].lines = Self.read(profile, cluster, &substrate)
                views[place].revision = revision
            }
            return views[place].lines[role]
        }
        let lines = Self.read(profile, cluster, &substrate)
        views.append(View(cluster: cluster, revision: revision, lines: lines))
        return lines[role]
    }

    private static func read(
        _ profile: MaintenanceProfile, _ cluster: UInt8, _ substrate: inout Substrate
    ) -> [Line] {
        var lines = profile.roles.map { _ in Line() }
        for lock in substrate.locksOut(of: profile.name, cluster: cluster) {
            let node = lock.object.spec.nodeName
            guard let role = substrate.role(of: node, profile, cluster: cluster) else { continue }
            for revision in substrate.requests(on: node, cluster: cluster) {
                lines[role].out.append(Place(node: node, revision: revision, lock: lock.key))
            }
        }
        for request in substrate.listLive(
            NodeMaintenanceRequest.self, cluster: cluster, because: "an inner lock is taken there")
        {
            let node = request.object.spec.nodeName
            guard let lock = substrate.lockLive(of: profile.name, on: node, cluster: cluster),
                lock.object.metadata.annotations[Label.innerState] != "active",
                let role = substrate.role(of: node, profile, cluster: cluster)
            else { continue }
            lines[role].waiting.append(Place(node: node, revision: request.revision, lock: lock.key))
        }
        // Places of objects are used again, so that these are not in the order of their making.
        for role in lines.indices { lines[role].waiting.sort { $0.revision < $1.revision } }
        return lines
    }
}

extension Substrate {
    /// The role of a node for an application, by its place in the profile, as the API server has it.
    fileprivate mutating func role(of node: String, _ profile: MaintenanceProfile, cluster: UInt8) -> Int? {
        getLive(
            Node.self, key(Node.self, node), cluster: cluster, because: "an inner lock is taken there"
        ).flatMap { profile.place(ofRole: $0) }
    }

    /// The locks of an application that are out, as the API server has them.
    fileprivate func locksOut(of application: String, cluster: UInt8) -> [Stored<NodeWorkloadLockSpec>] {
        var found: [Stored<NodeWorkloadLockSpec>] = []
        stores[Int(cluster)].forEach(NodeWorkloadLockSpec.kind, by: IndexKey("out", application)) {
            found.append(unsafeDowncast($0, to: Stored<NodeWorkloadLockSpec>.self))
            return true
        }
        return found
    }

    /// The revisions of the requests for a node's maintenance, as the API server has them.
    func requests(on node: String, cluster: UInt8) -> [UInt64] {
        var found: [UInt64] = []
        stores[Int(cluster)].forEach(NodeMaintenanceRequestSpec.kind, by: IndexKey("node", node)) {
            found.append($0.revision)
            return true
        }
        return found
    }

    /// The lock of an application on a node, as the API server has it. Found by the node: making the lock's
    /// name up is far dearer.
    fileprivate func lockLive(
        of application: String, on node: String, cluster: UInt8
    ) -> Stored<NodeWorkloadLockSpec>? {
        var found: Stored<NodeWorkloadLockSpec>?
        stores[Int(cluster)].forEach(NodeWorkloadLockSpec.kind, by: IndexKey("node", node)) {
            let lock = unsafeDowncast($0, to: Stored<NodeWorkloadLockSpec>.self)
            guard lock.object.spec.controllerName == application else { return true }
            found = lock
            return false
        }
        return found
    }
}
