import Controllers
import Kubernetes
import Simulation

extension Importer {
    /// The LCMCluster and LCMMachines of a cluster at rest.
    mutating func deriveLCM(
        _ cluster: Cluster, _ plane: ManagementPlane, _ machines: MachineList
    ) throws(CloudError) {
        let release = plane.source
        let (name, namespace) = (cluster.metadata.name, cluster.metadata.namespace)
        var lcm = LCMCluster(metadata: ObjectMeta(name: name, namespace: namespace))
        lcm.spec = ClusterController.wantedLCMSpec(of: cluster, at: release, over: lcm.spec)
        lcm.status.release = release.spec.version
        lcm.status.components = lcm.spec.components
        lcm.status.requestedNodes = Int64(machines.entries.count)
        lcm.status.readyNodes = Int64(machines.entries.count)
        if find(LCMCluster.self, name, namespace: namespace, 0) == nil { try put(lcm, 0) }
        let statuses = [MachineType.control, .worker].map { type in
            var statuses = OrderedMap<StateItemStatus>()
            for item in release.spec.machineTypes.items(for: type) {
                var status = StateItemStatus()
                status.hash = item.hash
                status.attempt = 1
                statuses[item.name] = status
            }
            return statuses
        }
        // What is written there was applied before.
        let (configurations, modules) = (
            all(HostOSConfiguration.self, 0).filter { $0.metadata.namespace == namespace },
            HostOSModuleList(all(HostOSConfigurationModules.self, 0))
        )
        for (number, entry) in machines.entries.enumerated() {
            var machine = entry.machine
            let own = find(LCMMachine.self, entry.object.name, namespace: namespace, 0)
            machine.status.providerStatus.upgradeIndex = entry.index
            if !machine.metadata.isDeleting, !machine.metadata.finalizers.contains(Machine.finalizer) {
                machine.metadata.finalizers.append(Machine.finalizer)
            }
            if own == nil {
                machine.status.providerStatus.status = LCMMachineState.ready.rawValue
                machine.status.providerStatus.ready = true
            }
            replace(machine, 0)
            if var own, !own.metadata.isDeleting, !own.metadata.finalizers.contains(LCMMachine.finalizer) {
                own.metadata.finalizers.append(LCMMachine.finalizer)
                replace(own, 0)
            }
            guard own == nil else { continue }
            var made = lcmMachine(entry, number, lcm, release, statuses[entry.isManager ? 0 : 1])
            made.apply(configurations.items(for: machine.metadata.labels, modules))
            try put(made, 0)
        }
    }

    private func lcmMachine(
        _ entry: MachineList.Entry, _ number: Int, _ lcm: LCMCluster, _ release: ClusterRelease,
        _ statuses: OrderedMap<StateItemStatus>
    ) -> LCMMachine {
        var machine = LCMMachine(
            metadata: ObjectMeta(name: entry.object.name, namespace: entry.object.namespace))
        if let group = entry.group { machine.metadata.labels[Label.updateGroup] = group }
        machine.metadata.annotations[Label.index] = String(entry.index)
        machine.metadata.finalizers = [LCMMachine.finalizer]
        machine.spec.clusterName = lcm.metadata.name
        machine.spec.type = entry.isManager ? .control : .worker
        machine.spec.lcmType = lcm.spec.lcmType
        machine.spec.components = lcm.spec.components
        machine.spec.stateItems = release.spec.machineTypes.items(for: machine.spec.type)
        machine.spec.agentConfig = lcm.spec.agentConfig
        machine.spec.release = lcm.spec.release
        machine.spec.mcrVersion = lcm.spec.mcrVersion
        machine.status.state = .ready
        machine.status.stateItemStatuses = statuses
        machine.status.addresses = [
            MachineAddress(
                type: "InternalIP",
                address: lcmAddresses["\(entry.object.namespace)/\(entry.object.name)"]
                    ?? "100.64.\(number / 250).\(number % 250 + 1)"),
            MachineAddress(type: "Hostname", address: entry.object.name),
        ]
        machine.status.agentVersion = lcm.spec.agentConfig.version
        machine.status.components = lcm.spec.components
        machine.status.release = lcm.spec.release
        machine.status.mcrVersion = lcm.spec.mcrVersion
        machine.status.hostInfo.kernelVersion = release.kernel
        return machine
    }

    /// The Helm releases of the release, installed.
    mutating func deriveBundle(_ cluster: Cluster, _ plane: ManagementPlane) throws(CloudError) {
        let (name, namespace) = (cluster.metadata.name, cluster.metadata.namespace)
        guard find(HelmBundle.self, name, namespace: namespace, 0) == nil else { return }
        var bundle = HelmBundle(metadata: ObjectMeta(name: name, namespace: namespace))
        bundle.spec.release = plane.source.spec.version
        bundle.spec.releases = ClusterController.wantedCharts(of: cluster, at: plane.source)
        for release in bundle.spec.releases {
            bundle.status.releaseStatuses[release.name] = HelmReleaseStatus(
                deployed: release, revision: 1, at: nil)
        }
        bundle.status.release = bundle.spec.release
        try put(bundle, 0)
    }
}

extension MachineAddress {
    /// An address of this type.
    init(type: String, address: String) {
        self.init()
        self.type = type
        self.address = address
    }
}

extension ClusterRelease {
    /// The kernel that the release installs, by the parameters of its items.
    var kernel: String {
        spec.machineTypes.worker.first { $0.name == "host-os" }.map { $0.params["kernel"] ?? $0.version }
            ?? ""
    }

    /// The distribution that the release installs.
    var distribution: String {
        spec.machineTypes.worker.first { $0.name == "host-os" }?.params["distribution"] ?? ""
    }

    /// The version that an item of managers brings: its parameter, or the item's own version.
    func itemVersion(_ name: String, _ parameter: String) -> String {
        spec.machineTypes.control.first { $0.name == name }.map { $0.params[parameter] ?? $0.version } ?? ""
    }
}
