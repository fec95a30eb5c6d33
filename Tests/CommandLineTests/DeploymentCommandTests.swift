import Foundation
import Testing

/// A cluster that is not there yet, as a user meets it.
@Suite struct DeploymentCommandTests {
    @Test func madeUpCloudIsDeployedAndNotUpdated() throws {
        let folder = try ScratchFolder()
        let made = try TwinProcess.run(
            [
                "generate", "--new", "--name", "mosk-new", "--controllers", "0", "--workers", "2", "--racks",
                "1",
            ], in: folder)
        #expect(made.code == 0 && made.out.contains(" --new`"), "\(made.error)")
        let cloud = try folder.write(made.out, to: "cloud.yaml")
        let update = try TwinProcess.rehearse(cloud, in: folder)
        #expect(update.code == 2 && update.error.contains("there is nothing to update"), "\(update.error)")
        #expect(update.error.contains("deploy it with `twin run FILE`"))
        let scenario = """
            apiVersion: twin.rehearsal/v1
            kind: Scenario
            metadata: {name: new}
            spec:
              about: A small cluster is deployed.
              cloud: {path: cloud.yaml}
              expect:
                sometimes: [{name: it is Ready, entry: {word: clusterReady, subject: Cluster/mosk-new}}]
            """
        let path = try folder.write(scenario, to: "new.yaml")
        let run = try TwinProcess.run(["run", path], in: folder)
        #expect(run.code == 0, "\(run.error)")
        #expect(
            run.out.contains("the cluster is deployed and Ready: it was complete after 1 h"), "\(run.out)")
        let again = try TwinProcess.run(["replay", "latest"], in: folder)
        #expect(again.code == 0 && again.out.hasPrefix("equal: "), "\(again.error)")
        let planned = scenario.replacingOccurrences(
            of: "  expect:", with: "  operator: {commence: [{steps: all}]}\n  expect:")
        let wrong = try folder.write(planned, to: "wrong.yaml")
        let refused = try TwinProcess.run(["run", wrong], in: folder)
        #expect(refused.code == 2 && refused.error.contains("a deployment has no update plan"))
    }
}
