import HardwareInterfaces
public import Kubernetes
import Simulation

/// The Helm controller: brings the Helm releases of a bundle to their versions, each one when the releases
/// that it requires are ready, independent ones together.
///
/// Source: Mirantis/mcc-api pkg/apis/common/lcm/v1alpha1/helmbundle_types.go.
public struct HelmController: StatelessController {
    public static let spec = ControllerSpec(
        .helm, "helm-controller", workers: 4, watches: [.management(HelmBundleSpec.kind)])

    /// Without memory.
    public init() {}

    public func requests(for change: ObjectChange, _ substrate: inout Substrate) -> WorkKeys {
        change.new == nil ? [] : [change.work]
    }

    public func reconcile(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard var bundle = substrate.get(HelmBundle.self, work), !bundle.metadata.isDeleting else {
            return .settled
        }
        if bundle.status.release.isEmpty, let result = begin(bundle, work, &substrate) { return result }
        var wait: SimDuration?
        var note: Write.Note?
        var held: (name: String, by: String)?
        for release in bundle.spec.releases {
            let status = bundle.status.releaseStatuses[release.name]
            if let status, status.version == release.version, status.success { continue }
            if let missing = release.requires.first(where: { !bundle.isReady($0.name) }) {
                held = (release.name, missing.name)
                continue
            }
            let length = substrate.kernel.duration(
                substrate.kernel.timings.find("helm.\(release.name)") == nil
                    ? "helm.release" : "helm.\(release.name)",
                occurrence: Kernel.occurrence(bundle.metadata.name + release.name + release.version))
            let name = "Helm upgrade of \(release.name) to \(release.version)"
            if let rest = substrate.activity(name, takes: length) {
                wait = min(wait ?? rest, rest)
                continue
            }
            bundle.status.releaseStatuses[release.name] = HelmReleaseStatus(
                deployed: release, revision: (status?.revision ?? 0) + 1, at: substrate.timestamp)
            note = Write.Note(
                LCMEntry.helmReleased.kind, substrate.text("\(release.name) \(release.version)"))
        }
        let isComplete = bundle.spec.releases.allSatisfy { bundle.isReady($0.name) }
        if isComplete {
            bundle.status.release = bundle.spec.release
            bundle.status.observedGeneration = bundle.metadata.generation
        }
        substrate.updateStatus(bundle, cluster: 0, note: note)
        if let wait { return .after(wait) }
        guard note == nil, let held, !isComplete else { return .settled }
        // Nothing is under way and something is held: a cycle, or a requirement that no release of the bundle
        // meets.
        return .blocked(
            on: work.object.subject(cluster: 0), rule: WaitRule(.chartNeeded, held.name, held.by),
            retry: nil)
    }
}

extension HelmBundle {
    /// Whether the release called `name` is installed at the version that the bundle wants, and ready.
    func isReady(_ name: String) -> Bool {
        guard let wanted = spec.releases.first(where: { $0.name == name }),
            let status = status.releaseStatuses[name]
        else { return false }
        return status.version == wanted.version && status.success && status.ready
    }
}

extension HelmReleaseStatus {
    /// A release that was installed.
    public init(deployed release: HelmRelease, revision: Int64, at time: Timestamp?) {
        self.init()
        version = release.version
        chart = release.chart
        namespace = release.namespace
        self.revision = revision
        success = true
        status = "deployed"
        ready = true
        attempt = 1
        finishedAt = time
    }
}
