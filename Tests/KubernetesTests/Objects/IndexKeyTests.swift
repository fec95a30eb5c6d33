import Kubernetes
import Testing

@Suite struct IndexKeyTests {
    @Test func indexNamespaceAndValueAreToldApart() {
        let keys = [
            IndexKey("node", "a"), IndexKey("nodea", ""), IndexKey("nod", "ea"), IndexKey("cluster", "a"),
            IndexKey("node", namespace: "x", "a"), IndexKey("node", namespace: "", "a"),
            IndexKey(owner: UID(number: 1)), IndexKey(owner: UID(number: 2)),
        ]
        #expect(Set(keys).count == keys.count)
        #expect(IndexKey("node", "a") == IndexKey("node", "a"))
    }
}
