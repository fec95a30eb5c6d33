import Controllers
import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// What is done to the machines of a small cloud at rest.
extension BareMetalFixture {
    /// A cloud of three managers and two computes with a spare host. Durations are exact.
    static func cloud(_ extra: String = "") throws -> BareMetalFixture {
        var builder = CloudBuilder()
        builder.workers = ["cmp-01", "cmp-02"].map { CloudBuilder.Worker(name: $0) }
        builder.extra =
            credentials + host("spare", state: "available", spec: "online: false") + extra
        return try BareMetalFixture(builder)
    }

    /// A cloud as a builder says.
    init(_ builder: CloudBuilder, seed: UInt64 = 7) throws {
        world = World(try builder.template().withoutSpread(), seed: seed, drawsUnknown: false)
    }

    /// A Machine; nil when it is gone.
    func machine(_ name: String) -> Machine? {
        world.objects(Machine.self).first { $0.metadata.name == name }
    }

    /// Changes a Machine, as a user does.
    mutating func changeMachine(_ name: String, _ body: (inout MachineProviderSpec) -> Void) throws {
        let found = machine(name)
        var machine = try #require(found)
        body(&machine.spec.provider)
        try put(machine)
    }

    /// Lets things happen until `isThere` holds, for at most `limit`; answers whether it came to hold.
    mutating func run(
        atMost limit: SimDuration, until isThere: (borrowing BareMetalFixture) -> Bool
    ) -> Bool {
        let end = world.now + limit
        while !isThere(self) {
            guard let next = world.nextTime, next <= end, world.step() else { return false }
        }
        return true
    }

    /// The names of the engine's members, sorted.
    func members() -> [String] {
        let names = world.state.substrate.kernel.names
        let nodes = world.state.substrate.estate.nodes
        return world.plant.engines[0].members.map { names[nodes[Int($0.host)].name] }.sorted()
    }

    /// The locks on a node.
    func locks(_ node: String) -> [NodeWorkloadLock] {
        world.objects(NodeWorkloadLock.self, cluster: 1).filter { $0.spec.nodeName == node }
    }

    /// The pods on a node.
    func pods(_ node: String) -> [Pod] {
        world.objects(Pod.self, cluster: 1).filter { $0.spec.nodeName == node }
    }

    /// The machines of the cluster as its Cluster counts them.
    func nodeCount() throws -> NodeCount {
        let clusters = world.objects(Cluster.self)
        return try #require(clusters.first { $0.metadata.name == "lab" }).status.providerStatus.nodes
    }

    /// The texts of the waits that began about an object, in order.
    func waits(of name: String) -> [String] {
        var found: [String] = []
        let kernel = world.state.substrate.kernel
        kernel.journal.forEach(after: .none) { _, entry in
            guard entry.kind == SimulationEntry.waitBegan.kind, kernel.names[entry.subject.name] == name
            else { return }
            found.append(kernel.names[NameID(number: UInt32(entry.value))])
        }
        return found
    }

    /// Does something while a controller ends after its first write, after its second, and so on, until it
    /// has made them all. Answers how many times it ended.
    static func afterEachWrite(
        of controller: ControllerID, downtime: SimDuration = .minutes(1),
        in make: () throws -> BareMetalFixture, body: (inout BareMetalFixture, Int) throws -> Void
    ) throws -> Int {
        // More than any of these controllers writes: one that never comes to its last write is broken.
        let most = 400
        for write in 1...most {
            var fixture = try make()
            let plan = CrashPlan(controller: controller, afterWrite: write, downtime: downtime)
            fixture.world.state.substrate.beginCrash(plan, fault: 0)
            try body(&fixture, write)
            let crashes = fixture.count(KubernetesEntry.controllerCrashed)
            let left = fixture.world.state.substrate.crashesToCome
            try #require(crashes + left == 1, "\(controller) after \(write)")
            if left == 1 { return write - 1 }
        }
        Issue.record("the \(controller.name) makes more than \(most) writes")
        return most
    }

    /// How many entries of a word there are.
    func count(_ word: some EntryVocabulary) -> Int {
        var count = 0
        world.state.substrate.kernel.journal.forEach(after: .none) { _, entry in
            if entry.kind == word.kind { count += 1 }
        }
        return count
    }

    /// A Machine as users create it.
    static func newMachine(_ name: String, isManager: Bool = false) -> Machine {
        var machine = Machine(
            metadata: ObjectMeta(name: name, namespace: "lab", labels: [Label.clusterName: "lab"]))
        if isManager { machine.metadata.labels[Label.controlPlane] = "true" }
        machine.spec.provider.kind = "BareMetalMachineProviderSpec"
        var label = NodeLabel()
        label.key = isManager ? "openstack-control-plane" : "openstack-compute-node"
        label.value = "enabled"
        machine.spec.provider.nodeLabels = [label]
        machine.spec.provider.upgradeIndex = 10
        return machine
    }
}
