import Kubernetes
import Testing

@Suite struct FieldCodingTests {
    enum Phase: String, FieldEnum {
        case ready = "Ready"
        case pending = "Pending"
    }

    struct Host: FieldCodable {
        var name = ""
        var cores = 1
        mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
            try coder.field("name", &name)
            try coder.field("cores", &cores)
        }
    }

    struct Spec: FieldCodable {
        var enabled = false
        var index: Int32?
        var phase = Phase.pending
        var labels = StringMap()
        var hosts: [Host] = []
        var main = Host()
        var extra: Value?
        mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
            try coder.field("enabled", &enabled)
            try coder.field("index", &index)
            try coder.field("phase", &phase)
            try coder.field("labels", &labels)
            try coder.field("hosts", &hosts)
            try coder.field("main", &main)
            try coder.field("extra", &extra)
        }
    }

    struct Object: FieldCodable {
        var spec = Spec()
        mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
            try coder.field("spec", &spec)
        }
    }

    static let text = """
        kind: Thing
        spec:
          phase: 'Ready'
          enabled: yes
          unknown: {a: 1}
          index: 0x10
          labels:
            b: "1"
            a: x
          hosts:
          - name: h1
            rack: 7
          - cores: 4
            name: "h2"
          extra:
          - 1
        status: {}

        """

    @Test func fieldsAreDecoded() throws {
        let spec = try Object.decode(parseYAML(Self.text)).spec
        #expect(spec.enabled)
        #expect(spec.index == 16)
        #expect(spec.phase == .ready)
        #expect(spec.labels == ["a": "x", "b": "1"])
        #expect(spec.labels.keys == ["b", "a"])
        #expect(spec.hosts == [Host(name: "h1", cores: 1), Host(name: "h2", cores: 4)])
        #expect(spec.main == Host())
        #expect(spec.extra == .list([.int(1)]))
    }

    @Test func missingAndNullKeepTheDefault() throws {
        let object = try Object.decode(parseYAML("spec: {enabled: ~, index: null, phase: ~, main: ~}"))
        #expect(object == Object())
        #expect(try Object.decode(parseYAML("{}")) == Object())
    }

    @Test(arguments: [
        ("spec: {index: abc}", "spec.index", "expected an integer, found a string"),
        ("spec: {index: '5'}", "spec.index", "expected an integer, found a string"),
        ("spec: {index: 1.5}", "spec.index", "expected an integer, found a floating-point number"),
        ("spec: {index: 3000000000}", "spec.index", "the integer is out of range"),
        ("spec: {enabled: 'true'}", "spec.enabled", "expected a boolean, found a string"),
        ("spec: {labels: {a.b/c: true}}", "spec.labels[\"a.b/c\"]", "expected a string, found a boolean"),
        ("spec: {labels: [1]}", "spec.labels", "expected a map, found a list"),
        ("spec: {hosts: {}}", "spec.hosts", "expected a list, found a map"),
        ("spec: {hosts: [{}, {name: 5}]}", "spec.hosts[1].name", "expected a string, found an integer"),
        ("spec: {hosts: [x]}", "spec.hosts[0]", "expected a map, found a string"),
        ("spec: []", "spec", "expected a map, found a list"),
        ("spec: {phase: Redy}", "spec.phase", "expected one of the known values, found another string"),
        ("[]", "", "expected a map, found a list"),
    ])
    func aWrongTypeIsNamedWithItsPath(text: String, path: String, problem: String) throws {
        let value = try parseYAML(text)
        let error = try #require(throws: FieldError.self) { try Object.decode(value) }
        #expect(error.path == path)
        #expect(error.problem == problem)
        #expect(error.position.isKnown)
    }

    @Test func errorsTellPlaceAndFix() throws {
        let value = try parseYAML("spec:\n  phase: Redy\n")
        let error = try #require(throws: FieldError.self) { try Object.decode(value) }
        #expect(
            error.description
                == "2:10: spec.phase: expected one of the known values, found another string; "
                + "did you mean 'Ready'? the values are Ready, Pending")
    }

    @Test func strictDecodingNamesUnknownFields() throws {
        #expect(throws: Never.self) { try Object.decode(parseYAML(Self.text)) }
        let first = try parseYAML("spec:\n  enabld: true\n")
        let error = try #require(throws: FieldError.self) { try Object.decodeStrictly(first) }
        #expect(error.description == "2:3: spec.enabld: there is no such field; did you mean 'enabled'?")
        let second = try parseYAML("spec: {hosts: [{name: a}, {zone: b}]}")
        let deep = try #require(throws: FieldError.self) { try Object.decodeStrictly(second) }
        #expect(deep.path == "spec.hosts[1].zone")
        #expect(deep.hint == "the fields here are name, cores")
        let free = try parseYAML("spec: {labels: {x: z}, extra: {q: 1}}")
        #expect(throws: Never.self) { try Object.decodeStrictly(free) }
    }

    @Test func namesAreListedInOrder() {
        #expect(Spec.fieldNames() == ["enabled", "index", "phase", "labels", "hosts", "main", "extra"])
    }

    @Test func encodingUnchangedFieldsKeepsTheTextByteForByte() throws {
        let base = try parseYAML(Self.text)
        let object = try Object.decode(base)
        #expect(YAMLWriter().write(object.encode(over: base)) == YAMLWriter().write(base))
    }

    @Test func encodingReplacesInPlaceAppendsAndRemoves() throws {
        let base = try parseYAML(Self.text)
        var object = try Object.decode(base)
        object.spec.phase = .pending
        object.spec.index = nil
        object.spec.enabled = false
        object.spec.labels["a"] = "z"
        object.spec.labels["c"] = "true"
        object.spec.labels["b"] = nil
        object.spec.hosts[0].cores = 2
        object.spec.hosts.append(Host(name: "h3", cores: 1))
        object.spec.main.name = "m"
        let encoded = object.encode(over: base)
        #expect(
            YAMLWriter().write(encoded) == """
                kind: Thing
                spec:
                  phase: 'Pending'
                  enabled: false
                  unknown:
                    a: 1
                  labels:
                    a: z
                    c: "true"
                  hosts:
                  - name: h1
                    rack: 7
                    cores: 2
                  - cores: 4
                    name: "h2"
                  - name: h3
                  extra:
                  - 1
                  main:
                    name: m
                status: {}

                """)
        #expect(try Object.decode(encoded) == object)
    }

    @Test func defaultsStayAbsentAndNullsStay() throws {
        #expect(Object().encode() == .map([]))
        let base = try parseYAML("spec: {enabled: ~, index: ~, main: ~}")
        #expect(valueOutline(Object().encode(over: base)) == valueOutline(base))
        var object = Object()
        object.spec.enabled = true
        object.spec.index = 3
        let encoded = object.encode(over: base)
        #expect(
            valueOutline(encoded) == valueOutline(try parseYAML("spec: {enabled: true, index: 3, main: ~}")))
    }

    @Test func aBaseOfTheWrongTypeIsReplaced() throws {
        var object = Object()
        object.spec.hosts = [Host(name: "a", cores: 2)]
        let encoded = object.encode(over: try parseYAML("spec: {hosts: wrong, enabled: 'x'}"))
        #expect(try Object.decode(encoded) == object)
    }

    @Test func integersKeepTheirRange() throws {
        #expect(try UInt32(value: parseYAML("4294967295")) == .max)
        #expect(throws: FieldError.self) { try UInt32(value: .int(-1)) }
        #expect(throws: FieldError.self) { try Int64(value: parseYAML("9223372036854775808")) }
        #expect(Int64.min.encoded(over: nil).int == .min)
    }
}
