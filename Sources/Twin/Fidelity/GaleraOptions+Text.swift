import HardwareSimulated
import Kubernetes
import Simulation

extension GaleraOptions {
    /// Takes over an option of the provider as it is written; options that the model has no use for are
    /// passed over. Throws when the value is none.
    mutating func set(_ name: String, _ value: Value) throws(FieldError) {
        switch name {
        case "evs.keepalive_period": keepalivePeriod = try Self.period(value)
        case "evs.inactive_check_period": inactiveCheckPeriod = try Self.period(value)
        case "evs.suspect_timeout": suspectTimeout = try Self.period(value)
        case "evs.inactive_timeout": inactiveTimeout = try Self.period(value)
        case "evs.install_timeout": installTimeout = try Self.period(value)
        case "evs.join_retrans_period": joinRetransPeriod = try Self.period(value)
        case "gmcast.time_wait": timeWait = try Self.period(value)
        case "evs.view_forget_timeout": viewForgetTimeout = try Self.period(value)
        case "gmcast.peer_timeout": peerTimeout = try Self.period(value)
        case "pc.announce_timeout": announceTimeout = try Self.period(value)
        case "pc.wait_prim_timeout": waitPrimaryTimeout = try Self.period(value)
        case "pc.wait_prim": waitsForPrimary = try Self.flag(value)
        case "pc.recovery": recoversComponent = try Self.flag(value)
        case "pc.ignore_sb": ignoresSplitBrain = try Self.flag(value)
        case "pc.ignore_quorum": ignoresQuorum = try Self.flag(value)
        case "pc.weight":
            guard let text = value.text, let number = Int64(text), (0...255).contains(number) else {
                throw FieldError(position: value.position, problem: "expected a weight from 0 to 255")
            }
            weight = number
        default: break
        }
    }

    private static func flag(_ value: Value) throws(FieldError) -> Bool {
        switch value.text?.lowercased() {
        case "true", "yes", "on", "1": return true
        case "false", "no", "off", "0": return false
        default: throw FieldError(position: value.position, problem: "expected true or false")
        }
    }

    /// A period as the provider writes it, after ISO 8601: `PT0.5S`, `PT1M`, `P1D`, `PT1H30M`.
    private static func period(_ value: Value) throws(FieldError) -> SimDuration {
        let wrong = FieldError(
            position: value.position, problem: "expected a period such as PT5S, longer than nothing")
        guard let text = value.text, text.hasPrefix("P") else { throw wrong }
        let halves = text.dropFirst().split(separator: "T", omittingEmptySubsequences: false)
        guard halves.count <= 2, let date = halves.first else { throw wrong }
        let time = halves.count == 2 ? halves[1] : ""
        // Months would be read as minutes.
        guard !date.contains("M"), !date.contains("Y") else { throw wrong }
        let days = date.isEmpty ? SimDuration.zero : SimDuration(date.lowercased())
        let rest = time.isEmpty ? SimDuration.zero : SimDuration(time.lowercased())
        guard let days, let rest, days.nanoseconds < 1 << 61, rest.nanoseconds < 1 << 61 else { throw wrong }
        let sum = days + rest
        // A year is more than any timer means, and keeps sums from running over.
        guard sum > .zero, sum <= .hours(24 * 366) else { throw wrong }
        return sum
    }
}
