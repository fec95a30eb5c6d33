import Controllers
import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Simulation

extension Importer {
    /// Brings hosts into the state of a cloud at rest where the input does not say theirs: what serves a
    /// machine is provisioned, the rest is available.
    mutating func deriveHosts(_ machines: MachineList, _ plane: ManagementPlane) throws(CloudError) {
        try deriveInventories()
        let hosts = all(BareMetalHost.self, 0)
        if hosts.isEmpty { notes.append("the input has no BareMetalHost: each machine is given one") }
        let consumers = consumers(of: hosts, machines)
        let hasStatus = hosts.contains { $0.base?["status"] != nil }
        let needs = hardwareNeeds
        var spares = 0
        for var host in hosts {
            let status = host.status.provisioning.state.modern
            host.status.provisioning.state = status
            if host.spec.consumerRef == nil { host.spec.consumerRef = consumers[host.place] }
            if host.spec.consumerRef != nil, status == .none {
                host.status.provisioning.state =
                    host.spec.externallyProvisioned ? .externallyProvisioned : .provisioned
                if host.base?.at("spec", "online") == nil { host.spec.online = true }
            } else if status == .none, !hasStatus {
                host.status.provisioning.state = .available
                spares += 1
            }
            settle(&host, plane)
            host.deriveHardware(needs[host.metadata.namespace])
            try deriveCredentials(&host)
            replace(host, 0)
        }
        if spares > 0 {
            let hosts = spares == 1 ? "a BareMetalHost serves" : "\(spares) BareMetalHosts serve"
            notes.append("\(hosts) no Machine and no host has a status: taken to be available and blank")
        }
    }

    /// Each inventory has its private BareMetalHost.
    mutating func deriveInventories() throws(CloudError) {
        for inventory in all(BareMetalHostInventory.self, 0) {
            let (name, namespace) = (inventory.metadata.name, inventory.metadata.namespace)
            if let host = find(BareMetalHost.self, name, namespace: namespace, 0) {
                replace(inventory.mirrored(over: host), 0)
            } else {
                var host = inventory.bareMetalHost
                host.status = inventory.status
                try put(host, 0)
            }
        }
    }

    /// Whom the hosts serve, by namespace and name of the host: the machines of the cluster, and those of
    /// other clusters, the management cluster first of all.
    func consumers(
        of hosts: [BareMetalHost], _ machines: MachineList, isDeployment: Bool = false
    ) -> [String: ConsumerReference] {
        var consumers: [String: ConsumerReference] = [:]
        var known: Set<String> = []
        for entry in machines.entries {
            known.insert("\(entry.object.namespace)/\(entry.object.name)")
            guard let host = entry.host, !isDeployment else { continue }
            consumers["\(entry.object.namespace)/\(host)"] = ConsumerReference(entry.machine)
        }
        let others = all(Machine.self, 0).filter {
            !known.contains("\($0.metadata.namespace)/\($0.metadata.name)")
                && !$0.spec.provider.hostSelector.isEmpty
        }
        guard !others.isEmpty else { return consumers }
        let own =
            isDeployment
            ? Set(
                machines.entries.compactMap { entry in
                    entry.host.map { "\(entry.object.namespace)/\($0)" }
                }) : []
        let free = hosts.filter { consumers[$0.place] == nil && !own.contains($0.place) }
        for machine in others {
            let host = free.first {
                $0.metadata.namespace == machine.metadata.namespace && consumers[$0.place] == nil
                    && machine.spec.provider.hostSelector.matches($0.metadata.labels)
            }
            if let host { consumers[host.place] = ConsumerReference(machine) }
        }
        return consumers
    }

    /// What a host that stays in its state has besides.
    func settle(_ host: inout BareMetalHost, _ plane: ManagementPlane) {
        if !host.metadata.isDeleting,
            !host.metadata.finalizers.contains(BareMetalHostAnnotation.finalizer)
        {
            host.metadata.finalizers.append(BareMetalHostAnnotation.finalizer)
        }
        switch host.status.provisioning.state {
        case .provisioned, .externallyProvisioned:
            host.status.poweredOn = true
            if host.spec.image == nil, host.spec.customDeploy == nil, !host.spec.externallyProvisioned,
                host.status.provisioning.image.url.isEmpty
            {
                host.spec.image = HostImage(plane.source).image
            }
            if let image = host.spec.image, host.status.provisioning.image.url.isEmpty {
                host.status.provisioning.image = image
            }
        case .none, .unmanaged, .registering: return
        default: host.status.poweredOn = false
        }
        if host.status.operationalStatus == .none { host.status.operationalStatus = .ok }
    }

