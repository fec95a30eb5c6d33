import Simulation
import Testing

@testable import Kubernetes

@Suite struct ModelledObjectTests {
    static let samples =
        ObjectSample.management + ObjectSample.kubernetes + ObjectSample.network
        + ObjectSample.openStack

    private func read(_ value: Value, _ id: KindID) throws -> Value {
        let key = ObjectKey(kind: id, namespace: .empty, name: .empty)
        return try KindTable().make(value, key: key).encoded()
    }

    @Test func everyModelledKindHasASample() {
        #expect(Set(Self.samples.map(\.id)) == Set(KindTable().rows.map(\.id)))
        #expect(Self.samples.count == KindTable().rows.count)
    }

    @Test(arguments: samples)
    func everyModelledFieldIsReadAndWritten(sample: ObjectSample) throws {
        let value = try parseYAML(sample.text)
        #expect(try sample.rewrite(value) == value)
        for name in sample.fieldNames {
            #expect(
                (sample.isAtTop ? value[name] : value.at("spec", name)) != nil, "\(name) is not in the sample"
            )
        }
    }

    @Test(arguments: samples)
    func importThenExportKeepsEverything(sample: ObjectSample) throws {
        var value = try parseYAML("first: 0x1\n" + sample.text + "\nlast: ~\n")
        #expect(valueOutline(try read(value, sample.id)) == valueOutline(value))
        for key in ["metadata", "spec", "status"] {
            guard var fields = value[key]?.fields else { continue }
            fields.insert(Value.Field(key: "unmodelled", value: .list([.string("yes"), .null])), at: 0)
            value[key] = .map(fields)
        }
        let back = try read(value, sample.id)
        #expect(valueOutline(back) == valueOutline(value))
        #expect(YAMLWriter().write(back) == YAMLWriter().write(value))
    }

    @Test(arguments: samples)
    func withoutSpecAndStatusEverythingHasItsDefault(sample: ObjectSample) throws {
        let value = try parseYAML("metadata: {name: a, creationTimestamp: null}\n")
        let back = try read(value, sample.id)
        #expect(valueOutline(back) == valueOutline(value))
    }

    @Test func aChangeKeepsTheRestOfTheDocument() throws {
        let text = """
            # a comment is no part of a value
            kind: Machine
            metadata:
              name: 'cmp-01'
              managedFields: [{manager: kubectl}]
            spec:
              providerSpec:
                value:
                  upgradeIndex: 0x4
                  l2TemplateSelector: {label: "bm"}
                  maintenance: no
            """
        var machine = try Machine(value: try parseYAML(text))
        machine.spec.provider.maintenance = true
        machine.status.providerStatus.status = "Ready"
        let expected = """
            kind: Machine
            metadata:
              name: 'cmp-01'
              managedFields:
              - manager: kubectl
            spec:
              providerSpec:
                value:
                  upgradeIndex: 0x4
                  l2TemplateSelector:
                    label: "bm"
                  maintenance: true
            status:
              providerStatus:
                status: Ready

            """
        #expect(YAMLWriter().write(machine.encoded()) == expected)
    }
}
