import Simulation
import Testing

@testable import Kubernetes

@Suite struct KindTableTests {
    @Test func everyModelledKindHasItsOwnNumberAndName() {
        let table = KindTable()
        let ids = table.kindNames.indices.map { table.rows[$0].id }
        #expect(ids.count == 47)
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy(table.isModelled))
        #expect(
            ids.allSatisfy {
                KindID(tableIndex: $0.tableIndex) == $0 && $0.tableIndex < KindID.modelledPlaces
            })
        for id in ids {
            let info = table.info(id)
            #expect(table.find(apiVersion: info.apiVersion, kind: info.kind) == id)
            #expect(table.label(id) == info.kind)
        }
    }

    @Test func aKindIsFoundByGroupInAnyVersion() {
        let table = KindTable()
        #expect(table.find(apiVersion: "lcm.mirantis.com/v1", kind: "LCMMachine") == LCMMachineSpec.kind)
        #expect(table.find(apiVersion: "cluster.k8s.io/v1alpha1", kind: "Machine") == MachineSpec.kind)
        #expect(table.find(apiVersion: "cluster.x-k8s.io/v1beta1", kind: "Machine") == nil)
        #expect(table.find(apiVersion: "v1", kind: "Machine") == nil)
    }

    @Test func unmodelledKindsAreNumberedAsTheyAreMet() {
        var table = KindTable()
        let first = table.add(KindInfo(apiVersion: "v1", kind: "LimitRange", home: .everywhere))
        let second = table.add(
            KindInfo(apiVersion: "a.b/v1", kind: "Other", isNamespaced: false, home: .mosk))
        #expect([first.rawValue, second.rawValue] == [1_024, 1_025])
        #expect(table.find(apiVersion: "a.b/v2", kind: "Other") == second)
        #expect(!table.isModelled(first))
        #expect(table.info(second).isNamespaced == false)
        #expect(table.kindNames.suffix(2) == ["LimitRange", "Other"])
        #expect(KindID(tableIndex: second.tableIndex) == second)
        #expect(table.label(KindID(rawValue: 2_000)) == nil)
    }

    @Test func aWrongTypeIsReportedWithItsPath() throws {
        let table = KindTable()
        let key = ObjectKey(kind: MachineSpec.kind, namespace: .empty, name: .empty)
        let value = try parseYAML("metadata: {name: a}\nspec: {providerSpec: {value: {upgradeIndex: first}}}")
        let error = try #require(throws: FieldError.self) { _ = try table.make(value, key: key) }
        #expect(error.path == "spec.providerSpec.value.upgradeIndex")
        #expect(throws: FieldError.self) { _ = try table.make(.list([]), key: key) }
    }
}
