import HardwareInterfaces
import Kubernetes
import Simulation
import Testing
import Twin

@testable import Controllers
@testable import Scenarios

/// Each property can fail: a violation that is planted is seen.
@Suite struct ChecksTests {
    let template: WorldTemplate

    init() throws { template = try SmallCloud.template.get() }

    /// Hands entries of a world at rest to an observer; answers what it objects to.
    private func objections(
        _ observer: any RunObserver, _ world: inout World, _ entries: [(EntryKind, Subject, String)]
    ) -> [String] {
        var observer = observer
        observer.begin(world)
        let interested = ObserverTable([observer.interest])
        return entries.compactMap { kind, subject, object in
            let text = world.state.substrate.text(object)
            let entry = Entry(time: .zero, kind: kind, subject: subject, object: text, cause: .none)
            return interested.observers(of: entry) == 0 ? nil : observer.take(entry, world)
        }
    }

    private func subject(_ kind: KindID, _ name: String, _ world: inout World) -> Subject {
        Subject(kind: kind.subjectKind, name: world.state.substrate.kernel.names.intern(name), cluster: 0)
    }

    @Test func olderVersionIsSeen() {
        var world = World(template, seed: 1)
        let machine = subject(LCMMachineSpec.kind, "m", &world)
        let agent = LCMEntry.agentUpgraded.kind
        let helm = LCMEntry.helmReleased.kind
        #expect(
            objections(
                VersionChecker(), &world,
                [(agent, machine, "1.9.0"), (agent, machine, "1.10.0"), (agent, machine, "1.10.0")]) == [])
        #expect(
            objections(VersionChecker(), &world, [(agent, machine, "1.10.0"), (agent, machine, "1.9.0")])
                == ["1.9.0 comes after 1.10.0"])
        #expect(
            objections(
                VersionChecker(), &world,
                [(helm, machine, "a 2.0"), (helm, machine, "b 1.0"), (helm, machine, "a 1.9")])
                == ["a 1.9 comes after 2.0"])
        let engine = EquipmentEntry.engineUpgraded.kind
        #expect(
            objections(VersionChecker(), &world, [(engine, machine, "3.8.1"), (engine, machine, "3.7.29")])
                .count == 1)
    }

    @Test func secondManagerAndEarlyWorkerAreSeen() throws {
        var world = World(template, seed: 1)
        let managers = template.nodes.filter(\.isManager).map(\.name)
        let worker = try #require(template.nodes.first { !$0.isManager && $0.group != nil }).name
        let (admit, release) = (LCMEntry.machineAdmitted.kind, LCMEntry.machineReleased.kind)
        func objections(_ steps: [(EntryKind, String)]) -> [String] {
            self.objections(SlotChecker(template), &world, steps.map { ($0.0, Subject.none, $0.1) })
        }
        let inTurn = managers.flatMap { [(admit, $0), (release, $0)] }
        #expect(objections(inTurn + [(admit, worker)]) == [])
        #expect(
            objections([(admit, managers[0]), (admit, managers[1])])
                == ["2 machines of managers are out, 1 may be"])
        #expect(objections([(admit, worker)]).count == 1)
        #expect(objections([(admit, worker)])[0].contains("while 3 of managers are left"))
        #expect(
            objections([(release, managers[0])])
                == ["\(managers[0]) gives back a slot that it did not hold"])
    }

    @Test func secondRebootAndRebootOutOfOrderAreSeen() throws {
        var world = World(template, seed: 1)
        let (admit, release) = (LCMEntry.rebootAdmitted.kind, LCMEntry.rebootReleased.kind)
        let managers = template.nodes.filter(\.isManager).map(\.name)
        let worker = try #require(template.nodes.first { !$0.isManager && $0.group != nil }).name
        func objections(_ steps: [(EntryKind, String)]) -> [String] {
            self.objections(SlotChecker(template), &world, steps.map { ($0.0, Subject.none, $0.1) })
        }
        // Nobody else is asked to reboot: a worker need not wait for managers.
        #expect(objections([(admit, worker), (release, worker), (admit, managers[0])]) == [])
        #expect(
            objections([(admit, managers[0]), (admit, managers[1])])
                == ["2 machines of managers are out, 1 may be"])
        #expect(objections([(release, worker)]) == ["\(worker) gives back a slot that it did not hold"])
        var marked = try #require(
            world.objects(LCMMachine.self).first { $0.metadata.name == managers[1] })
        marked.metadata.annotations[Label.gracefulReboot] = "true"
        try put(marked, &world)
        #expect(
            objections([(admit, worker)])
                == ["\(worker) of \(try group(of: worker)) is out while 1 of managers are left"])
    }

    private func group(of worker: String) throws -> String {
        try #require(template.nodes.first { $0.name == worker }?.group)
    }

    /// Puts an object straight into the management cluster.
    private func put<Spec>(_ object: Resource<Spec>, _ world: inout World) throws {
        let key = world.state.substrate.key(object)
        let isThere = world.state.substrate.stores[0].stored(key) != nil
        let (now, stored) = (world.now, Stored(key: key, object: object))
        if isThere {
            try world.state.substrate.stores[0].update(
                stored, part: .main, expected: nil, at: now, cause: .none)
        } else {
            try world.state.substrate.stores[0].create(
                stored, at: now, now: world.state.substrate.timestamp, cause: .none)
        }
    }

    @Test func machineThatCameInTheRunIsCheckedToo() throws {
        var world = World(template, seed: 1)
        let worker = try #require(template.nodes.first { !$0.isManager && $0.group != nil }).name
        let reboot = LCMEntry.rebootAdmitted.kind
        let found = world.objects(LCMMachine.self).first { $0.metadata.name == worker }
        let groups = world.objects(UpdateGroup.self)
        let group = try #require(
            groups.first { $0.metadata.name == found?.metadata.labels[Label.updateGroup] })
        // As many new ones as may be out, and one more.
        let count = Int(max(group.spec.concurrentUpdates, 1)) + 1
        let names = (1...count).map { "new-\($0)" }
        let steps = names.map { (reboot, Subject.none, $0) }
        #expect(objections(SlotChecker(template), &world, steps) == [])
        for name in names {
            var new = try #require(found)
            new.metadata = ObjectMeta(
                name: name, namespace: new.metadata.namespace, labels: new.metadata.labels)
            try put(new, &world)
        }
        #expect(
            objections(SlotChecker(template), &world, steps)
                == ["\(count) machines of \(group.metadata.name) are out, \(count - 1) may be"])
    }

    @Test func evictionBeyondTheBudgetIsSeen() throws {
        var driver = RunDriver(template, RunOptions(seed: 7))
        _ = driver.run(until: .zero + .seconds(60))
        var world = driver.world.fork()
        let budget = try #require(
            world.objects(PodDisruptionBudget.self, cluster: 1).first { $0.status.desiredHealthy > 0 })
        let pods = world.state.substrate.stores[1].list(PodSpec.kind).filter {
            $0.metadata.namespace == budget.metadata.namespace && budget.spec.covers($0.metadata.labels)
        }
        #expect(Int64(pods.count) > budget.status.disruptionsAllowed)
        var checker = EvictionChecker()
        checker.begin(world)
        var objections: [String] = []
        for pod in pods {
            // A deletion asks no budget.
            _ = try world.state.substrate.stores[1].delete(
                pod.key, uid: pod.metadata.uid, graceSeconds: 30, at: world.now,
                now: world.state.substrate.timestamp, cause: .none)
            let entry = Entry(
                time: world.now, kind: KubernetesEntry.evicted.kind, subject: pod.key.subject(cluster: 1),
                cause: .none)
            checker.take(entry, world).map { objections.append($0) }
        }
        #expect(Int64(objections.count) == Int64(pods.count) - budget.status.disruptionsAllowed)
    }

    @Test func secondPodOfAnIdentityIsSeen() throws {
        var world = World(template, seed: 1)
        let pod = try #require(world.state.substrate.stores[1].list(PodSpec.kind).first)
        let subject = pod.key.subject(cluster: 1)
        let (created, deleted) = (KubernetesEntry.created.kind, KubernetesEntry.deleted.kind)
        #expect(
            objections(IdentityChecker(), &world, [(deleted, subject, ""), (created, subject, "")]) == [])
        #expect(objections(IdentityChecker(), &world, [(created, subject, "")]).count == 1)
    }

    @Test func whatIsNotAtTheReleaseOrAmissAtTheEndIsSeen() throws {
        let fresh = World(template, seed: 7)
        let checker = EndStateChecker(template, before: fresh)
        #expect(checker.problems(fresh).contains { $0.contains("is at ") })
        #expect(!checker.problems(fresh).contains { $0.contains("cordoned") })
        var driver = RunDriver(
            template, RunOptions(seed: 7),
            goal: Goal(LCMEntry.cordoned, NodeSpec.kind.subjectKind, template.nodes[0].name))
        _ = driver.run()
        let problems = checker.problems(driver.world)
        #expect(problems.contains("\(template.nodes[0].name) is cordoned"), "\(problems)")
        #expect(EndStateChecker(template, before: driver.world).problems(driver.world).count < problems.count)
    }

    @Test func oldPodsOfADaemonSetOfOpenStackAreSeen() throws {
        var world = World(template, seed: 7)
        let checker = EndStateChecker(template, before: world)
        for (name, namespace) in [("old", "openstack"), ("other", "elsewhere")] {
            var set = DaemonSet(metadata: ObjectMeta(name: name, namespace: namespace))
            set.status = set.settledStatus(3)
            set.status.updatedNumberScheduled = 2
            let stored = Stored(key: world.state.substrate.key(set), object: set)
            try world.state.substrate.stores[1].create(
                stored, at: world.now, now: world.state.substrate.timestamp, cause: EntryID(number: 1))
        }
        let old = checker.problems(world).filter { $0.contains("old pods") }
        #expect(old == ["old has old pods"])
    }

    @Test func stateThatDiffersIsSeen() {
        let world = World(template, seed: 7)
        var other = world.fork()
        #expect(NormalState.differences(NormalState.of(world), NormalState.of(other)) == [])
        _ = other.state.substrate.commence(target: "none", steps: nil)
        for _ in 0..<20_000 where other.step() {}
        other.state.inbox.post(.commence(target: template.release.metadata.name, steps: nil), at: other.now)
        for _ in 0..<1000 where other.step() {}
        #expect(NormalState.differences(NormalState.of(world), NormalState.of(other)) != [])
    }
}
