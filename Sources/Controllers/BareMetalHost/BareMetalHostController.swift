import HardwareInterfaces
import Kubernetes
import Simulation

/// The BareMetalHost controller: has Ironic register, inspect, clean, deploy and give back hosts, keeps their
/// power as it should be, and says how they are.
///
/// A poll that would find what is known is not made.
/// Source: metal3-io/baremetal-operator internal/controller/metal3.io.
public struct BareMetalHostController: StatelessController {
    public static let spec = ControllerSpec(
        .bareMetalHost, "baremetal-operator", workers: 8,
        watches: [
            .management(BareMetalHostSpec.kind), .management(BareMetalHostInventorySpec.kind),
            .management(BareMetalHostCredentialSpec.kind),
        ])

    /// With how many hosts Ironic may be busy at a time.
    /// Source: metal3-io/baremetal-operator docs/configuration.md (PROVISIONING_LIMIT).
    public static let provisioningLimit = 20
    /// How often giving a host back or switching it off may fail before a deletion goes on without.
    /// Source: host_state_machine.go (retryCount).
    static let deletionRetries: Int64 = 3
    /// How long until Ironic is asked again that did not answer.
    /// Source: baremetalhost_controller.go (provisionerNotReadyRetryDelay).
    static let notReadyDelay = SimDuration.seconds(30)
    /// How long until Ironic is asked again that was busy with the host.
    /// Source: metal3-io/baremetal-operator pkg/provisioner/ironic/ironic.go (provisionRequeueDelay).
    static let lockedDelay = SimDuration.seconds(10)

    /// Without memory.
    public init() {}

    public func requests(for change: ObjectChange, _ substrate: inout Substrate) -> WorkKeys {
        // A host at rest agrees with Ironic at the epoch, since Ironic is made from it: a visit would find
        // nothing, and only costs time. After a restart what was missed must be looked for.
        let isRestart = change.old == nil && substrate.kernel.now > .zero
        switch change.key.kind {
        case BareMetalHostSpec.kind:
            guard let new = change.newBox(BareMetalHost.self)?.object else { return [] }
            guard let old = change.oldBox(BareMetalHost.self)?.object else {
                return isRestart || !new.isAtRest ? [change.work] : []
            }
            let isSame =
                old.metadata.generation == new.metadata.generation
                && old.metadata.annotations == new.metadata.annotations
                && old.metadata.isDeleting == new.metadata.isDeleting
            return (isSame ? [] : [change.work]) + credentialWork(new, since: old, &substrate)
        case BareMetalHostInventorySpec.kind:
            guard change.old != nil || isRestart else { return [] }
            let (old, new) = (
                change.oldBox(BareMetalHostInventory.self), change.newBox(BareMetalHostInventory.self)
            )
            guard
                isRestart || old?.object.spec != new?.object.spec
                    || old?.object.metadata.labels != new?.object.metadata.labels
            else { return [] }
            let key = ObjectKey(
                kind: BareMetalHostSpec.kind, namespace: change.key.namespace, name: change.key.name)
            return [WorkKey(cluster: 0, object: key)]
        case BareMetalHostCredentialSpec.kind:
            guard change.old != nil || isRestart else { return [] }
            let (old, new) = (
                change.oldBox(BareMetalHostCredential.self), change.newBox(BareMetalHostCredential.self)
            )
            if let old, let new, old.object.contentVersion == new.object.contentVersion { return [] }
            let key = IndexKey(
                "credentials", namespace: substrate.kernel.names[change.key.namespace],
                substrate.kernel.names[change.key.name])
            let hosts = substrate.boxes(BareMetalHost.self, by: key, cluster: 0)
            return (new == nil ? [] : [change.work])
                + WorkKeys(hosts.map { WorkKey(cluster: 0, object: $0.key) })
        default: return []
        }
    }

