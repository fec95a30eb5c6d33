import HardwareInterfaces
import Simulation

/// What whoever recorded did to a cluster.
struct GaleraAction: Hashable, Sendable {
    /// The kinds of things that are done.
    enum Kind: Hashable, Sendable {
        /// Something that a member is asked, one after the other.
        case ask(GaleraCommand, [Int])
        /// Starts a new cluster from a member, or from the one that is furthest on.
        case bootstrap(Int?)
        /// Nothing passes between the members of the first list and the others named, or all others.
        case cut([Int], [Int])
        /// All links are whole again.
        case heal
    }

    var at: SimDuration
    var kind: Kind
    var text: String

    /// What is known, for messages.
    static let forms = [
        "SIGKILL nI...", "SIGTERM nI... (or stop)", "SIGSTOP nI... (or pause)", "SIGCONT nI... (or resume)",
        "start nI...", "bootstrap nI", "bootstrap the most advanced", "nI: ... pc.bootstrap=YES",
        "delete grastate.dat of nI", "wipe nI", "cut nI nJ", "isolate nI", "partition nI... from nJ...",
        "heal",
    ]

    /// What the words of an action mean; nil when they are none that is known. `names` are the members'.
    static func read(_ text: String, _ names: [String]) -> Kind? {
        // What stands in brackets is a remark.
        let plain = text.prefix { $0 != "(" }.lowercased()
        let words = plain.split { !($0.isLetter || $0.isNumber || $0 == "." || $0 == "_") }.map(String.init)
        var named: [Int] = []
        for word in words {
            if let index = names.firstIndex(of: word), !named.contains(index) { named.append(index) }
        }
        if words.contains("all") { named = Array(names.indices) }
        func ask(_ command: GaleraCommand) -> Kind? { named.isEmpty ? nil : .ask(command, named) }

        if words.contains("pc.bootstrap") { return named.count == 1 ? ask(.bootstrapComponent) : nil }
        // The first word that says what to do decides: "start n1, no bootstrap" is a start.
        for word in words {
            switch word {
            case "sigkill", "kill": return ask(.kill)
            case "sigstop", "pause": return ask(.pause)
            case "sigcont", "resume": return ask(.resume)
            case "sigterm", "stop": return ask(.stop)
            case "start": return ask(.start(newCluster: false))
            case "wipe": return ask(.wipe)
            case "delete", "remove", "rm":
                return words.contains { $0.hasPrefix("grastate") } ? ask(.deleteState) : nil
            case "grastate", "grastate.dat":
                return words.contains("deleted") || words.contains("removed") ? ask(.deleteState) : nil
            case "bootstrap":
                guard named.count <= 1, named.count == 1 || words.contains("advanced") else { return nil }
                return .bootstrap(named.first)
            case "cut", "isolate", "partition": return parted(String(plain), names, named)
            case "heal", "reconnect": return .heal
            default: continue
            }
        }
        return nil
    }

    /// The sides of a cut: `isolate n3`, `cut n1 n2`, `partition n3 from n1 and n2`.
    private static func parted(_ text: String, _ names: [String], _ named: [Int]) -> Kind? {
        guard let first = named.first else { return nil }
        let words = text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
        if let place = words.firstIndex(of: "from") {
            let left = named.filter { words[..<place].contains(names[$0]) }
            let right = named.filter { words[place...].contains(names[$0]) }
            return left.isEmpty || right.isEmpty ? nil : .cut(left, right)
        }
        if words.contains("cut"), named.count == 2 { return .cut([first], [named[1]]) }
        return .cut(named, names.indices.filter { !named.contains($0) })
    }
}
