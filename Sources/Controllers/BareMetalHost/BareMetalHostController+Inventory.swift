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
        let inventory = substrate.box(BareMetalHostInventory.self, key, cluster: 0)
        let host = substrate.box(BareMetalHost.self, work)
        switch (inventory, host) {
        case (nil, let host?):
            let isMirror = host.object.metadata.ownerReferences.contains {
                $0.kind == BareMetalHostInventorySpec.info.kind
            }
            guard isMirror, !host.object.metadata.isDeleting else { return nil }
            substrate.delete(host.object, cluster: 0)
            return .after(.zero)
        case (let inventory?, nil):
            guard !inventory.object.metadata.isDeleting else { return .settled }
            substrate.create(inventory.object.bareMetalHost, cluster: 0)
            return .after(.zero)
        case (let inventory?, let host?):
            guard !host.object.metadata.isDeleting, !inventory.object.isMirrored(in: host.object) else {
                return nil
            }
            substrate.update(inventory.object.mirrored(over: host.object), cluster: 0)
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