    public func reconcile(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        if work.object.kind == BareMetalHostCredentialSpec.kind { return judge(work, &substrate) }
        if let result = mirror(work, &substrate) { return result }
        guard var host = substrate.get(BareMetalHost.self, work),
            host.metadata.annotations[BareMetalHostAnnotation.paused] == nil
        else { return .settled }
        if !host.metadata.isDeleting,
            !host.metadata.finalizers.contains(BareMetalHostAnnotation.finalizer)
        {
            host.metadata.finalizers.append(BareMetalHostAnnotation.finalizer)
            substrate.update(host, cluster: 0)
            return .after(.zero)
        }
        host.status.provisioning.state = host.status.provisioning.state.modern
        var visit = HostVisit(host, &substrate)
        let step = step(&visit, &substrate)
        let result = finish(step, &visit, &substrate)
        write(visit, &substrate)
        return result
    }

    /// What can be done now.
    private func step(_ visit: inout HostVisit, _ substrate: inout Substrate) -> HostStep {
        if visit.host.status.operationalStatus == .delayed || visit.state.isLimited {
            guard substrate.hasRoomInIronic(limit: Self.provisioningLimit) else { return .delayed }
            if visit.host.status.operationalStatus == .delayed {
                visit.clearError()
                return .rest(after: .zero)
            }
        }
        if let step = beginDeletion(visit) ?? detach(&visit, &substrate) ?? register(&visit, &substrate) {
            return step
        }
        switch visit.state {
        case .none: return unknown(&visit)
        case .unmanaged: return unmanaged(visit)
        case .registering: return registered(&visit)
        case .inspecting: return inspecting(&visit, &substrate)
        case .preparing, .matchProfile: return preparing(&visit, &substrate)
        case .available, .ready: return available(&visit, &substrate)
        case .provisioning: return provisioning(&visit, &substrate)
        case .provisioned: return provisioned(&visit, &substrate)
        case .externallyProvisioned: return externallyProvisioned(&visit, &substrate)
        case .deprovisioning: return deprovisioning(&visit, &substrate)
        case .poweringOffBeforeDelete: return poweringOff(&visit, &substrate)
        case .deleting: return deleting(&visit, &substrate)
        }
    }

    /// Brings a step into the host's status and says when to look again.
    private func finish(
        _ step: HostStep, _ visit: inout HostVisit, _ substrate: inout Substrate
    ) -> ReconcileResult {
        let object = substrate.key(visit.host).subject(cluster: 0)
        let ironic = visit.ironic.map { substrate.equipment($0) } ?? object
        switch step {
        case .waiting: return .waiting
        case .enter(let next):
            if next.isLimited, !substrate.hasRoomInIronic(limit: Self.provisioningLimit) {
                return finish(.delayed, &visit, &substrate)
            }
            enter(next, &visit, &substrate)
            return .after(.zero)
        case .rest(let duration):
            substrate.forgetAnswers()
            return duration.map { .after($0) } ?? .settled
        case .failed(let type, let message, let culprit):
            substrate.forgetAnswers()
            visit.fail(type, message)
            let holder = visit.ironic.map { EquipmentID(kind: culprit, index: Int($0.index)) }
            return .blocked(
                on: holder.map { substrate.equipment($0) } ?? object, rule: WaitRule(.message, message),
                retry: backoff(visit, substrate))
        case .misdescribed(let message):
            substrate.forgetAnswers()
            if visit.host.status.errorMessage != message { visit.fail(.registration, message) }
            return .blocked(on: object, rule: WaitRule(.message, message), retry: nil)
        case .notReady, .locked:
            substrate.forgetAnswers()
            let rule = WaitRule(step == .locked ? .ironicBusy : .ironicSilent)
            let delay = step == .locked ? Self.lockedDelay : Self.notReadyDelay
            return .blocked(on: ironic, rule: rule, retry: delay)
        case .delayed:
            substrate.forgetAnswers()
            visit.host.status.operationalStatus = .delayed
            let rule = WaitRule(.hostTurn, "\(Self.provisioningLimit)")
            let delay = backoff(visit, substrate, count: 1)
            if visit.isSame { substrate.pollRoom(visit.host, every: delay) }
            return .blocked(on: ironic, rule: rule, retry: delay)
        }
    }

