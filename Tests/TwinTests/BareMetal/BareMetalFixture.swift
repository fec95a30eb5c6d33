import Controllers
import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// A small cloud at rest with further hosts, and what is done to them. Durations are exact.
struct BareMetalFixture: ~Copyable {
    var world: World

    /// A cloud whose management cluster has further documents.
    init(_ extra: String, seed: UInt64 = 7) throws {
        var builder = CloudBuilder()
        builder.managers = ["ctl-01"]
        builder.extra = Self.credentials + extra
        world = World(try builder.template().withoutSpread(), seed: seed, drawsUnknown: false)
    }

    /// The credentials of all further hosts.
    static let credentials = """
        ---
        apiVersion: kaas.mirantis.com/v1alpha1
        kind: BareMetalHostCredential
        metadata: {name: spare-credentials, namespace: lab}
        spec: {username: a, password: {value: b}}

        """

    /// A host. Without a state it is as users create it.
    static func host(
        _ name: String, state: String = "", spec: String = "online: true", metadata: String = "",
        status: String = ""
    ) -> String {
        """
        ---
        apiVersion: metal3.io/v1alpha1
        kind: BareMetalHost
        metadata: {name: \(name), namespace: lab\(metadata.isEmpty ? "" : ", ")\(metadata)}
        spec:
          bootMACAddress: "52:54:00:00:00:01"
          bmc: {address: "10.0.0.9:623", credentialsName: spare-credentials}
          \(spec)
        status:
          provisioning: {state: \(state.isEmpty ? "\"\"" : state)}
          \(status)

        """
    }

    /// A Machine that a host may serve.
    static func machine(_ name: String) -> String {
        """
        ---
        apiVersion: cluster.k8s.io/v1alpha1
        kind: Machine
        metadata: {name: \(name), namespace: lab}
        spec: {providerSpec: {value: {kind: BareMetalMachineProviderSpec}}}

        """
    }

    /// An image.
    static func image(_ kernel: String = "5.15.0-153") -> BareMetalHostImage {
        HostImage(distribution: "ubuntu/jammy", kernel: kernel).image
    }

    /// Lets everything happen that is due within `duration`.
    mutating func run(_ duration: SimDuration) {
        let end = world.now + duration
        while let next = world.nextTime, next <= end, world.step() {}
        world.state.substrate.kernel.now = max(world.now, end)
    }

    /// A host as the API server has it; nil when it is gone.
    func find(_ name: String) -> BareMetalHost? {
        world.objects(BareMetalHost.self).first { $0.metadata.name == name }
    }

    /// A host as the API server has it.
    func host(_ name: String = "spare") throws -> BareMetalHost { try #require(find(name)) }

    /// The state of a host.
    func state(_ name: String = "spare") throws -> BareMetalHostState {
        try host(name).status.provisioning.state
    }

    /// The states that a host went through, in order.
    func states(_ name: String = "spare") -> [String] {
        texts(LCMEntry.hostState, of: name)
    }

    /// What the entries of a word say of a host, in order.
    func texts(_ word: some EntryVocabulary, of name: String) -> [String] {
        var found: [String] = []
        let kernel = world.state.substrate.kernel
        kernel.journal.forEach(after: .none) { _, entry in
            guard entry.kind == word.kind, kernel.names[entry.subject.name] == name else { return }
            found.append(kernel.names[entry.object.name])
        }
        return found
    }

    /// What was asked of Ironic for a host, in order.
    func commands(_ name: String = "spare") -> [String] {
        var found: [String] = []
        let kernel = world.state.substrate.kernel
        kernel.journal.forEach(after: .none) { _, entry in
            guard entry.kind == EquipmentEntry.commandIssued.kind, kernel.names[entry.subject.name] == name
            else { return }
            found.append(kernel.names[NameID(number: UInt32(entry.value))])
        }
        return found
    }

    /// The index of a host's equipment.
    func index(_ name: String = "spare") throws -> Int {
        let nodes = world.state.substrate.estate.nodes
        let names = world.state.substrate.kernel.names
        return try #require(nodes.indices.first { names[nodes[$0].bareMetalHost.name] == name })
    }

    /// A host's equipment.
    func equipment(_ name: String = "spare") throws -> HostSimulator {
        world.plant.hosts[try index(name)]
    }

    /// A host's node in Ironic.
    func node(_ name: String = "spare") throws -> IronicNodeState? {
        world.plant.ironic[try index(name)].state
    }

    /// Changes the spec or metadata of a host, as a user does.
    mutating func change(_ name: String = "spare", _ body: (inout BareMetalHost) -> Void) throws {
        var host = try host(name)
        body(&host)
        try put(host)
    }

    /// Writes spec and metadata of an object, as a user does.
    mutating func put<Spec>(_ object: Resource<Spec>) throws {
        let key = world.state.substrate.key(object)
        let stored = Stored(key: key, object: object)
        let now = world.now
        if world.state.substrate.stores[0].stored(key) == nil {
            try world.state.substrate.stores[0].create(
                stored, at: now, now: world.state.substrate.timestamp, cause: EntryID(number: 1))
        } else {
            try world.state.substrate.stores[0].update(
                stored, part: .main, expected: nil, at: now, cause: EntryID(number: 1))
        }
        world.state.substrate.armCaches(cluster: 0)
    }

    /// Asks for the deletion of an object.
    mutating func delete<Spec>(_ object: Resource<Spec>) throws {
        let key = world.state.substrate.key(object)
        try world.state.substrate.stores[0].delete(
            key, at: world.now, now: world.state.substrate.timestamp, cause: EntryID(number: 1))
        world.state.substrate.armCaches(cluster: 0)
    }

    /// Lets a fault of a host begin.
    mutating func begin(_ fault: (UInt32) -> HardwareFault, _ name: String = "spare") throws {
        let fault = fault(UInt32(try index(name)))
        world.state.plant.begin(fault, &world.state.substrate.kernel)
        _ = world.state.route()
    }

    /// Lets a fault of a host end.
    mutating func end(_ fault: (UInt32) -> HardwareFault, _ name: String = "spare") throws {
        let fault = fault(UInt32(try index(name)))
        world.state.plant.end(fault, &world.state.substrate.kernel)
        _ = world.state.route()
    }
}
