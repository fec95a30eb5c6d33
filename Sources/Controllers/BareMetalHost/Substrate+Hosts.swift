import HardwareInterfaces
import Kubernetes
import Simulation

extension Substrate {
    /// The work for a host, or nil when it has no BareMetalHost.
    mutating func bareMetalHostWork(_ host: UInt32) -> WorkKey? {
        let (namespace, name) = estate.nodes[Int(host)].bareMetalHost
        guard name != .empty else { return nil }
        let key = ObjectKey(kind: BareMetalHostSpec.kind, namespace: namespace, name: name)
        let stored = getKnown(BareMetalHost.self, key, cluster: 0, because: "only its state is used")
        guard stored?.object.status.provisioning.state.modern.isSteady ?? false else { return nil }
        return WorkKey(cluster: 0, object: key)
    }

    /// The credentials of a host's BMC by the version of what holds them; nil when nothing does.
    mutating func credentials(of host: BareMetalHost) -> CredentialsStatus? {
        guard let name = host.credentialsName else { return nil }
        let namespace = host.metadata.namespace
        let key = key(BareMetalHostCredential.self, name, namespace: namespace)
        var version = box(BareMetalHostCredential.self, key, cluster: 0)?.object.contentVersion
        if version == nil, let kind = kinds.find(apiVersion: "v1", kind: "Secret") {
            let secret = ObjectKey(kind: kind, namespace: key.namespace, name: key.name)
            version =
                getLive(secret, cluster: 0, because: "the operator reads secrets past its cache")
                .map { String($0.metadata.resourceVersion) }
        }
        guard let version else { return nil }
        var status = CredentialsStatus()
        status.credentials.name = name
        status.credentials.namespace = namespace
        status.version = version
        return status
    }

    /// The system that a host is to run: its image, with the identity that its consumer has, on the disk that
    /// the host was prepared with.
    ///
    /// Source: metal3-io/baremetal-operator internal/controller/metal3.io (actionProvisioning: the hints of
    /// the status are those in force).
    mutating func system(of host: BareMetalHost) -> SystemImage {
        let url = host.spec.image?.url ?? ""
        let image = HostImage(url: url)
        var (node, cluster) = (host.metadata.name, UInt8(0))
        if let consumer = host.spec.consumerRef {
            node = consumer.name
            let namespace = consumer.namespace.isEmpty ? host.metadata.namespace : consumer.namespace
            let key = key(Machine.self, consumer.name, namespace: namespace)
            let machine = getKnown(
                Machine.self, key, cluster: 0, because: "the user data of the host names node and cluster")
            if let name = machine?.object.metadata.labels[Label.clusterName] {
                cluster = estate.cluster(namespace: key.namespace, name: kernel.names.intern(name)) ?? 0
            }
        }
        return SystemImage(
            url: url, distribution: image.distribution, kernel: image.kernel, node: node, cluster: cluster,
            rootDevice: host.status.provisioning.rootDeviceHints?["deviceName"]?.string)
    }

    /// Whether Ironic may be asked for one more long operation by the present item, which may go on with its
    /// own. As in reality, Ironic itself is asked what it is busy with.
    ///
    /// Source: metal3-io/baremetal-operator pkg/provisioner/ironic/ironic.go (HasCapacity).
    func hasRoomInIronic(limit: Int) -> Bool { hasRoomInIronic(current.item, limit: limit) }

    private func hasRoomInIronic(_ item: UInt32, limit: Int) -> Bool {
        let id = Int(ControllerID.bareMetalHost.rawValue)
        let isBusy = runtimes[id].items[Int(item)].isCountedBusy
        guard runtimes[id].busyItems - (isBusy ? 1 : 0) >= limit else { return true }
        return runtimes[id].items[Int(item)].operations.contains { slot in
            guard case .ironic(let command) = slot.command else { return false }
            return command.isBusy
        }
    }

    /// Has the present host, as it was seen in `host`, look every so long whether Ironic has room. A look
    /// that finds neither room nor another version of the host leaves no trace: its timer stands for it.
    mutating func pollRoom(_ host: BareMetalHost, every period: SimDuration) {
        let id = Int(ControllerID.bareMetalHost.rawValue)
        runtimes[id].items[Int(current.item)].roomPoll = period
        runtimes[id].items[Int(current.item)].roomRevision = host.metadata.resourceVersion
    }

    /// Whether a reconcile of an item whose timer is due would begin at once and find it delayed as before.
    mutating func staysDelayed(_ item: UInt32) -> Bool {
        let id = Int(ControllerID.bareMetalHost.rawValue)
        guard runtimes[id].items[Int(item)].roomPoll > .zero, !runtimes[id].items[Int(item)].isQueued,
            !runtimes[id].items[Int(item)].isRunning,
            runtimes[id].items[Int(item)].blindUntil <= kernel.now,
            runtimes[id].running < BareMetalHostController.spec.workers ?? .max,
            !hasRoomInIronic(item, limit: BareMetalHostController.provisioningLimit),
            let informer = runtimes[id].informer(BareMetalHostSpec.kind, 0)
        else { return false }
        let host = stores[0].cached(runtimes[id].items[Int(item)].key.object, informer: informer)
        return host?.revision == runtimes[id].items[Int(item)].roomRevision
    }
}
