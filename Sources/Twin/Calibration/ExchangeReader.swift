import Controllers
import HardwareInterfaces
import Kubernetes

/// Takes from what BMCs outside were asked how long that took.
struct ExchangeReader {
    private(set) var samples: [DurationSample] = []
    private(set) var notes: [String] = []
    /// The hosts of the cloud, by `NAMESPACE/NAME`: what they are called in the world, and their class of
    /// hardware.
    private let hosts: [String: (node: String, hardwareClass: String?)]

    /// What is known of one BMC so far.
    private struct State {
        /// Until when it was busy: its commands are carried out one after the other.
        var busy: Int64 = 0
        /// The switch of the power that was not seen to be done yet, and when it was asked for.
        var pending: (power: PowerState, sent: Int64)?
    }

    /// Reads all samples of a run, whose cloud tells of the hosts; throws when an object does not fit its
    /// kind. The exchanges of a host are in the order of their answers.
    init(_ exchanges: [BMCExchange], _ cloud: Cloud) throws(CloudError) {
        hosts = try Self.hosts(of: cloud)
        var states: [String: State] = [:]
        var (failed, unseen) = (0, 0)
        for each in exchanges {
            var state = states[each.host, default: State()]
            let sent = max(each.sent, state.busy)
            state.busy = max(state.busy, each.answered)
            if each.failed {
                failed += 1
            } else if case .setPower(let power) = each.command {
                if state.pending != nil { unseen += 1 }
                // That it was accepted is not yet that it is done.
                state.pending = (power, sent)
            } else {
                add(each.command, each, from: sent)
                if let pending = state.pending, each.power == pending.power {
                    add(.setPower(pending.power), each, from: pending.sent)
                    state.pending = nil
                }
            }
            states[each.host] = state
        }
        unseen += states.values.count { $0.pending != nil }
        if failed > 0 { notes.append("\(failed) commands to BMCs failed or had no answer: left out") }
        if unseen > 0 { notes.append("\(unseen) switches of the power were never seen to be done: left out") }
        if samples.contains(where: { $0.subject == Self.subject(.setPower(.on)) }) {
            notes.append(
                "BMCs do not tell when a server has booted: host.post, host.netboot and host.boot stay as "
                    + "they are")
        }
    }

    private mutating func add(_ command: BMCCommand, _ exchange: BMCExchange, from sent: Int64) {
        let host = hosts[exchange.host]
        samples.append(
            DurationSample(
                subject: Self.subject(command), node: host?.node ?? exchange.host,
                hardwareClass: host?.hardwareClass,
                parts: [
                    DurationSample.Part(timing: command.timing, count: 1, model: BMCCommand.commonTiming)
                ],
                seconds: Double(exchange.answered - sent) / 1e9))
    }

    private static func subject(_ command: BMCCommand) -> String {
        switch command {
        case .setPower(let power): "BMC power \(power.rawValue)"
        case .setBoot: "BMC boot choice"
        case .insertMedia, .ejectMedia: "BMC virtual drive"
        case .readPower, .readSystem, .readSensors, .readFirmware, .reset: "BMC command"
        }
    }

    private static func hosts(
        of cloud: Cloud
    ) throws(CloudError) -> [String: (node: String, hardwareClass: String?)] {
        var hosts: [String: (node: String, hardwareClass: String?)] = [:]
        for host in try SampleReader.all(BareMetalHost.self, cloud) {
            let (namespace, name) = (host.metadata.namespace, host.metadata.name)
            hosts[namespace.isEmpty ? name : "\(namespace)/\(name)"] = (
                host.spec.consumerRef?.name ?? host.metadata.name, host.metadata.labels[Label.hardwareClass]
            )
        }
        return hosts
    }
}