    private func enter(
        _ next: BareMetalHostState, _ visit: inout HostVisit, _ substrate: inout Substrate
    ) {
        let now = substrate.timestamp
        visit.host.status.operationHistory.end(visit.state, at: now)
        visit.host.status.operationHistory.begin(next, at: now)
        switch next {
        case .registering, .inspecting, .provisioning:
            visit.host.status.provisioning.bootMode =
                visit.host.spec.bootMode.isEmpty ? "UEFI" : visit.host.spec.bootMode
        default: break
        }
        visit.host.status.provisioning.state.enter(next)
    }

    /// How long until what failed is tried again: doubling, minus a random share of up to a half.
    /// Source: metal3-io/baremetal-operator internal/controller/metal3.io/action_result.go.
    private func backoff(
        _ visit: HostVisit, _ substrate: Substrate, count: Int64? = nil
    ) -> SimDuration {
        let (metadata, status) = (visit.host.metadata, visit.host.status)
        let whole = SimDuration.minutes(1 << min(count ?? status.errorCount, 9))
        let stream = substrate.kernel.random.derive("baremetalhost.backoff").derive(metadata.namespace)
            .derive(metadata.name)
        let share = stream.below(
            UInt64(whole.nanoseconds / 2), UInt64(status.errorCount + 1_000 * status.provisioningFailCount))
        return whole - SimDuration(nanoseconds: Int64(share))
    }

    /// Writes what changed of the host, and of its inventory, which shows the same status.
    private func write(_ visit: HostVisit, _ substrate: inout Substrate) {
        var (host, before) = (visit.host, visit.before)
        if host.metadata != before.metadata || host.spec != before.spec {
            substrate.update(host, cluster: 0)
            // Without the last finalizer there is nothing left that has a status.
            if host.metadata.isDeleting, host.metadata.finalizers.isEmpty { return }
        }
        guard host.status != before.status else { return }
        host.status.lastUpdated = substrate.timestamp
        let (old, new) = (before.status, host.status)
        var notes: [Write.Note] = []
        if old.provisioning.state != new.provisioning.state {
            notes.append(
                Write.Note(LCMEntry.hostState.kind, substrate.text(new.provisioning.state.rawValue)))
        }
        if old.poweredOn != new.poweredOn {
            let power = new.poweredOn ? PowerState.on : .off
            notes.append(Write.Note(LCMEntry.powerSeen.kind, substrate.text(power.rawValue)))
        }
        substrate.updateStatus(host, cluster: 0, note: notes.first, details: Array(notes.dropFirst()))
        let key = substrate.key(
            BareMetalHostInventory.self, host.metadata.name, namespace: host.metadata.namespace)
        if var inventory = substrate.get(BareMetalHostInventory.self, key, cluster: 0) {
            inventory.status = host.status
            substrate.updateStatus(inventory, cluster: 0)
        }
    }
}

extension BareMetalHost {
    /// Whether the controller has nothing to do with it at the beginning of a run.
    var isAtRest: Bool {
        guard !metadata.isDeleting, metadata.annotations[BareMetalHostAnnotation.detached] == nil,
            metadata.finalizers.contains(BareMetalHostAnnotation.finalizer), !wantsReboot(onlyForced: false),
            status.operationalStatus == .ok, status.poweredOn == spec.online
        else { return false }
        switch status.provisioning.state {
        case .externallyProvisioned: return spec.externallyProvisioned
        case .provisioned:
            return spec.image != nil && spec.image?.url == status.provisioning.image.url
                || spec.customDeploy != nil && spec.customDeploy == status.provisioning.customDeploy
        default: return false
        }
    }
}
