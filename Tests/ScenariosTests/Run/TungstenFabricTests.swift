import Controllers
import Files
import Kubernetes
import Scenarios
import Simulation
import Testing
import Twin

/// Clouds with OpenSDN: its operator lets one node out at a time.
@Suite struct TungstenFabricTests {
    private let root = #filePath.dropLast("/Tests/ScenariosTests/Run/TungstenFabricTests.swift".count)

    /// An example cloud. In the small one networking is of another back end, so that durations stand for
    /// OpenSDN; its computes have vRouters where wanted.
    func template(_ name: String = "small", vRouters: Bool = false) throws -> WorldTemplate {
        let compute = "- {key: openstack-compute-node, value: enabled}"
        var cloud = Cloud()
        for file in try FileTree.files(at: root + "/scenarios/clusters/" + name, limits: FileLimits()) {
            var text = String(decoding: try file.bytes(), as: UTF8.self)
            if vRouters {
                text = text.replacing(compute, with: compute + "\n      - {key: tfvrouter, value: enabled}")
            }
            var reader = YAMLReader(file: file.path)
            for document in try reader.read(Array(text.utf8)) {
                try cloud.add(document, file: file.path, context: file.relativePath)
            }
        }
        return try Importer.build(
            cloud, catalogue: try Catalogue.builtIn(),
            options: ImportOptions(
                target: "mosk-21-0-0-25-2", calendar: Calendar(epochUnixSeconds: 1_767_477_600)))
    }

    @Test func oneNodeIsOutAtATime() throws {
        let template = try template(vRouters: true)
        #expect(!template.absentControllers.contains(.tungstenFabric))
        let text = ScenarioFixture.text(
            timeline: """
                {name: more, at: 1m, set: {object: UpdateGroup/mosk-small-default, \
                path: spec.concurrentUpdates, value: 3}}
                """,
            expect: "    eventually: [{name: x, entry: {word: releaseReached}, within: 1d}]")
        let file = try ScenarioFile.read(Array(text.utf8), file: "test.yaml")[0]
        let made = RunDriver.record(try ScenarioReader.read(file, template), template, seed: 7)
        #expect(made.isHeld, "\(made.results.filter { !$0.isHeld })")
        let run = made.recorded
        var out: Set<String> = []
        var (most, released, cluster) = (0, Set<String>(), false)
        var waits = 0
        run.forEach { _, entry in
            let name = run.names[entry.subject.name]
            if entry.kind == SimulationEntry.waitBegan.kind, name.hasPrefix("tungstenfabric-cmp") {
                waits += 1
            }
            guard [LCMEntry.lockReleased.kind, LCMEntry.lockTaken.kind].contains(entry.kind) else { return }
            if name == "tf-mosk-small" { cluster = cluster || entry.kind == LCMEntry.lockReleased.kind }
            guard name.hasPrefix("tungstenfabric-") else { return }
            if entry.kind == LCMEntry.lockReleased.kind {
                out.insert(name)
                released.insert(name)
            } else {
                out.remove(name)
            }
            most = max(most, out.count)
        }
        // All three are asked for at once: two wait for the first one's lock.
        #expect(cluster && most == 1 && waits >= 2)
        #expect(released == ["tungstenfabric-cmp-01", "tungstenfabric-cmp-02", "tungstenfabric-cmp-03"])
    }

    @Test func whatItsOperatorWaitsForInEveryUpdateIsNoBlocker() async throws {
        let rehearsal = await Rehearsal.run(
            try template("opensdn"), RunOptions(seed: 7), runs: 1, cores: 1)
        let report = RehearsalReport(rehearsal, window: nil, density: 20, replay: "")
        let routine: Set<WaitRule.Form> = [.openSDNNotReady, .vRouterNotReady, .servicesUnhealthy]
        #expect(routine.isSubset(of: Wait.all(rehearsal.median).map(\.rule.form)))
        let blockers = report.blockers.map(\.rule.form)
        #expect(routine.isDisjoint(with: blockers) && blockers.contains(.turn), "\(blockers)")
    }

    @Test func withoutVRoutersNobodyHoldsThatLock() throws {
        let template = try template(vRouters: false)
        #expect(template.absentControllers.contains(.tungstenFabric))
        var locks = 0
        let run = RunDriver.record(template, RunOptions(seed: 7))
        run.forEach { _, entry in
            if run.names[entry.subject.name].hasPrefix("tungstenfabric") { locks += 1 }
        }
        #expect(run.outcome == .completed && locks == 0)
    }

    /// The example cloud with OpenSDN; all its computes are asked for at once.
    private func openSDN(_ plane: OpenStackPlane) throws -> WorldTemplate {
        var cloud = Cloud()
        for file in try FileTree.files(at: root + "/scenarios/clusters/opensdn", limits: FileLimits()) {
            var reader = YAMLReader(file: file.path)
            for document in try reader.read(try file.bytes()) {
                try cloud.add(document, file: file.path, context: file.relativePath)
            }
        }
        var options = ImportOptions(
            target: "mosk-21-0-0-25-2", calendar: Calendar(epochUnixSeconds: 1_767_477_600))
        options.openStack = plane
        return try Importer.build(cloud, catalogue: try Catalogue.builtIn(), options: options)
    }

    /// OpenSDN and Ceph each let one node out, in the order of requests: otherwise each would wait for the
    /// other, which seed 7 had them do.
    @Test(arguments: [7, 8] as [UInt64])
    func anUpdateReplacesTheVRoutersNodeByNode(seed: UInt64) throws {
        let run = RunDriver.record(try openSDN(.modelled), RunOptions(seed: seed))
        #expect(run.outcome == .completed)
        var (out, most): (Set<String>, Int) = ([], 0)
        var replaced: [String] = []
        run.forEach { _, entry in
            let name = run.names[entry.subject.name]
            if entry.kind == KubernetesEntry.deleted.kind, name.hasPrefix("tf-vrouter-agent-") {
                replaced.append(name)
                // The node is still out.
                #expect(out.contains("tungstenfabric" + name.dropFirst("tf-vrouter-agent".count)))
            }
            guard name.hasPrefix("tungstenfabric-") else { return }
            if entry.kind == LCMEntry.lockReleased.kind { out.insert(name) }
            if entry.kind == LCMEntry.lockTaken.kind { out.remove(name) }
            most = max(most, out.count)
        }
        #expect(most == 1 && out.isEmpty)
        #expect(
            replaced.sorted() == ["cmp-01", "cmp-02", "cmp-03"].map { "tf-vrouter-agent-\($0)" })
    }

    @Test func withDurationsItHasNoPods() throws {
        let template = try openSDN(.durations)
        #expect(!template.absentControllers.contains(.tungstenFabric))
        #expect(!template.workloadFacts.contains { $0.name.hasPrefix("tf-") })
        let run = RunDriver.record(template, RunOptions(seed: 7))
        var released = 0
        run.forEach { _, entry in
            if entry.kind == LCMEntry.lockReleased.kind,
                run.names[entry.subject.name].hasPrefix("tungstenfabric-")
            {
                released += 1
            }
        }
        #expect(run.outcome == .completed && released == 3)
    }
}
