import HardwareInterfaces
import HardwareSimulated
import Simulation

extension FaultKind {
    /// All kinds of faults.
    public static let all: [FaultKind] =
        servers + bmcs + booting + services
        + api + watches + software + network + power + disks + misbehaviour

    private static let servers = [
        FaultKind(
            "power-loss",
            "A server and its BMC lose power; given back, the server stays off until switched on.",
            .host { host, _ in .powerLoss(host: host) }, seenBy: .felt),
        FaultKind(
            "hang", "A server's operating system hangs until it is power-cycled.",
            .host { host, _ in .hang(host: host) }, seenBy: .felt),
        FaultKind(
            "panic", "A server's kernel panics, and the server starts again by itself.",
            .host { host, _ in .panic(host: host) }, seenBy: .felt, isMomentary: true),
        FaultKind(
            "network-down", "A server is cut off: it and its containers run on, and nobody hears of them.",
            .host { host, _ in .network(.detached(host: host)) }, seenBy: .felt),
        FaultKind(
            "item-fails", "A state item of the update fails on a server, so many times.",
            .host { host, with in .itemFails(host: host, item: with[0].item, times: with[1].count) },
            seenBy: .itemFailed,
            fields: [
                FaultField(name: "item", form: .item, preset: nil, about: "The state item."),
                FaultField(
                    name: "times", form: .count, preset: .count(.max),
                    about: "How many attempts fail; all when left out."),
            ]),
        FaultKind(
            "runtime-hang", "A server's container runtime hangs, and with it the kubelet.",
            .host { host, _ in .runtimeHang(host: host) }, seenBy: .felt),
    ]

    private static let bmcs = [
        FaultKind(
            "bmc-unreachable", "A server's BMC does not answer.",
            .host { host, _ in .bmcUnreachable(host: host) }, seenBy: .failure(.bmc)),
        FaultKind(
            "bmc-unauthorized", "A server's BMC refuses the credentials.",
            .host { host, _ in .bmcUnauthorized(host: host) }, seenBy: .failure(.bmc)),
        FaultKind(
            "bmc-slow", "A server's BMC takes so many times longer for each answer.",
            .host { host, with in .bmcSlow(host: host, factor: Int64(with[0].count)) }, seenBy: .answer(.bmc),
            fields: [.factor]),
        FaultKind(
            "power-stuck", "A server's BMC accepts a switch of the power and does nothing.",
            .host { host, _ in .powerStuck(host: host) }, seenBy: .answer(.bmc)),
        FaultKind(
            "bmc-lies", "A server's BMC tells the opposite of the power's state.",
            .host { host, _ in .bmcLies(host: host) }, seenBy: .answer(.bmc)),
    ]

    private static let booting = [
        FaultKind(
            "slow-boot", "A server's firmware needs longer at each boot.",
            .host { host, with in .slowBoot(host: host, extra: with[0].duration) }, seenBy: .felt,
            fields: [FaultField(name: "extra", form: .duration, preset: nil, about: "How much longer.")]),
        FaultKind(
            "boot-hang", "A server hangs at each boot.",
            .host { host, _ in .bootHang(host: host) }, seenBy: .felt),
        FaultKind(
            "netboot-fails", "A server finds nothing to boot on the network.",
            .host { host, _ in .netbootFails(host: host) }, seenBy: .felt),
        FaultKind(
            "wrong-boot-device", "A server's firmware boots from the disk, whatever it was told.",
            .host { host, _ in .wrongBootDevice(host: host) }, seenBy: .felt),
    ]

    private static let services = [
        FaultKind(
            "ironic-down", "Ironic, which provisions servers, does not answer.", .service(.ironicDown),
            seenBy: .failure(.ironic)),
        FaultKind(
            "origin-down", "An origin of artifacts does not answer.",
            .origin { origin, _ in .originDown(origin) },
            seenBy: .felt),
        FaultKind(
            "origin-corrupt", "An origin of artifacts delivers garbage.",
            .origin { origin, _ in .originCorrupt(origin) },
            seenBy: .felt),
        FaultKind(
            "controller-crash",
            "A controller dies right after one of its writes, and starts again a while later.",
            .crash, seenBy: .crash,
            fields: [
                FaultField(
                    name: "write", form: .count, preset: nil,
                    about: "After which write since the fault began.", maximum: 1_000_000_000),
                FaultField(
                    name: "downtime", form: .duration, preset: .duration(.seconds(30)),
                    about: "How long it stays down."),
            ]),
    ]
}
