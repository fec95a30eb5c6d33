import HardwareSimulated
import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// A small cloud with an OpenStackDeployment of size single, and what is done to it. Durations are exact.
struct OpenStackFixture: ~Copyable {
    var world: World

    /// A cloud of a manager and a compute that is gateway, too.
    static func builder(version: String = "antelope", size: String = "single") -> CloudBuilder {
        var builder = CloudBuilder()
        builder.isDedicated = false
        builder.hasOwnWorkloads = false
        builder.workers[0].labels = ["openstack-compute-node", "openstack-gateway", "openvswitch"]
        builder.extraMOSK = """
            apiVersion: lcm.mirantis.com/v1alpha1
            kind: OpenStackDeployment
            metadata: {name: osdpl, namespace: openstack}
            spec:
              openstack_version: \(version)
              preset: core
              size: \(size)
              public_domain_name: cloud.example.org
              features: {neutron: {tunnel_interface: a}, nova: {live_migration_interface: a}}

            """
        return builder
    }

    init(_ builder: CloudBuilder = OpenStackFixture.builder()) throws {
        world = World(try builder.template().withoutSpread(), seed: 7, drawsUnknown: false)
        run(.minutes(10))
    }

    /// A fixture of a world that is there already.
    init(_ world: consuming World) { self.world = world }

    /// Writes spec and metadata of an object of the MOSK cluster, as a user does.
    mutating func put<Spec>(_ object: Resource<Spec>) throws { try world.putMOSK(object) }

    /// Deletes an object of the MOSK cluster at once, as a user does.
    mutating func delete<Spec>(_ object: Resource<Spec>) throws {
        try world.state.substrate.stores[1].delete(
            world.state.substrate.key(object), graceSeconds: 0, at: world.now,
            now: world.state.substrate.timestamp, cause: world.state.substrate.kernel.journal.last)
        world.state.substrate.armCaches(cluster: 1)
    }

    /// Lets everything happen that is due within `duration`.
    mutating func run(_ duration: SimDuration) {
        let end = world.now + duration
        while let next = world.nextTime, next <= end, world.step() {}
        world.state.substrate.kernel.now = max(world.now, end)
    }

    /// The status of the deployment.
    func status() throws -> OpenStackStatus {
        let found = world.objects(OpenStackDeploymentStatus.self, cluster: 1).first
        return try #require(found).status
    }

    /// Changes the spec of the deployment, as a user does.
    mutating func change(_ body: (inout OpenStackDeploymentSpec) -> Void) throws {
        let found = world.objects(OpenStackDeployment.self, cluster: 1).first
        var object = try #require(found)
        body(&object.spec)
        let key = world.state.substrate.key(object)
        try world.state.substrate.stores[1].update(
            Stored(key: key, object: object), part: .main, expected: nil, at: world.now,
            cause: EntryID(number: 1))
        world.state.substrate.armCaches(cluster: 1)
    }

    /// What the entries of a word say, in order.
    func texts(_ word: some EntryVocabulary) -> [String] {
        var found: [String] = []
        let kernel = world.state.substrate.kernel
        kernel.journal.forEach(after: .none) { _, entry in
            if entry.kind == word.kind { found.append(kernel.names[entry.object.name]) }
        }
        return found
    }

    /// How often a controller has written.
    func writes(_ controller: ControllerID) -> Int {
        world.state.substrate.runtimes[Int(controller.rawValue)].writesApplied
    }

    /// The index of a host.
    func host(_ node: String) throws -> UInt32 {
        let (nodes, names) = (
            world.state.substrate.estate.nodes, world.state.substrate.kernel.names
        )
        let index = nodes.indices.first { names[nodes[$0].name] == node }
        return UInt32(try #require(index))
    }
}
