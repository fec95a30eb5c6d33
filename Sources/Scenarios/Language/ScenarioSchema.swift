public import Kubernetes
import Simulation
import Twin

/// The JSON Schema of scenario files, with an example.
public enum ScenarioSchema {
    /// The whole schema.
    public static var document: Value {
        var schema = ScenarioDocument.schema
        schema["properties"]?["apiVersion"]?["const"] = .string(ScenarioDocument.format)
        schema["properties"]?["kind"]?["const"] = .string("Scenario")
        var document = Value.map([
            "$schema": .string("https://json-schema.org/draft/2020-12/schema"),
            "title": .string("Scenario, \(ScenarioDocument.format)"),
        ])
        for field in schema.fields ?? [] { document[field.key] = field.value }
        document["$defs"] = .map(
            Vocabulary.allCases.map { each in
                let names = Value.list(each.names.map { .string($0) })
                return Value.Field(
                    key: each.rawValue, value: .map(["type": .string("string"), "enum": names]))
            })
        return document
    }

    /// Names that are known before any cloud is.
    enum Vocabulary: String, CaseIterable {
        /// Words of the journal.
        case word
        /// Kinds of faults.
        case fault

        /// All of them.
        var names: [String] {
            switch self {
            case .word: EntryWords.all.map(\.name)
            case .fault: FaultKind.all.map(\.name)
            }
        }
    }

    /// The kinds of faults with their arguments, for people.
    public static var faults: String {
        FaultKind.all.map { kind in
            var lines = ["\(kind.name)  (\(kind.target.rawValue))", "    \(kind.about)"]
            for field in kind.fields {
                let preset = field.preset == nil ? "" : ", may be left out"
                let range = field.range.map { ", \($0)" } ?? ""
                let form = "\(field.form.rawValue)\(range)\(preset)"
                lines.append("    with \(field.name): \(form). \(field.about)")
            }
            return lines.joined(separator: "\n") + "\n"
        }.joined()
    }

    /// The words of the journal with how they read, for people.
    public static var words: String {
        EntryWords.all.map { "\($0.name)  \($0.template)\n" }.joined()
    }

    /// A scenario that uses most of the language.
    public static let example = """
        apiVersion: twin.rehearsal/v1
        kind: Scenario
        metadata:
          name: worker-loses-power
        spec:
          about: A worker loses power in its update, and is switched on again when power is back.
          source: "MOSK documentation, Disable a machine: one broken worker stops the update"
          cloud:
            path: scenarios/clusters/small     # relative to this file
            to: mosk-21-0-0-25-2
            start: "2026-11-28T22:00+01:00"
            set: ["machine/cmp-03.spec.providerSpec.value.upgradeIndex=1"]
          seeds: [1, 2]
          limit: 4d
          operator:
            hours: {days: [Mon, Tue, Wed, Thu, Fri, Sat, Sun], from: 6h, until: 23h}
            commence:
            - steps: [openstack, ceph, k8s-controllers]
              at: 5s
            - steps: all
              after: {word: stepCompleted, object: k8s-controllers}
              delay: 15m
            reactions:
            - to: {word: waitBegan, subject: LCMMachine/cmp-01, text: the node is not Ready}
              after: 1h
              end: power
          timeline:
          - name: power
            fault: power-loss
            target: cmp-01
            after: {word: itemsAssigned, subject: LCMMachine/cmp-01, object: deploy}
            delay: 2m
            for: 3h
          - name: slow
            fault: slow-boot
            target: {labels: {openstack-compute-node: enabled}, share: 50%}
            with: {extra: 10m}
            after: power
            for: 12h
          - name: fewer
            apply:
              apiVersion: kaas.mirantis.com/v1alpha1
              kind: UpdateGroup
              metadata: {name: mosk-small-default, namespace: mosk}
              spec: {concurrentUpdates: 1}
            at: 1h
          - delete: Pod/keystone-api-0
            at: 2h
          expect:
            always:
            - name: the managers keep their quorum
              never: {word: quorumLost}
            eventually:
            - name: the release is reached
              entry: {word: releaseReached, subject: Cluster/mosk-small}
              within: 12h
            - name: the worker takes workloads again
              condition: {object: Node/cmp-01, path: spec.unschedulable, equals: false}
              within: 8h
            sometimes:
            - name: the node falls silent
              entry: {word: nodeReady, subject: Node/cmp-01, object: Unknown}
            budgets:
            - name: the worker is not Ready
              from: {word: nodeReady, subject: Node/cmp-01, object: Unknown}
              to: {word: nodeReady, subject: Node/cmp-01, object: "True"}
              lasts: 6h

        """
}

extension Placed: SchemaSource where Content: SchemaSource {
    static var schema: Value { Content.schema }
    static func checkParts(_ value: Value) throws(FieldError) { try Content.checkParts(value) }
}

extension Array: SchemaSource where Element: SchemaSource {
    static var schema: Value { .map(["type": .string("array"), "items": Element.schema]) }

    static func checkParts(_ value: Value) throws(FieldError) {
        for (place, element) in (value.list ?? []).enumerated() {
            do throws(FieldError) { try Element.checkParts(element) } catch { throw error.inside(place) }
        }
    }
}

extension String: SchemaSource {
    static var schema: Value { .map(["type": .string("string")]) }
}

extension Int64: SchemaSource {
    static var schema: Value { .map(["type": .string("integer")]) }
}

extension Bool: SchemaSource {
    static var schema: Value { .map(["type": .string("boolean")]) }
}

extension Value: SchemaSource {
    /// Anything.
    static var schema: Value { .map([]) }
}

extension StringMap: SchemaSource {
    static var schema: Kubernetes.Value {
        let text = Kubernetes.Value.map(["type": .string("string")])
        return .map(["type": .string("object"), "additionalProperties": text])
    }
}

extension Span: SchemaSource {
    static var schema: Value {
        .map([
            "type": .string("string"),
            "pattern": .string("^([0-9]+(\\.[0-9]+)?(ns|us|ms|s|m|min|h|d))+$|^0$"),
        ])
    }
}

extension OpenStackPlane: SchemaSource {
    static var schema: Value {
        .map(["type": .string("string"), "enum": .list(allCases.map { .string($0.rawValue) })])
    }
}

extension ExpectPart.Outcome: SchemaSource {
    static var schema: Value {
        .map(["type": .string("string"), "enum": .list(allCases.map { .string($0.rawValue) })])
    }
}

extension AfterPart: SchemaSource {
    static var schema: Value { .map(["anyOf": .list([String.schema, PatternPart.schema])]) }
    static func checkParts(_ value: Value) throws(FieldError) { try PatternPart.checkParts(value) }
}

extension TargetPart: SchemaSource {
    static var schema: Value { .map(["anyOf": .list([String.schema, NodesPart.schema])]) }
    static func checkParts(_ value: Value) throws(FieldError) { try NodesPart.checkParts(value) }
}

extension StepsPart: SchemaSource {
    static var schema: Value {
        .map([
            "anyOf": .list([.map(["const": .string("all")]), [Placed<String>].schema])
        ])
    }
}
