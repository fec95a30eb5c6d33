import Controllers
import HardwareInterfaces
import HardwareSimulated
import Kubernetes

extension WorldTemplate.Host {
    /// A server that serves no machine of the cluster that is rehearsed, blank and without power.
    init(_ host: BareMetalHost, _ needs: [String: HardwareNeeds]) {
        self.init(name: host.metadata.name, cluster: 0, isNode: false)
        equip(host, needs)
    }

    /// Takes over what its BareMetalHost says of a server: what it consists of, where it stands, what it
    /// hangs on and which disk its system is to be on. Parts that nobody names are made up as its namespace
    /// needs them.
    mutating func equip(_ host: BareMetalHost, _ needs: [String: HardwareNeeds]) {
        bareMetalHost = (host.metadata.namespace, host.metadata.name)
        hardwareClass = host.metadata.labels[Label.hardwareClass]
        hardware =
            host.status.hardware?.details
            ?? .generic(mac: host.spec.bootMACAddress, needs[host.metadata.namespace], place: host.place)
        ironic = host.status.provisioning.state.ironic
        if host.status.operationalStatus == .detached { ironic = nil }
        if let rack = host.metadata.labels[Label.rack], !rack.isEmpty { self.rack = rack }
        if let text = host.metadata.annotations[Label.powerFeeds], let known = PowerFeeds(text: text) {
            feeds = known
        }
        rootDevice = HostSimulator.disk(of: hardware, hint: host.spec.rootDeviceHints?["deviceName"]?.string)
    }
}

extension BareMetalHostState {
    /// In which state Ironic has the node of a host in this state; nil where it has none. What was under way
    /// begins anew.
    fileprivate var ironic: IronicNodeState? {
        switch self {
        case .none, .unmanaged, .registering: nil
        case .inspecting, .matchProfile, .preparing: .manageable
        case .ready, .available, .provisioning, .poweringOffBeforeDelete, .deleting: .available
        case .provisioned, .externallyProvisioned, .deprovisioning: .active
        }
    }
}
