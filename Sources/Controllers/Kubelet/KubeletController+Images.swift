import HardwareInterfaces
import Kubernetes
import Simulation

/// The images of pods: a node pulls what it does not have.
///
/// Source: Kubernetes documentation, "Images" (IfNotPresent; ImagePullBackOff up to 300 s); kubernetes
/// pkg/kubelet/kubelet.go (MaxImageBackOff 300 s, initial back-off 10 s).
extension KubeletController {
    /// How big an image is: as those of a machine's `pull-images` (`ItemAction`), guess.
    private static let megabytes = 180

    /// After how long without an answer a pull counts as lost: guess, beyond any pull's duration.
    private static let pullTimeout = SimDuration.hours(4)

    /// Pulls what a pod's node lacks of its images, all at once: from the mirror, then unpacked by the
    /// container runtime. Nil once all are there, and where nothing is known of images.
    func pull(
        _ pod: Stored<PodSpec>, _ work: WorkKey, _ memory: inout KubeletMemory, _ substrate: inout Substrate
    ) -> ReconcileResult? {
        guard let (host, missing) = substrate.missingImages(of: pod, cluster: work.cluster),
            let first = missing.first
        else { return nil }
        let uid = pod.object.metadata.uid
        if let failure = memory.pulls[uid], let wait = failure.wait(at: substrate.kernel.now) { return wait }
        let name = substrate.kernel.names[first]
        let release = missing.count == 1 ? name : "\(name) and \(missing.count - 1) more"
        let size = missing.count * Self.megabytes
        let fetch = ArtifactMirrorCommand.fetch(
            origin: .images, name: release, megabytes: size, node: pod.object.spec.nodeName)
        let steps: [(EquipmentID, EquipmentCommand, String)] = [
            (
                EquipmentID(kind: .artifactMirror, index: 0), .artifactMirror(fetch),
                "\(release), \(size) MB of images"
            ),
            (
                EquipmentID(kind: .containerRuntime, index: Int(host)),
                .containerRuntime(.pull(release: release, count: missing.count)), "pull \(release)"
            ),
        ]
        for (target, command, summary) in steps {
            switch substrate.perform(command, on: target, summary: summary, timeout: Self.pullTimeout) {
            case nil: return .waiting
            case .success: continue
            case .failure(let error):
                substrate.forgetAnswers()
                let failure = ImagePullFailure(
                    after: memory.pulls[uid], at: substrate.kernel.now, of: substrate.equipment(target),
                    error.summary)
                memory.pulls[uid] = failure
                return failure.wait(at: substrate.kernel.now)
            }
        }
        memory.pulls[uid] = nil
        substrate.noteImages(missing, host: host)
        return nil
    }
}

extension Substrate {
    /// The host of a pod and the images that it lacks for it, each once; nil where nothing is known of
    /// images.
    mutating func missingImages(of pod: Stored<PodSpec>, cluster: UInt8) -> (host: UInt32, images: [NameID])?
    {
        guard estate.startTable != nil, let name = kernel.names.find(pod.object.spec.nodeName),
            let host = estate.node(name, cluster: cluster)
        else { return nil }
        var missing: [NameID] = []
        for container in pod.object.spec.containers where !container.image.isEmpty {
            let image = kernel.names.intern(container.image)
            if !estate.nodes[Int(host)].images.has(image), !missing.contains(image) { missing.append(image) }
        }
        return (host, missing)
    }

    /// Lets a host have images.
    mutating func noteImages(_ images: [NameID], host: UInt32) {
        for image in images { estate.nodes[Int(host)].images.insert(image) }
    }

    /// Lets each node have the images of the pods that stand on it: they could not run otherwise.
    mutating func notePresentImages() {
        for cluster in stores.indices.map(UInt8.init) {
            for pod in listKnown(Pod.self, cluster: cluster, because: "what runs has its image") {
                guard let (host, images) = missingImages(of: pod, cluster: cluster) else { continue }
                noteImages(images, host: host)
            }
        }
    }
}
