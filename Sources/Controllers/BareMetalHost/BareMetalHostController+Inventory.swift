public import Kubernetes
import Simulation

/// What users say of hosts in inventory objects.
extension BareMetalHostController {
    /// Brings the BareMetalHost in line with its inventory; nil when there is nothing to do.
    ///
    /// Source: page "BareMetalHostInventory resource" (the BareMetalHost is overwritten from it); that the
    /// host goes with its inventory is inferred.
    func mirror(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult? {
        let key = ObjectKey(
            kind: BareMetalHostInventorySpec.kind, namespace: work.object.namespace, name: work.object.name)
        let inventory = substrate.get(BareMetalHostInventory.self, key, cluster: 0)
        let host = substrate.get(BareMetalHost.self, work)
        switch (inventory, host) {
        case (nil, let host?):
            let isMirror = host.metadata.ownerReferences.contains {
                $0.kind == BareMetalHostInventorySpec.info.kind
            }
            guard isMirror, !host.metadata.isDeleting else { return nil }
            substrate.delete(host, cluster: 0)
            return .after(.zero)
        case (let inventory?, nil):
            guard !inventory.metadata.isDeleting else { return .settled }
            substrate.create(inventory.bareMetalHost, cluster: 0)
            return .after(.zero)
        case (let inventory?, let host?):
            let mirrored = inventory.mirrored(over: host)
            guard mirrored.spec != host.spec || mirrored.metadata != host.metadata,
                !host.metadata.isDeleting
            else { return nil }
            substrate.update(mirrored, cluster: 0)
            return .after(.zero)
        case (nil, nil): return .settled
        }
    }
}

extension BareMetalHostInventory {
    /// The private BareMetalHost of the inventory, as it is made.
    public var bareMetalHost: BareMetalHost {
        var host = BareMetalHost(
            metadata: ObjectMeta(name: metadata.name, namespace: metadata.namespace))
        host.metadata.ownerReferences = [OwnerReference(controlling: self)]
        host.metadata.finalizers = [BareMetalHostAnnotation.finalizer]
        return mirrored(over: host)
    }
}
