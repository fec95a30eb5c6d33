import HardwareInterfaces
public import Kubernetes
import Simulation

/// The endpoints controller: keeps the Endpoints of each Service that selects pods.
///
/// Source: kubernetes pkg/controller/endpoint/endpoints_controller.go (concurrent-endpoint-syncs 5).
public struct EndpointsController: StatelessController {
    public static let spec = ControllerSpec(
        .endpoints, "endpoints-controller", workers: 5, writesPerSecond: 20, burst: 30,
        watches: [.mosk(ServiceSpec.kind), .mosk(EndpointsSpec.kind), .mosk(PodSpec.kind)])

    /// Without memory.
    public init() {}

    public func requests(for change: ObjectChange, _ substrate: inout Substrate) -> WorkKeys {
        switch change.key.kind {
        case ServiceSpec.kind: return [Self.work(change.key, change.cluster)]
        case EndpointsSpec.kind:
            // What others write is put right when the Service or its pods change, as in reality.
            return change.new == nil ? [change.work] : []
        default: return requests(forPod: change, &substrate)
        }
    }

    private func requests(forPod change: ObjectChange, _ substrate: inout Substrate) -> WorkKeys {
        let (old, new) = (change.oldBox(Pod.self), change.newBox(Pod.self))
        if let old, let new, !Self.differs(old, new) { return [] }
        guard let pod = new ?? old else { return [] }
        let (labels, namespace) = (pod.object.metadata.labels, pod.object.metadata.namespace)
        // Labels of pods hardly ever change: then a Service is asked once.
        var before: StringMap?
        if let old, old.object.metadata.labels != labels { before = old.object.metadata.labels }
        var works: WorkKeys = []
        substrate.forEach(Service.self, by: IndexKey("namespace", namespace), cluster: change.cluster) {
            let isConcerned =
                $0.object.spec.selects(labels) || before.map($0.object.spec.selects) ?? false
            if isConcerned { works.append(Self.work($0.key, change.cluster)) }
            return true
        }
        return works
    }

    /// Whether a change of a pod may change who is behind a Service.
    private static func differs(_ old: Stored<PodSpec>, _ new: Stored<PodSpec>) -> Bool {
        old.object.status.isReady != new.object.status.isReady
            || old.object.status.phase != new.object.status.phase
            || old.object.metadata.isDeleting != new.object.metadata.isDeleting
            || old.object.spec.nodeName != new.object.spec.nodeName
            || old.object.metadata.labels != new.object.metadata.labels
    }

    private static func work(_ service: ObjectKey, _ cluster: UInt8) -> WorkKey {
        let key = ObjectKey(kind: EndpointsSpec.kind, namespace: service.namespace, name: service.name)
        return WorkKey(cluster: cluster, object: key)
    }

    public func reconcile(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        let key = ObjectKey(
            kind: ServiceSpec.kind, namespace: work.object.namespace, name: work.object.name)
        let present = substrate.get(Endpoints.self, work)
        guard let service = substrate.get(Service.self, key, cluster: work.cluster) else {
            if let present { substrate.delete(present, cluster: work.cluster) }
            return .settled
        }
        guard !service.spec.selector.isEmpty else { return .settled }
        let pods = substrate.pods(of: service, cluster: work.cluster)
        guard var endpoints = present else {
            substrate.create(Self.wanted(for: service, pods: pods, over: nil), cluster: work.cluster)
            return .settled
        }
        let wanted = Self.wanted(for: service, pods: pods, over: endpoints)
        guard wanted.spec != endpoints.spec else { return .settled }
        endpoints.spec = wanted.spec
        substrate.update(endpoints, cluster: work.cluster)
        return .settled
    }

    /// The Endpoints of a Service that has these pods. Of the present ones, addresses are kept that the twin
    /// has no other source for.
    public static func wanted(for service: Service, pods: [Pod], over present: Endpoints?) -> Endpoints {
        var endpoints = Endpoints(
            metadata: ObjectMeta(name: service.metadata.name, namespace: service.metadata.namespace))
        let known = (present?.spec.subsets ?? []).flatMap { $0.addresses + $0.notReadyAddresses }
        var subset = EndpointSubset()
        subset.ports = service.spec.ports.map { port in
            var result = EndpointPort()
            (result.name, result.port, result.transport) = (port.name, port.port, port.transport)
            return result
        }
        if let ports = present?.spec.subsets.first?.ports { subset.ports = ports }
        for pod in pods.sorted(by: { $0.metadata.name < $1.metadata.name }) {
            guard pod.isReached(publishesAll: service.spec.publishNotReadyAddresses) else { continue }
            let address =
                known.first {
                    $0.targetRef?.name == pod.metadata.name && $0.nodeName == pod.spec.nodeName
                } ?? EndpointAddress(pod)
            if pod.status.isReady || service.spec.publishNotReadyAddresses {
                subset.addresses.append(address)
            } else {
                subset.notReadyAddresses.append(address)
            }
        }
        if !subset.addresses.isEmpty || !subset.notReadyAddresses.isEmpty {
            endpoints.spec.subsets = [subset]
        }
        return endpoints
    }
}

extension Pod {
    /// Whether a Service lists the pod at all: it has an address, has not come to its end, and stays.
    /// Source: kubernetes pkg/controller/util/endpoint/controller_utils.go (ShouldPodBeInEndpoints).
    fileprivate func isReached(publishesAll: Bool) -> Bool {
        let hasAddress = !spec.nodeName.isEmpty && (status.phase != .pending || status.isReady)
        return hasAddress && !isFinished && (publishesAll || !metadata.isDeleting)
    }
}

extension Substrate {
    /// The pods that a Service selects, as the present controller sees them. Daemon pods have no index by
    /// namespace: they are found by their DaemonSets.
    fileprivate mutating func pods(of service: Service, cluster: UInt8) -> [Pod] {
        let namespace = service.metadata.namespace
        var pods = boxes(Pod.self, by: IndexKey("budgeted", namespace), cluster: cluster)
            .filter { service.spec.selects($0.object.metadata.labels) }.map(\.object)
        for set in listKnown(
            DaemonSet.self, cluster: cluster, because: "which DaemonSets there are hardly changes")
        where set.object.metadata.namespace == namespace
            && service.spec.selects(set.object.spec.template.metadata.labels)
        {
            pods += list(Pod.self, by: IndexKey(owner: set.object.metadata.uid), cluster: cluster)
        }
        return pods
    }
}
