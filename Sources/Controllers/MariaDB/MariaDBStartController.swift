public import HardwareInterfaces
import Kubernetes
import Simulation

/// The start scripts in the pods of a database: each brings its member up, with the others or, when all were
/// lost, as the first of a new cluster. They agree by a ConfigMap.
///
/// Source: Mirantis/rockoon charts/infra/mariadb/templates/bin/_start.py.tpl (0.1.0).
public struct MariaDBStartController: Controller {
    public static let spec = ControllerSpec(
        .mariaDBStart, "mariadb-start", workers: nil, writesPerSecond: nil,
        watches: [.mosk(PodSpec.kind, for: .process)])

    /// How often it looks for what it waits for.
    static let poll = SimDuration.seconds(20)
    /// How often it publishes its state while all are lost.
    static let publishPeriod = SimDuration.seconds(10)
    /// How old a published state may be.
    static let freshness = SimDuration.seconds(50)
    /// How many looks in a row must find all of them fresh: the lease of 120 s in periods of 10 s.
    static let freshLooks = 12
    /// How long it waits when it has found an endpoint.
    static let endpointPause = SimDuration.seconds(30)
    /// How long it waits with an empty data directory.
    static let emptyPause = SimDuration.seconds(60)

    /// What a script counts: a restart begins anew.
    public struct Memory: ControllerMemory {
        var looks: [WorkKey: Looks] = [:]

        /// Nothing.
        public init() {}
    }

    /// The looks of a script at what others publish.
    struct Looks: Sendable {
        /// When its container ended before it began.
        let life: SimTime
        /// How many in a row found all states fresh.
        var count = 0
        /// When the last one was.
        var at = Estate.longAgo
    }

    /// Makes the controller.
    public init() {}

    public func requests(
        for change: ObjectChange, _ memory: inout Memory, _ substrate: inout Substrate
    ) -> WorkKeys {
        change.new == nil || substrate.databaseMember(in: change.work) == nil ? [] : [change.work]
    }

    public static func requests(for notice: EquipmentNotice, _ substrate: inout Substrate) -> WorkKeys {
        switch notice {
        case .database(let equipment, _, _, _):
            return substrate.databaseMember(equipment).map { [$0.work] } ?? []
        case .network(let host, isConnected: true), .kubelet(let host, isRunning: true):
            let name = substrate.estate.nodes[Int(host)].name
            let members = substrate.estate.members.filter { member in
                let pod = substrate.getKnown(
                    member.pod, cluster: member.cluster, because: "the script is in its pod")
                return pod.map {
                    unsafeDowncast($0, to: Stored<PodSpec>.self).object.spec.nodeName
                        == substrate.kernel.names[name]
                } ?? false
            }
            return WorkKeys(members.map(\.work))
        default: return []
        }
    }

    public func reconcile(
        _ work: WorkKey, _ memory: inout Memory, _ substrate: inout Substrate
    ) -> ReconcileResult {
        guard let member = substrate.databaseMember(in: work), let pod = substrate.get(Pod.self, work),
            let node = substrate.node(named: pod.spec.nodeName, cluster: work.cluster),
            node.areContainersRunning, substrate.containerStart(of: pod, node) != nil
        else {
            memory.looks[work] = nil
            return .settled
        }
        let script = DatabaseScript(work: work, pod: pod, member: member)
        // A kubelet that is silent does not know of it.
        if pod.metadata.isDeleting, node.isTalking { return script.end(&substrate) }
        // What runs may be that of a former pod of this name, whose kubelet has not heard of its end.
        guard !member.isRunning else {
            memory.looks[work] = nil
            return .settled
        }
        var looks = memory.looks[work] ?? Looks(life: member.restarts.endedAt)
        guard looks.life == member.restarts.endedAt else {
            // A new script: what the former one was at is forgotten.
            memory.looks[work] = nil
            return .after(.zero)
        }
        let result = script.start(&looks, node, &substrate)
        memory.looks[work] = looks
        return result
    }
}
