import Foundation
import HardwareInterfaces
import Kubernetes
import Scenarios
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// From bare hosts to a cluster that is Ready.
@Suite struct DeploymentTests {
    /// A cluster that is not there yet.
    static func builder(managers: Int, workers: Int, isDedicated: Bool = false) -> CloudBuilder {
        var builder = CloudBuilder()
        builder.isDeployed = false
        builder.isDedicated = isDedicated
        builder.managers = (1...managers).map { "ctl-0\($0)" }
        builder.workers = stride(from: 1, through: workers, by: 1).map {
            CloudBuilder.Worker(name: "cmp-0\($0)")
        }
        return builder
    }

    /// Three managers and two workers.
    static let template = Result { try builder(managers: 3, workers: 2).template() }

    @Test func oneManagerBecomesAReadyCluster() throws {
        let template = try Self.builder(managers: 1, workers: 0).template()
        let rested = RunToRest(template)
        #expect(rested.outcome == .completed)
        #expect(rested.run.entries(LCMEntry.clusterReady, subject: "lab").count == 1)
        #expect(EndStateChecker(template, before: World(template, seed: 1)).problems(rested.world) == [])
    }

    @Test(arguments: [false, true])
    func everyStateIsReachedInItsOrder(isDedicated: Bool) throws {
        let template = try Self.builder(managers: 3, workers: 2, isDedicated: isDedicated).template()
        let rested = RunToRest(template)
        let run = rested.run
        #expect(rested.outcome == .completed)
        for name in ["ctl-01", "ctl-02", "ctl-03", "cmp-01", "cmp-02"] {
            func texts(_ word: some EntryVocabulary, of subject: String) -> [String] {
                run.entries(word, subject: subject).map { run.names[run[$0].object.name] }
            }
            #expect(
                texts(LCMEntry.hostState, of: "bm-\(name)") == [
                    "registering", "inspecting", "preparing", "available", "provisioning", "provisioned",
                ])
            #expect(
                texts(LCMEntry.machineState, of: name).filter { $0 != "Pending" } == [
                    "Prepare", "Deploy", "Reconfigure", "Upgrade", "Ready",
                ])
            // A host is there before it is given away, the agent before it has work, and so on.
            let steps: [SimDuration?] = [
                run.firstTime(LCMEntry.hostState, subject: "bm-\(name)", object: "available"),
                run.firstTime(LCMEntry.hostAssigned, subject: "bm-\(name)"),
                run.firstTime(LCMEntry.hostState, subject: "bm-\(name)", object: "provisioning"),
                run.firstTime(LCMEntry.agentRegistered, subject: name),
                run.firstTime(LCMEntry.itemsAssigned, subject: name, object: "prepare"),
                run.firstTime(LCMEntry.itemsAssigned, subject: name, object: "deploy"),
                run.firstTime(EquipmentEntry.engineJoined, subject: "bm-\(name)"),
                run.firstTime(LCMEntry.nodeReady, subject: name, object: "True"),
                run.firstTime(LCMEntry.machineState, subject: name, object: "Ready"),
                run.firstTime(LCMEntry.clusterReady, subject: "lab"),
            ]
            let times = try steps.map { try #require($0) }
            #expect(times == times.sorted(), "\(name): \(times)")
        }
    }

    @Test func firstManagerIsAloneAndTheOthersComeOneByOne() throws {
        let run = RunToRest(try Self.template.get()).run
        var deploying: Set<String> = []
        var order: [String] = []
        var hasManager = false
        run.forEach { _, entry in
            let name = run.names[entry.subject.name]
            if entry.kind == LCMEntry.itemsAssigned.kind, run.names[entry.object.name] == "deploy" {
                if name.hasPrefix("ctl") {
                    #expect(deploying.isEmpty, "\(name) deploys beside \(deploying)")
                    deploying.insert(name)
                    order.append(name)
                } else {
                    #expect(hasManager, "\(name) deploys before a manager")
                }
            }
            if entry.kind == LCMEntry.releaseReached.kind, deploying.remove(name) != nil { hasManager = true }
        }
        #expect(order.sorted() == ["ctl-01", "ctl-02", "ctl-03"])
    }

    @Test func chartsComeOnceTheKubernetesAPIHasStarted() throws {
        let rested = RunToRest(try Self.builder(managers: 1, workers: 1, isDedicated: true).template())
        let run = rested.run
        let joined = try #require(run.firstTime(EquipmentEntry.quorumRegained, subject: nil))
        let created = try #require(
            run.firstTime(KubernetesEntry.created, subject: "lab", object: "cluster-controller"))
        let bundle = try #require(
            run.entries(KubernetesEntry.created) { $0.subject.kind == HelmBundleSpec.kind.subjectKind }.first)
        #expect(run[bundle].time > .zero + joined && created < joined)
        let first = try #require(run.entries(LCMEntry.helmReleased).first)
        let worker = try #require(run.firstTime(LCMEntry.nodeReady, subject: "cmp-01"))
        // The only manager is dedicated: pods of charts have no other place.
        #expect(run[first].time > .zero + worker)
        #expect(rested.outcome == .completed)
        let node = rested.world.objects(Node.self, cluster: 1).first { $0.metadata.name == "ctl-01" }
        #expect(node?.spec.taints.map(\.effect) == ["NoSchedule"])
    }

    @Test func clusterSaysWhatIsMissingUntilItIsThere() throws {
        var driver = RunDriver(try Self.template.get(), RunOptions(seed: 7))
        _ = driver.run(until: .zero + .minutes(5))
        func status(_ world: borrowing World) throws -> ClusterProviderStatus {
            let clusters = world.objects(Cluster.self)
            return try #require(clusters.first { $0.metadata.name == "lab" }).status.providerStatus
        }
        let early = try status(driver.world)
        #expect(!driver.world.state.substrate.stores[1].isAvailable)
        #expect(!early.ready && early.releaseRefs.current == nil)
        #expect(!early.conditions.isEmpty && early.conditions.allSatisfy { !$0.ready })
        let outcome = driver.run()
        #expect(outcome == .completed)
        let late = try status(driver.world)
        #expect(late.ready && late.releaseRefs.current?.name == "mosk-17-4-0-25-1")
        #expect(
            late.conditions.map { "\($0.type) \($0.ready)" } == [
                "Nodes true", "Helm true", "LoadBalancer true",
            ])
        #expect(late.nodes.ready == 5)
    }

    @Test func sameSeedAndForksGiveTheSameRun() throws {
        let template = try Self.template.get()
        for seed: UInt64 in [3, 4] {
            let first = RunDriver.record(template, RunOptions(seed: seed))
            #expect(first.fingerprint == RunDriver.record(template, RunOptions(seed: seed)).fingerprint)
            var driver = RunDriver(template, RunOptions(seed: seed))
            _ = driver.run(until: .zero + .minutes(45))
            var fork = driver.fork()
            let outcomes = [driver.run(), fork.run()]
            #expect(outcomes == [.completed, .completed])
            let (one, other) = (driver.recorded(.completed), fork.recorded(.completed))
            #expect(one.fingerprint == first.fingerprint && other.fingerprint == first.fingerprint)
        }
        let (three, four) = (
            RunDriver.record(template, RunOptions(seed: 3)), RunDriver.record(template, RunOptions(seed: 4))
        )
        #expect(three.fingerprint != four.fingerprint)
    }

    @Test(arguments: [
        ControllerID.bareMetalHost, .machine, .cluster, .lcmCluster, .lcmMachine, .lcmAgent, .helm, .kubelet,
    ])
    func crashOfAControllerLeadsToTheSameEnd(controller: ControllerID) throws {
        let template = try Self.template.get()
        let plain = RunToRest(template)
        let writes = plain.world.substrate.runtimes[Int(controller.rawValue)].writesApplied
        try #require(writes > 0)
        for write in Set([1, 2, writes / 3, writes / 2, writes - 1, writes]).sorted() where write > 0 {
            var options = RunOptions(seed: 7)
            options.faults = try template.faults(["controller-crash:\(controller.name):\(write):30s"])
            let rested = RunToRest(template, options)
            #expect(rested.outcome == .completed, "write \(write)")
            #expect(rested.run.entries(KubernetesEntry.controllerCrashed).count == 1, "write \(write)")
            let differences = NormalState.differences(
                NormalState.of(plain.world), NormalState.of(rested.world))
            #expect(differences.isEmpty, "write \(write)")
        }
    }

    @Test func moreHostsThanIronicTakesWaitForTheirTurn() throws {
        var builder = Self.builder(managers: 1, workers: 0)
        builder.workers = (10...40).map { CloudBuilder.Worker(name: "cmp-\($0)") }
        let rested = RunToRest(try builder.template())
        #expect(rested.outcome == .completed)
        let long = ["inspecting", "inspect wait", "cleaning", "clean wait", "deploying", "wait call-back"]
        var busy: Set<NameID> = []
        var most = 0
        rested.run.forEach { _, entry in
            guard entry.kind == EquipmentEntry.phaseEntered.kind,
                entry.subject.kind == EquipmentKind.ironic.subjectKind
            else { return }
            if long.contains(rested.run.names[entry.object.name]) {
                busy.insert(entry.subject.name)
            } else {
                busy.remove(entry.subject.name)
            }
            most = max(most, busy.count)
        }
        #expect(most == BareMetalHostController.provisioningLimit)
    }

    @Test func deployedClusterIsUpdatedByAPlan() throws {
        var driver = RunDriver(try Self.template.get(), RunOptions(seed: 7))
        let outcome = driver.run()
        #expect(outcome == .completed)
        var world = driver.world.fork()
        let end = world.now + .minutes(10)
        while let next = world.nextTime, next <= end, world.step() {}
        let offered = world.objects(Cluster.self).first { $0.metadata.name == "lab" }?.status.providerStatus
            .releaseRefs.available.map(\.name)
        #expect(offered?.isEmpty == false)
        #expect(world.objects(ClusterUpdatePlan.self).map(\.spec.target) == offered)
    }

    @Test func whatIsNewIsNotUpdatedAndWhatIsThereIsNotDeployed() throws {
        let bare = Self.builder(managers: 1, workers: 0).management.replacingOccurrences(
            of: "credentialsName: none}}\n",
            with: "credentialsName: none}}\nstatus: {provisioning: {state: \"\"}}\n")
        var cloud = Cloud()
        try cloud.read(bare, file: "x.yaml", context: "management")
        #expect(throws: ImportFailure.self) { try cloud.template(to: "mosk-21-0-0-25-2") }
        do { _ = try cloud.template(to: "mosk-21-0-0-25-2") } catch ImportFailure.badInput(let error) {
            #expect(error.description.contains("there is nothing to update"))
            #expect(error.hint.contains("twin run"))
        }
        #expect(try cloud.template(to: nil).isDeployment)
        var there = CloudBuilder()
        there.extra = """
            ---
            apiVersion: lcm.mirantis.com/v1alpha1
            kind: LCMMachine
            metadata: {name: ctl-01, namespace: lab}
            spec: {clusterName: lab, type: control}

            """
        do {
            _ = try there.cloud().template(to: nil)
            Issue.record("it is deployed twice")
        } catch ImportFailure.badInput(let error) {
            #expect(error.description.contains("Machine ctl-01 is deployed already"))
        }
    }
}
