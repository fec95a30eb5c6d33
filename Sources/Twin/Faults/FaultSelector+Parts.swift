import HardwareSimulated
import Kubernetes

extension FaultSelector {
    /// The nodes that are meant, and the disk or interface of theirs: of `cmp-01/sdb` the name is `cmp-01`
    /// and the part `sdb`. A target without a part has none.
    var parts: (nodes: FaultSelector, part: String?) {
        guard let name, let slash = name.firstIndex(of: "/") else { return (self, nil) }
        var nodes = self
        nodes.name = String(name[..<slash])
        return (nodes, String(name[name.index(after: slash)...]))
    }

    /// Throws unless nodes are meant that there are, and a part that they have.
    func checkPart(
        _ what: String, plural: String, _ facts: CloudFacts, _ names: (FaultSite) -> [String]
    ) throws(Objection) {
        let (nodes, part) = parts
        try nodes.checkNodes(facts)
        guard let part else { return }
        guard let site = facts.sites.first(where: nodes.covers), nodes.name != "*" else {
            throw Objection("a \(what) is one node's", "name the node", field: "target")
        }
        guard names(site).contains(part) else {
            throw .unknown(
                part, what: "\(what) of \(site.name) called", plural: plural, names(site), field: "target")
        }
    }

    /// The feed that a name means: `A`, or `rack-01/A`.
    static func feed(_ name: String) -> (rack: String?, feeds: PowerFeeds)? {
        guard let slash = name.lastIndex(of: "/") else { return PowerFeeds(text: name).map { (nil, $0) } }
        let feeds = PowerFeeds(text: String(name[name.index(after: slash)...]))
        return feeds.map { (String(name[..<slash]), $0) }
    }
}

extension NetworkSwitch {
    /// The switch of this name; nil when a name can't be one of a switch.
    init?(name: String) {
        if name == "spine" {
            self = .spine
            return
        }
        guard let slash = name.lastIndex(of: "/") else { return nil }
        let rack = String(name[..<slash])
        switch name[name.index(after: slash)...] {
        case "tor-a": self = .top(rack: rack, isB: false)
        case "tor-b": self = .top(rack: rack, isB: true)
        case "mgmt": self = .management(rack: rack)
        default: return nil
        }
    }
}
