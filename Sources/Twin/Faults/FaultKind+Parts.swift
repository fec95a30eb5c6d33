import HardwareInterfaces
import HardwareSimulated
import Simulation

/// The faults of networks, power, disks, and of hosts that run and misbehave.
extension FaultKind {
    static let network = [
        FaultKind(
            "nic-down", "A network interface of a server has no link; without a name, none has.",
            .interface { host, name, _ in .network(.interfaceDown(host: host, name: name)) },
            seenBy: .felt),
        FaultKind(
            "nic-flapping", "The link of a network interface goes and comes back, over and over.",
            .interface { host, name, with in
                .network(.interfaceFlaps(host: host, name: name, period: with[0].duration))
            }, seenBy: .felt,
            fields: [
                FaultField(
                    name: "period", form: .duration, preset: .duration(.seconds(60)),
                    about: "From one loss of the link to the next; it is down for half of it.",
                    minimum: SimDuration.seconds(1).nanoseconds)
            ]),
        FaultKind(
            "nic-lossy", "A network interface loses a share of its packets.",
            .interface { host, name, with in
                .network(.interfaceLoses(host: host, name: name, percent: with[0].percent))
            }, seenBy: .felt,
            fields: [FaultField(name: "loss", form: .share, preset: nil, about: "How many of them.")]),
        FaultKind(
            "mtu-mismatch", "Large packets don't pass a network interface: downloads stand still.",
            .interface { host, name, _ in .network(.smallMTU(host: host, name: name)) },
            seenBy: .felt),
        FaultKind(
            "switch-down", "A switch is down: RACK/tor-a, RACK/tor-b, RACK/mgmt, or spine.",
            .networkSwitch { .network(.switchDown($0)) }, seenBy: .felt),
        FaultKind(
            "partition",
            "Connections between two groups fail: nodes, managers, management, mirror, ironic, joined by +.",
            .partition, seenBy: .felt,
            fields: [
                FaultField(name: "peers", form: .group, preset: nil, about: "The other group."),
                FaultField(
                    name: "ways", form: .ways, preset: .ways(isOne: false),
                    about: "both, or one: only connections that the target opens fail."),
            ]),
    ]

    static let power = [
        FaultKind(
            "rack-power-loss", "A rack is without power: its servers, their BMCs and its switches.",
            .rack { .network(.rackDown($0)) }, seenBy: .felt),
        FaultKind(
            "feed-down", "A power feed is down: RACK/A, RACK/B, or A or B of all racks.",
            .feed { .network(.feedDown(rack: $0, $1)) }, seenBy: .felt),
    ]

    static let disks = [
        FaultKind(
            "disk-failed",
            "A disk of a server does not answer; without a name, the one that the system is on.",
            .disk { host, disk, _ in .disk(host: host, disk: disk, .failed) }, seenBy: .felt),
        FaultKind(
            "disk-slow", "A disk of a server takes so many times longer.",
            .disk { host, disk, with in
                .disk(host: host, disk: disk, .slow(factor: Int64(with[0].count)))
            }, seenBy: .felt,
            fields: [.factor]),
        FaultKind(
            "disk-full", "A file system of a server is full.",
            .disk { host, disk, _ in .disk(host: host, disk: disk, .full) }, seenBy: .felt),
        FaultKind(
            "disk-read-only", "A file system of a server is mounted read-only after an error.",
            .disk { host, disk, _ in .disk(host: host, disk: disk, .readOnly) }, seenBy: .felt),
    ]

    static let misbehaviour = [
        FaultKind(
            "boot-loop", "A server's kernel panics a while after each boot, and the server starts again.",
            .host { host, with in .bootLoop(host: host, after: with[0].duration) }, seenBy: .felt,
            fields: [
                FaultField(
                    name: "after", form: .duration, preset: nil, about: "How long after the boot.")
            ]),
        FaultKind(
            "clock-skew", "A server's clock is wrong.",
            .host { host, with in .clockSkew(host: host, offset: with[0].duration) }, seenBy: .felt,
            fields: [
                FaultField(
                    name: "offset", form: .offset, preset: nil,
                    about: "How much it is ahead; -2h when it is behind.")
            ]),
    ]
}
