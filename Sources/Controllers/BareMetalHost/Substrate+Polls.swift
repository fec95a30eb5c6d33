public import HardwareInterfaces
import Kubernetes
import Simulation

/// What a poll of a host would be compared with.
extension Substrate {
    /// The power that the operator of hosts takes a host to have; nil for one that it does not know.
    public func knownPower(ofHost host: UInt32) -> PowerState? {
        guard let object = polledObject(host) else { return nil }
        return object.status.poweredOn ? .on : .off
    }

    /// Whether the operator of hosts polls a host at present: it is in a steady state, without an error, and
    /// no look at it is going on or due by itself.
    ///
    /// Source: metal3-io/baremetal-operator baremetalhost_controller.go: the next poll follows a look that
    /// went well; an error has its back-off instead.
    public func isPolled(_ host: UInt32) -> Bool {
        guard let object = polledObject(host) else { return false }
        let status = object.status
        guard status.provisioning.state.modern.isSteady, status.errorType == .none,
            status.operationalStatus != .detached, !object.metadata.isDeleting,
            object.metadata.annotations[BareMetalHostAnnotation.paused] == nil
        else { return false }
        return !isBusy(host)
    }

    /// Whether the operator of hosts is at a host, will be by itself, or does not run.
    public func isBusy(_ host: UInt32) -> Bool {
        let runtime = runtimes[Int(ControllerID.bareMetalHost.rawValue)]
        guard runtime.isUp else { return true }
        guard let key = polledKey(host), let number = runtime.known(WorkKey(cluster: 0, object: key)) else {
            return false
        }
        let item = runtime.items[Int(number)]
        return item.isQueued || item.isRunning || item.wakeAt != .never
            || item.operations.contains { $0.answer == nil }
    }

    private func polledKey(_ host: UInt32) -> ObjectKey? {
        let (namespace, name) = estate.nodes[Int(host)].bareMetalHost
        return name == .empty
            ? nil : ObjectKey(kind: BareMetalHostSpec.kind, namespace: namespace, name: name)
    }

    private func polledObject(_ host: UInt32) -> BareMetalHost? {
        guard let key = polledKey(host),
            let stored = getKnown(key, cluster: 0, because: "polls are compared with what is known by now")
        else { return nil }
        return unsafeDowncast(stored, to: Stored<BareMetalHostSpec>.self).object
    }
}
