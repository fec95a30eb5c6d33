import HardwareInterfaces
import JSON

/// A node of a swarm, with what a change of it needs.
struct SwarmNode: Sendable {
    var node: EngineNode
    /// The swarm's identifier of it.
    var id: String
    /// The version of it that was read; each change makes another.
    var version: Int64
    /// What is asked of it, as it was written.
    var specification: [String: JSONValue]

    /// What `/nodes` tells of one.
    init(_ object: AnswerObject) throws(AnswerError) {
        id = try object.need(try object.text("ID"), "ID")
        guard id.isIdentifier else {
            throw AnswerError(message: "\(object.place)ID is no identifier")
        }
        let counter = try object.need(try object.object("Version"), "Version")
        version = try counter.need(try counter.whole("Index"), "Index")
        let wanted = try object.need(try object.object("Spec"), "Spec")
        specification = wanted.fields
        let word = try wanted.need(try wanted.text("Availability"), "Availability")
        guard let availability = EngineAvailability(rawValue: word) else {
            throw AnswerError(message: "\(wanted.place)Availability is \(word)")
        }
        let description = try object.object("Description")
        let status = try object.object("Status")
        let name = try description?.text("Hostname").told
        let state = try status?.text("State")
        node = EngineNode(
            name: name ?? id, isManager: try wanted.text("Role") == "manager", availability: availability,
            state: state.flatMap(EngineNode.State.init(rawValue:)) ?? .unknown)
        node.runtimeVersion = try description?.object("Engine")?.text("EngineVersion").told
        node.address = try status?.text("Addr").told
        node.message = try status?.text("Message").told
        guard node.isManager else { return }
        let manager = try object.object("ManagerStatus")
        node.isReachable = try manager?.text("Reachability") == "reachable"
        node.isLeader = try manager?.truth("Leader") ?? false
    }
}
