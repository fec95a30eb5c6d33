import HardwareInterfaces
import Kubernetes
import Simulation

extension Substrate {
    /// The work for a host, or nil when it has no BareMetalHost.
    mutating func bareMetalHostWork(_ host: UInt32) -> WorkKey? {
        let (namespace, name) = estate.nodes[Int(host)].bareMetalHost
        guard name != .empty else { return nil }
        let key = ObjectKey(kind: BareMetalHostSpec.kind, namespace: namespace, name: name)
        let stored = getLive(BareMetalHost.self, key, cluster: 0, because: "only its state is used")
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

    /// The system that a host is to run: its image, with the identity that its consumer has.
    mutating func system(of host: BareMetalHost) -> SystemImage {
        let url = host.spec.image?.url ?? ""
        let image = HostImage(url: url)
        var (node, cluster) = (host.metadata.name, UInt8(0))
        if let consumer = host.spec.consumerRef {
            node = consumer.name
            let namespace = consumer.namespace.isEmpty ? host.metadata.namespace : consumer.namespace
            let key = key(Machine.self, consumer.name, namespace: namespace)
            let machine = getLive(
                Machine.self, key, cluster: 0, because: "the user data of the host names node and cluster")
            if let name = machine?.object.metadata.labels[Label.clusterName] {
                cluster = estate.cluster(namespace: key.namespace, name: kernel.names.intern(name)) ?? 0
            }
        }
        return SystemImage(
            url: url, distribution: image.distribution, kernel: image.kernel, node: node, cluster: cluster)
    }

    /// Whether Ironic may be asked for one more long operation by the present item, which may go on with its
    /// own. As in reality, Ironic itself is asked what it is busy with.
    ///
    /// Source: metal3-io/baremetal-operator pkg/provisioner/ironic/ironic.go (HasCapacity).
    func hasRoomInIronic(limit: Int) -> Bool {
        let runtime = runtimes[Int(current.controller.rawValue)]
        let own = runtime.items[Int(current.item)]
        let goesOn = own.operations.contains { slot in
            guard case .ironic(let command) = slot.command else { return false }
            return command.isBusy
        }
        return goesOn || runtime.busyItems - (own.isCountedBusy ? 1 : 0) < limit
    }
}
