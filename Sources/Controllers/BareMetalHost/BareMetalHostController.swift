import HardwareInterfaces
import Kubernetes
public import Simulation

/// The part of the BareMetalHost controller that the path of an update meets: a provisioned host's power is
/// read at each poll, and switched on where the host should be online.
///
/// A poll that would find what is known is not made: only the first poll after a host's power has changed
/// is due. Source: metal3-io/baremetal-operator internal/controller/metal3.io (steady state
/// poll of 60 s, power management, back-off 2^min(errorCount, 9) minutes).
public struct BareMetalHostController: StatelessController {
    public static let spec = ControllerSpec(
        .bareMetalHost, "baremetal-operator", workers: 8, watches: [.management(BareMetalHostSpec.kind)])

    /// The period of polls.
    public static let pollPeriod = SimDuration.seconds(60)

    /// Without memory.
    public init() {}

    public func requests(for change: ObjectChange, _ substrate: inout Substrate) -> [WorkKey] {
        // All power is known at the beginning; after a restart every host is polled.
        guard let new = change.newBox(BareMetalHost.self),
            change.oldBox(BareMetalHost.self)?.object.spec.online != new.object.spec.online,
            change.old != nil || substrate.kernel.now > .zero
        else { return [] }
        return [change.work]
    }

    public static func requests(for notice: EquipmentNotice, _ substrate: inout Substrate) -> [WorkKey] {
        switch notice {
        case .host, .network, .containers, .assigned, .member: return []
        case .power(let host):
            substrate.poll(host, at: nextPoll(of: host, substrate.kernel), by: .bareMetalHost)
            return []
        case .poll(let host): return substrate.bareMetalHostWork(host).map { [$0] } ?? []
        }
    }

    /// The next poll of a host: polls come at moments of the host's own within the period.
    private static func nextPoll(of host: UInt32, _ kernel: Kernel) -> SimTime {
        let period = pollPeriod.nanoseconds
        let phase = Int64(
            kernel.random.derive("baremetalhost.poll").derive(UInt64(host)).below(UInt64(period), 0))
        let sincePhase = (kernel.now.nanoseconds - phase) % period
        let next =
            kernel.now.nanoseconds + period - (sincePhase < 0 ? sincePhase + period : sincePhase)
        return SimTime(nanoseconds: next)
    }

    public func reconcile(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard let host = substrate.get(BareMetalHost.self, work), !host.metadata.isDeleting,
            host.status.provisioning.state == .provisioned, let bmc = substrate.bmc(of: host)
        else { return .settled }
        let answer = substrate.perform(
            .bmc(.readPower), on: bmc, summary: "read power", timeout: .seconds(30))
        switch answer {
        case nil: return .waiting
        case .success(.bmc(.power(let power))): return see(power, host, bmc, &substrate)
        case .success: return .settled
        case .failure(let error): return fail(error, host, bmc, &substrate)
        }
    }

    private func see(
        _ power: PowerState, _ host: BareMetalHost, _ bmc: EquipmentID, _ substrate: inout Substrate
    ) -> ReconcileResult {
        if power == .off, host.spec.online {
            let answer = substrate.perform(
                .bmc(.setPower(.on)), on: bmc, summary: "switch power on", timeout: .seconds(30))
            switch answer {
            case nil: return .waiting
            case .success: break
            case .failure(let error): return fail(error, host, bmc, &substrate)
            }
        }
        substrate.forgetAnswers()
        var host = host
        let isOn = power == .on || host.spec.online
        host.status.poweredOn = isOn
        host.status.operationalStatus = "OK"
        host.status.errorMessage = ""
        host.status.errorCount = 0
        substrate.updateStatus(
            host, cluster: 0,
            note: Write.Note(LCMEntry.powerSeen.kind, substrate.text(power.rawValue)))
        return .settled
    }

    private func fail(
        _ error: EquipmentError, _ host: BareMetalHost, _ bmc: EquipmentID, _ substrate: inout Substrate
    ) -> ReconcileResult {
        substrate.forgetAnswers()
        var host = host
        host.status.operationalStatus = "error"
        host.status.errorMessage = error.summary
        host.status.errorCount += 1
        substrate.updateStatus(host, cluster: 0)
        // Minus a random share of up to a half, which draws by the count of errors.
        let whole = SimDuration.minutes(1 << min(host.status.errorCount, 9))
        let share = substrate.kernel.random.derive("baremetalhost.backoff").derive(UInt64(bmc.index))
            .below(UInt64(whole.nanoseconds / 2), UInt64(host.status.errorCount))
        let delay = whole - SimDuration(nanoseconds: Int64(share))
        return .blocked(on: substrate.equipment(bmc), rule: error.summary, retry: delay)
    }
}

extension Substrate {
    /// The work for a host, or nil when it has no BareMetalHost.
    func bareMetalHostWork(_ host: UInt32) -> WorkKey? {
        let name = kernel.names[estate.nodes[Int(host)].name]
        let stored = listLive(
            BareMetalHost.self, by: IndexKey("consumer", name), cluster: 0, because: "only its key is used"
        ).first
        return stored.map { WorkKey(cluster: 0, object: $0.key) }
    }

    /// The BMC of a host that serves a machine of some cluster.
    mutating func bmc(of host: BareMetalHost) -> EquipmentID? {
        guard let consumer = host.spec.consumerRef else { return nil }
        let key = key(
            Machine.self, consumer.name,
            namespace: consumer.namespace.isEmpty ? host.metadata.namespace : consumer.namespace)
        guard
            let machine = getLive(
                Machine.self, key, cluster: 0, because: "finds the equipment, which the address does really"),
            let name = machine.object.metadata.labels[Label.clusterName],
            let cluster = estate.cluster(namespace: key.namespace, name: kernel.names.intern(name)),
            let node = estate.node(key.name, cluster: cluster)
        else { return nil }
        return EquipmentID(kind: .bmc, index: Int(node))
    }
}
