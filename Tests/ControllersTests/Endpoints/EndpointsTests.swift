import Controllers
import Kubernetes
import Testing

/// Who is behind a Service, as its Endpoints say.
@Suite struct EndpointsTests {
    private func pod(
        _ name: String, ready: Bool = true, phase: PodPhase = .running, node: String = "n",
        isDeleting: Bool = false
    ) -> Pod {
        var pod = Pod(metadata: ObjectMeta(name: name, namespace: "x", labels: ["app": "db"]))
        pod.spec.nodeName = node
        pod.status.phase = phase
        pod.status.isReady = ready
        if isDeleting { pod.metadata.deletionTimestamp = Timestamp(unixSeconds: 1) }
        return pod
    }

    private func service(publishesAll: Bool = false) -> Service {
        var service = Service(metadata: ObjectMeta(name: "db", namespace: "x"))
        service.spec.selector = ["app": "db"]
        service.spec.publishNotReadyAddresses = publishesAll
        return service
    }

    private var pods: [Pod] {
        [
            pod("c", ready: false), pod("a"), pod("b", isDeleting: true),
            pod("d", ready: false, phase: .pending),
            pod("e", ready: false, phase: .failed), pod("f", ready: false, node: ""),
        ]
    }

    @Test func readyPodsThatStayTakeTraffic() throws {
        let endpoints = EndpointsController.wanted(for: service(), pods: pods, over: nil)
        #expect(endpoints.spec.readyPods == ["a"])
        let subset = try #require(endpoints.spec.subsets.first)
        #expect(subset.notReadyAddresses.map { $0.targetRef?.name } == ["c"])
    }

    @Test func whoPublishesAllListsThoseOnTheirWayOutToo() {
        let endpoints = EndpointsController.wanted(for: service(publishesAll: true), pods: pods, over: nil)
        #expect(endpoints.spec.readyPods == ["a", "b", "c"])
    }

    @Test func withoutPodsThereIsNoSubset() {
        #expect(EndpointsController.wanted(for: service(), pods: [], over: nil).spec.subsets.isEmpty)
    }

    @Test func addressesOfAnImportedCloudAreKept() throws {
        var present = EndpointsController.wanted(for: service(), pods: [pod("a"), pod("g")], over: nil)
        present.spec.subsets[0].addresses[0].ip = "10.0.0.7"
        present.spec.subsets[0].addresses[1].ip = "10.0.0.8"
        let moved = EndpointsController.wanted(
            for: service(), pods: [pod("a", ready: false), pod("g", node: "other")], over: present)
        let subset = try #require(moved.spec.subsets.first)
        #expect(subset.notReadyAddresses.map(\.ip) == ["10.0.0.7"])
        #expect(subset.addresses.map(\.ip) == [""])
    }
}