    /// The credentials by which a host was registered: secrets are often left out of an input.
    mutating func deriveCredentials(_ host: inout BareMetalHost) throws(CloudError) {
        let isRegistered: Bool
        switch host.status.provisioning.state {
        case .none, .unmanaged, .registering: isRegistered = false
        default: isRegistered = true
        }
        let secret = kinds.find(apiVersion: "v1", kind: "Secret")
        guard isRegistered || all(BareMetalHostCredential.self, 0).isEmpty && secret == nil else { return }
        if host.credentialsName == nil {
            guard isRegistered else { return }
            host.metadata.annotations[Label.credentialsName] = "\(host.metadata.name)-credentials"
        }
        guard let name = host.credentialsName else { return }
        let namespace = host.metadata.namespace
        var version = find(BareMetalHostCredential.self, name, namespace: namespace, 0)?.contentVersion
        if version == nil, let secret {
            let key = ObjectKey(
                kind: secret, namespace: names.intern(namespace), name: names.intern(name))
            version = stores[0].stored(key).map { String($0.metadata.resourceVersion) }
        }
        if version == nil {
            try put(
                BareMetalHostCredential(metadata: ObjectMeta(name: name, namespace: namespace)), 0)
            version = find(BareMetalHostCredential.self, name, namespace: namespace, 0)?.contentVersion
        }
        guard isRegistered, host.status.errorType != .registration, let version else { return }
        host.status.goodCredentials.credentials.name = name
        host.status.goodCredentials.credentials.namespace = namespace
        host.status.goodCredentials.version = version
        host.status.triedCredentials = host.status.goodCredentials
        guard var credential = find(BareMetalHostCredential.self, name, namespace: namespace, 0),
            !credential.status.valid, credential.status.message.isEmpty
        else { return }
        credential.status.valid = true
        replace(credential, 0)
    }

    /// What hosts of each namespace must have.
    private var hardwareNeeds: [String: HardwareNeeds] {
        HardwareNeeds.byNamespace(all(L2Template.self, 0), all(BareMetalHostProfile.self, 0))
    }

    /// The hosts to build: one a machine, then all others.
    mutating func deriveEquipment(_ plane: ManagementPlane, _ machines: MachineList) {
        let needs = hardwareNeeds
        var taken: Set<String> = []
        for entry in machines.entries {
            let host = entry.host.flatMap {
                find(BareMetalHost.self, $0, namespace: entry.object.namespace, 0)
            }
            if let host { taken.insert(host.place) }
            let runs = host?.status.provisioning.state.hasSystem ?? true
            if let host, !runs {
                let (name, state) = (host.metadata.name, host.status.provisioning.state.rawValue)
                notes.append(
                    "Machine \(entry.object.name): its host \(name) is \(state) and runs nothing yet")
            }
            var built = WorldTemplate.Host(
                name: entry.object.name, cluster: WorldTemplate.mosk, isNode: runs,
                distribution: plane.source.distribution, kernel: runs ? plane.source.kernel : nil,
                runtimeVersion: runs ? plane.source.itemVersion("mcr", "mcr_version") : "",
                engineVersion: plane.source.itemVersion("mke", "ucp_tag"), isManager: entry.isManager)
            built.ironic = .active
            if let host {
                built.equip(host, needs)
                checkFeeds(host)
            }
            hosts.append(built)
        }
        deriveSpares(except: taken)
    }

    /// The hosts to build that serve no machine of the cluster.
    mutating func deriveSpares(except taken: Set<String> = []) {
        let needs = hardwareNeeds
        for host in all(BareMetalHost.self, 0) where !taken.contains(host.place) {
            let runs = host.status.provisioning.state.hasSystem
            var built = WorldTemplate.Host(host, needs)
            if runs { built.kernel = "" }
            checkFeeds(host)
            hosts.append(built)
        }
    }

    /// Says which power feeds of a host nobody can read.
    private mutating func checkFeeds(_ host: BareMetalHost) {
        guard let text = host.metadata.annotations[Label.powerFeeds], PowerFeeds(text: text) == nil else {
            return
        }
        notes.append(
            "BareMetalHost \(host.metadata.name): \(Label.powerFeeds) is \(text), neither A, B nor A,B:"
                + " both are taken")
    }
}

extension HardwareDetails {
    /// A server of no particular make: guess.
    static func generic(mac: String) -> HardwareDetails {
        HardwareDetails(
            processors: 64, memory: 256 * 1_024,
            disks: ["/dev/sda", "/dev/sdb"].map { Disk(name: $0, bytes: 960_197_124_096, type: "SSD") },
            interfaces: [
                Interface(name: "eno1", mac: mac, speed: 25),
                // Another address of the same maker's: locally administered.
                Interface(name: "eno2", mac: mac.isEmpty ? "" : "06" + mac.dropFirst(2), speed: 25),
            ])
    }
}

extension BareMetalHostState {
    /// Whether there is a system on the disk of a host in this state, and it runs.
    var hasSystem: Bool { self == .provisioned || self == .externallyProvisioned }
}

extension BareMetalHost {
    /// Namespace and name in one text.
    var place: String { "\(metadata.namespace)/\(metadata.name)" }
}

extension ConsumerReference {
    /// A reference to a machine.
    fileprivate init(_ machine: Machine) {
        self.init()
        kind = "Machine"
        name = machine.metadata.name
        namespace = machine.metadata.namespace
    }
}
