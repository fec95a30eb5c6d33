public import Simulation

extension Substrate {
    /// The numbers of those that keep a rhythm at present: hosts, and for clusters their place in the estate.
    public func owners(of rhythm: EstateRhythm) -> [UInt32] {
        switch rhythm.rhythm.owner {
        case .node, .machine:
            estate.nodes.indices.filter { estate.nodes[$0].name != .empty && estate.nodes[$0].cluster > 0 }
                .map(UInt32.init)
        case .host:
            estate.nodes.indices.filter { estate.nodes[$0].bareMetalHost.name != .empty }.map(UInt32.init)
        case .cluster: (1..<max(stores.count, 1)).map(UInt32.init)
        }
    }

    /// The beats of a rhythm at one of its owners. A kubelet that has come up in the run renews its lease
    /// from then on.
    public func beats(_ rhythm: EstateRhythm, of owner: UInt32) -> Beats {
        switch rhythm.rhythm.owner {
        case .node, .machine:
            let node = estate.nodes[Int(owner)]
            if rhythm == .kubeletLease, node.containersSince > Estate.longAgo {
                return Beats(anchor: node.containersSince, period: rhythm.rhythm.period)
            }
            return rhythm.rhythm.beats(of: UInt64(node.name.number), kernel)
        case .host, .cluster: return rhythm.rhythm.beats(of: UInt64(owner), kernel)
        }
    }

    /// Lets a beat be due. It comes after all else of its instant, since it sees what has happened by then;
    /// renewals come before what compares them.
    public mutating func schedule(_ rhythm: EstateRhythm, of owner: UInt32, epoch: UInt32, at time: SimTime) {
        kernel.schedule(
            at: time, code: RuntimeEvent.beat.rawValue, target: owner, operand: epoch,
            detail: rhythm.rawValue, priority: rhythm == .kubeletLease ? 14 : 15)
    }
}
