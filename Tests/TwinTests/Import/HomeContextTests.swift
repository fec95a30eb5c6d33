import Kubernetes
import Testing
import Twin

/// To which cluster objects of kinds found in several belong.
@Suite struct HomeContextTests {
    private static let clusters = """
        apiVersion: v1
        kind: List
        items:
        - apiVersion: cluster.k8s.io/v1alpha1
          kind: Cluster
          metadata: {name: kaas-mgmt, namespace: default}
          spec: {providerSpec: {value: {kaas: {management: {enabled: true}}}}}
        - apiVersion: cluster.k8s.io/v1alpha1
          kind: Cluster
          metadata: {name: blue, namespace: blue}
        """

    /// The homes of a node read from a place; `kaas-mgmt` and `blue` are Clusters.
    private func home(_ context: String, list: String = "") throws -> CloudObject.Home? {
        var cloud = Cloud()
        let node =
            "apiVersion: v1\nkind: List\n\(list)items: [{apiVersion: v1, kind: Node, metadata: {name: a}}]\n"
        // The Clusters come last.
        try cloud.read(node, file: context, context: context)
        try cloud.read(Self.clusters, file: "z.yaml", context: "z.yaml")
        try cloud.placeWaiting()
        #expect(cloud.objects.count == 3)
        return cloud.objects.first { $0.info.kind == "Node" }?.home
    }

    @Test func folderListOrClusterSayIt() throws {
        for context in [
            "mosk/n.yaml", "dump/child/core/n.yaml", "must-gather/blue/core/nodes/a.yaml", "x/MOSK/n.yaml",
        ] {
            #expect(try home(context) == .mosk, "\(context)")
        }
        for context in ["n.yaml", "management/n.yaml", "must-gather/kaas-mgmt/core/n.yaml", "other/n.yaml"] {
            #expect(try home(context) == .management, "\(context)")
        }
        let list = "metadata: {annotations: {twin.rehearsal/cluster: mosk}}\n"
        #expect(try home("n.yaml", list: list) == .mosk)
        #expect(try home("management/n.yaml", list: list) == .mosk)
    }

    @Test func whatTwoFilesSayAlikeIsTakenOnce() throws {
        let node = "apiVersion: v1\nkind: Node\nmetadata: {name: a}\n"
        var cloud = Cloud()
        try cloud.read(node, file: "nodes/a.yaml", context: "mosk/nodes/a.yaml")
        try cloud.read(
            "apiVersion: v1\nkind: NodeList\nitems:\n- metadata: {name: a}\n", file: "nodes.yaml",
            context: "mosk/nodes.yaml")
        cloud.noteUnmodelled()
        #expect(cloud.objects.count == 1)
        #expect(cloud.notes.contains { $0.hasPrefix("1 objects are in more than one file") })
        #expect(throws: CloudError.self) {
            try cloud.read(
                node + "spec: {unschedulable: true}\n", file: "other.yaml", context: "mosk/other.yaml")
        }
    }
}
