import Controllers
import HardwareInterfaces
import HardwareSimulated
import Simulation

extension FaultKind {
    /// Kinds of faults of the API server of a cluster.
    static let api = [
        FaultKind(
            "api-conflicts",
            "A share of the updates at an API server is answered 409: somebody else writes just before.",
            .cluster { cluster, with in .conflicts(cluster: cluster, percent: with[0].percent) },
            seenBy: .refusal(.conflicted), fields: [share("updates")]),
        FaultKind(
            "api-errors",
            "A share of the requests at an API server is answered 500, and nothing is written or read.",
            .cluster { cluster, with in .errors(cluster: cluster, percent: with[0].percent) },
            seenBy: .felt, fields: [share("requests")]),
        FaultKind(
            "api-slow", "Each request at an API server takes longer.",
            .cluster { cluster, with in .slow(cluster: cluster, extra: with[0].duration) }, seenBy: .felt,
            fields: [FaultField(name: "extra", form: .duration, preset: nil, about: "How much longer.")]),
        FaultKind(
            "etcd-slow",
            "The disks of a cluster's etcd are slow: writes wait for each sync, and beyond the election "
                + "timeout etcd loses its leader.",
            .cluster { cluster, with in .slowDisk(cluster: cluster, sync: with[0].duration) },
            seenBy: .felt,
            fields: [
                FaultField(name: "sync", form: .duration, preset: nil, about: "How much longer a sync takes.")
            ]),
        FaultKind(
            "helm-release-stuck",
            "A Helm release of OpenStack was left in the middle of an upgrade: no other one of it begins.",
            .cluster { cluster, with in .helmReleaseStuck(cluster: cluster, release: with[0].item) },
            seenBy: .felt,
            fields: [FaultField(name: "release", form: .release, preset: nil, about: "The Helm release.")]),
        FaultKind(
            "containers-crash",
            "The containers of a workload's pods fail, and again each time they were started.",
            .cluster { cluster, with in
                .containersCrash(cluster: cluster, workload: with[0].item, times: with[1].count)
            },
            seenBy: .felt,
            fields: [
                FaultField(
                    name: "workload", form: .workload, preset: nil,
                    about: "The Deployment, StatefulSet or DaemonSet."),
                FaultField(
                    name: "times", form: .count, preset: .count(.max),
                    about: "How often those of each pod fail; always when left out."),
            ]),
        FaultKind(
            "api-watches-down",
            "The watches at an API server deliver nothing: all caches of it stand still, and list anew "
                + "afterwards.",
            .cluster { cluster, _ in .watchesDown(cluster: cluster) }, seenBy: .felt),
    ]

    /// Kinds of faults of what a controller sees: the patterns by which Sieve finds bugs of controllers.
    /// Source: Sun et al., "Automatic Reliability Testing for Cluster Management Controllers", OSDI 2022.
    static let watches = [
        FaultKind(
            "watches-down",
            "The watches of a controller deliver nothing: its caches stand still, and list anew afterwards.",
            .process { controller, _ in .watchDown(controller) }, seenBy: .felt),
        FaultKind(
            "unseen-states",
            "A controller sees how things stand once in a while only, and nothing of what came between.",
            .process { controller, with in .unseenStates(controller, gap: with[0].duration) }, seenBy: .felt,
            fields: [
                FaultField(
                    name: "gap", form: .duration, preset: .duration(.minutes(1)),
                    about: "How long it sees nothing.", minimum: SimDuration.seconds(1).nanoseconds)
            ]),
        FaultKind(
            "stale-cache",
            "A controller starts again on what its caches held when the fault began, and sees nothing newer.",
            .process { controller, with in
                .oldCache(controller, age: with[0].duration, downtime: with[1].duration)
            },
            seenBy: .start(.startedOnOldCache),
            fields: [
                FaultField(
                    name: "age", form: .duration, preset: nil,
                    about: "How long after the begin of the fault it goes down."),
                FaultField(
                    name: "downtime", form: .duration, preset: .duration(.seconds(30)),
                    about: "How long it stays down."),
            ]),
    ]

    private static func share(_ what: String) -> FaultField {
        FaultField(name: "share", form: .share, preset: nil, about: "How many of the \(what), such as 30%.")
    }
}
