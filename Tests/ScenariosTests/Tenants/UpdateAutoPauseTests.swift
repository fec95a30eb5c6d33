import Files
import Kubernetes
import Scenarios
import Simulation
import Testing
import Twin

/// Which alert of a cluster's UpdateAutoPause would stop an update, and where.
@Suite struct UpdateAutoPauseTests {
    func report(_ alerts: String?) async throws -> RehearsalReport {
        let root = #filePath.dropLast("/Tests/ScenariosTests/Tenants/UpdateAutoPauseTests.swift".count)
        var cloud = Cloud()
        for file in try FileTree.files(at: root + "/scenarios/clusters/small", limits: FileLimits()) {
            var reader = YAMLReader(file: file.path)
            for document in try reader.read(try file.bytes()) {
                try cloud.add(document, file: file.path, context: file.relativePath)
            }
        }
        if let alerts {
            let text = """
                apiVersion: kaas.mirantis.com/v1alpha1
                kind: UpdateAutoPause
                metadata: {name: mosk-small, namespace: \(try namespace())}
                spec: {alerts: [\(alerts)]}
                """
            var reader = YAMLReader(file: "pause.yaml")
            for document in try reader.read(Array(text.utf8)) {
                try cloud.add(document, file: "pause.yaml", context: "management/pause.yaml")
            }
        }
        let template = try Importer.build(
            cloud, catalogue: try Catalogue.builtIn(),
            options: ImportOptions(
                target: "mosk-21-0-0-25-2", calendar: Calendar(epochUnixSeconds: 1_767_477_600)))
        let rehearsal = await Rehearsal.run(template, RunOptions(seed: 7), runs: 1, cores: 1)
        return RehearsalReport(rehearsal, window: nil, density: 20, replay: "")
    }

    func namespace() throws -> String { try SmallCloud.template.get().namespace }

    @Test func theFirstAlertStopsItsStep() async throws {
        let report = try await report("OpenstackAPI401Critical, KubeAPIDown, KubeNodeNotReady")
        let (alert, step) = try #require(report.pause)
        // A manager that reboots is the first whose API is not there.
        #expect(alert.alert == "KubeAPIDown" && step == "k8s-controllers")
        let text = RehearsalText.render(report, width: 110, allMachines: false)
        #expect(text.contains("UpdateAutoPause stops the update in step k8s-controllers: KubeAPIDown fires"))
        #expect(report.json()["updateAutoPause"]?["stops"]?["step"]?.string == "k8s-controllers")
    }

    @Test func otherAlertsDoNot() async throws {
        let report = try await report("CephClusterHealthCritical")
        #expect(report.pause == nil)
        #expect(
            RehearsalText.render(report, width: 110, allMachines: false)
                .contains("UpdateAutoPause (CephClusterHealthCritical) does not stop the update"))
    }

    @Test func withoutTheObjectNothingIsSaid() async throws {
        let report = try await report(nil)
        #expect(report.pause == nil && report.json()["updateAutoPause"]?.isNull ?? false)
        #expect(!RehearsalText.render(report, width: 110, allMachines: false).contains("UpdateAutoPause"))
    }
}
