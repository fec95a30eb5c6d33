import Controllers
import Kubernetes
import Scenarios
import Testing
import Twin

/// The operator applies and deletes objects, in the timeline and as a reaction.
@Suite struct ApplyTests {
    private static let credential =
        "{apiVersion: kaas.mirantis.com/v1alpha1, kind: BareMetalHostCredential, "
        + "metadata: {name: spare, namespace: mosk}, spec: {username: admin, password: {value: hidden-word}}}"

    @Test func objectIsCreatedOnceThenMerged() throws {
        let group =
            "{apiVersion: kaas.mirantis.com/v1alpha1, kind: UpdateGroup, "
            + "metadata: {name: mosk-small-default, namespace: mosk}, spec: {concurrentUpdates: 3}}"
        let run = try ScenarioFixture.run(
            timeline: "{apply: [\(Self.credential), \(group)], at: 1m}, {apply: \(Self.credential), at: 2m}",
            expect: """
                    sometimes:
                    - name: one
                      entry: {word: created, subject: BareMetalHostCredential/spare, object: operator}
                    - name: two
                      condition:
                        object: UpdateGroup/mosk-small-default
                        path: spec.concurrentUpdates
                        equals: 3
                    - name: kept
                      condition: {object: UpdateGroup/mosk-small-default, path: spec.index, equals: 1}
                    budgets:
                    - {name: once, entry: {word: created, subject: BareMetalHostCredential/spare}, times: 1}
                    - name: unchanged
                      entry: {word: updated, subject: BareMetalHostCredential/spare}
                      times: 0
                """,
            more: "  until: {word: stepStarted, object: ceph}")
        #expect(run.results.filter { !$0.isHeld } == [])
    }

    @Test func objectIsDeletedAndWhatIsGoneIsRefused() throws {
        let run = try ScenarioFixture.run(
            timeline:
                "{delete: BareMetalHostCredential/bm-cmp-01-credentials, at: 1m}, "
                + "{delete: {object: BareMetalHostCredential/bm-cmp-01-credentials, namespace: mosk}, at: 2m}",
            expect: """
                    sometimes:
                    - name: gone
                      entry:
                        word: deleted
                        subject: BareMetalHostCredential/bm-cmp-01-credentials
                        object: operator
                    - name: refused
                      entry: {word: refused, subject: BareMetalHostCredential/*, text: answered 404}
                """,
            more: "  until: {word: stepStarted, object: ceph}")
        #expect(run.results.filter { !$0.isHeld } == [])
    }

    @Test func reactionsApplyAndDelete() throws {
        let run = try ScenarioFixture.run(
            operate: """
                    reactions:
                    - {to: {word: stepStarted, object: openstack}, after: 1m, apply: \(Self.credential)}
                    - to: {word: stepStarted, object: openstack}
                      after: 2m
                      delete: BareMetalHostCredential/spare
                """,
            expect: """
                    sometimes:
                    - {name: here, entry: {word: created, subject: BareMetalHostCredential/spare}}
                    - {name: gone, entry: {word: deleted, subject: BareMetalHostCredential/spare}}
                """,
            more: "  until: {word: stepStarted, object: ceph}")
        #expect(run.results.filter { !$0.isHeld } == [])
    }

    @Test func refusalByAdmissionIsJournaled() throws {
        let host =
            "{apiVersion: metal3.io/v1alpha1, kind: BareMetalHost, metadata: {name: bm-cmp-01, namespace: mosk}, "
            + "spec: {online: false, disablePowerOff: true}}"
        let run = try ScenarioFixture.run(
            timeline: "{apply: \(host), at: 1m}",
            expect:
                "    sometimes: [{name: this, entry: {word: refused, subject: BareMetalHost/bm-cmp-01, text: answered 422 to the operator}}]",
            more: "  until: {word: stepStarted, object: ceph}")
        #expect(run.results.filter { !$0.isHeld } == [])
    }

    static let mistakes: [(item: String, said: String)] = [
        ("{apply: {kind: Machine}}", "spec.timeline[0].apply: there is no apiVersion"),
        (
            "{apply: {apiVersion: v1, kind: Sekret, metadata: {name: x}}}",
            "the kinds are KaaSRelease, ClusterRelease, Cluster, Machine"
        ),
        (
            "{apply: {apiVersion: cluster.k8s.io/v1alpha1, kind: Machin, metadata: {name: x}}}",
            "x.yaml:10:66: spec.timeline[0].apply.kind: there is no kind Machin in this cloud; did you mean Machine?"
        ),
        (
            "{apply: {apiVersion: kaas.mirantis.com/v1alpha1, kind: Machine, metadata: {name: x}}}",
            "write apiVersion: cluster.k8s.io/v1alpha1"
        ),
        (
            "{apply: {apiVersion: cluster.k8s.io/v1alpha1, kind: Machine, metadata: {namespace: mosk}}}",
            "spec.timeline[0].apply.metadata: there is no name"
        ),
        (
            "{apply: {apiVersion: cluster.k8s.io/v1alpha1, kind: Machine, metadata: {name: x}}}",
            "there is no namespace; add namespace: "
        ),
        (
            "{apply: [{apiVersion: v1, kind: Node, metadata: {name: a}}, "
                + "{apiVersion: v1, kind: Node, metadata: {name: b}, spec: {unschedulabel: true}}]}",
            "spec.timeline[0].apply[1].spec.unschedulabel: a Node has no such field; did you mean unschedulable?"
        ),
        (
            "{apply: {apiVersion: v1, kind: Node, metadata: {name: a}, spec: {unschedulable: 7}}}",
            "spec.timeline[0].apply.spec.unschedulable: expected a boolean"
        ),
        (
            "{apply: {apiVersion: v1, kind: Node, metadata: {name: a}, status: {phase: x}}}",
            "an object is applied without its status"
        ),
        ("{apply: yes-please}", "expected an object, a list of objects or a file"),
        ("{apply: {file: spare.yaml, kid: x}}", "spec.timeline[0].apply.kid: there is no such field"),
        ("{apply: {file: spare.yaml}}", "spec.timeline[0].apply.file: the file was not read"),
        (
            "{delete: Machine/cmp-77}",
            "x.yaml:10:23: spec.timeline[0].delete.object: there is no Machine cmp-77"
        ),
        ("{delete: Machin/cmp-01}", "did you mean Machine?"),
        ("{delete: BareMetalHostCredential/nothing}", "there is no BareMetalHostCredential nothing"),
        ("{delete: {object: Machine/cmp-01, cluster: mosk}}", "Machine objects live in the other cluster"),
        ("{delete: {objekt: Machine/cmp-01}}", "did you mean 'object'?"),
        ("{delete: Machine/cmp-01, set: {object: Machine/cmp-01, path: x, value: y}}", "exclude each other"),
    ]

    @Test(arguments: mistakes)
    func mistakeIsNamedAtItsPlace(item: String, said: String) throws {
        let text = ScenarioFixture.text(
            timeline: item, expect: "    always: [{name: x, never: {word: quorumLost}}]")
        do {
            _ = try ScenarioFixture.read(Array(text.utf8), file: "x.yaml")
            Issue.record("it was read")
        } catch let error as CloudError {
            #expect(error.description.contains(said), "\(error)")
            #expect(error.file == "x.yaml" && error.line > 0 && error.column > 0, "\(error)")
        }
    }

    @Test func whatComesByApplyMayBeSpokenOf() throws {
        let machine =
            "{apiVersion: cluster.k8s.io/v1alpha1, kind: Machine, metadata: {name: cmp-77, namespace: mosk}}"
        let text = ScenarioFixture.text(
            timeline: "{name: a, apply: \(machine)}, {delete: Machine/cmp-77, after: a, delay: 1m}",
            expect:
                "    always: [{name: x, never: {word: nodeReady, subject: Node/cmp-77}, since: {word: created, subject: LCMMachine/cmp-77}}]"
        )
        _ = try ScenarioFixture.read(Array(text.utf8), file: "x.yaml")
    }

    @Test func secretsAreRedactedAndFilesAreInlined() throws {
        let text = ScenarioFixture.text(
            timeline: "{apply: {file: more.yaml}}, {apply: \(Self.credential)}",
            expect: "    always: [{name: x, never: {word: quorumLost}}]")
        var file = try ScenarioFile.read(Array(text.utf8), file: "x.yaml")[0]
        #expect(file.attachedPaths.map(\.value) == ["more.yaml"])
        try file.attach(Array(Self.credential.utf8), path: "more.yaml", file: "/a/more.yaml")
        var cloud = Cloud()
        let prepared = try file.prepared { cloud.redacted($0) }
        let kept = prepared.value.at("spec", "timeline")?.list ?? []
        for object in [kept[0]["apply"]?.list?.first, kept[1]["apply"]] {
            let password = object?.at("spec", "password", "value")?.string
            #expect(password?.hasPrefix("<redacted #") == true, "\(password ?? "nothing")")
            #expect(object?.at("spec", "username")?.string == "admin")
        }
        #expect(prepared.attached.count == 1 && prepared.attachedPaths.isEmpty)
    }

    @Test func whatIsNoObjectInAFileIsBlamedOnTheFile() throws {
        let text = ScenarioFixture.text(
            timeline: "{apply: {file: more.yaml}}",
            expect: "    always: [{name: x, never: {word: quorumLost}}]")
        var file = try ScenarioFile.read(Array(text.utf8), file: "x.yaml")[0]
        let error = #expect(throws: CloudError.self) {
            try file.attach(Array("---\nroot:x:0:0\n".utf8), path: "more.yaml", file: "/a/more.yaml")
        }
        #expect(error?.description == "/a/more.yaml:2:1: expected a Kubernetes object, found a string")
    }

    @Test func wordsOfTheAuthorStayAndDataIsRedacted() throws {
        let words = "the token of the LCM agent: the password=x is wrong"
        let text = ScenarioFixture.text(
            timeline: """
                {name: "token: \(words)", after: {word: waitBegan, text: "\(words)"}, set:
                  {object: Machine/cmp-01, path: "metadata.annotations[my.password]", value: secret1}},
                {name: plain, when: {object: Secret/s1, path: data.any, equals: secret2}, set:
                  {object: Machine/cmp-01, path: spec.providerID, value: keep-this}}
                """,
            expect: "    always: [{name: \"\(words)\", never: {word: quorumLost}}]")
        let file = try ScenarioFile.read(Array(text.utf8), file: "x.yaml")[0]
        var cloud = Cloud()
        let kept = try file.prepared { cloud.redacted($0) }.value
        let items = kept.at("spec", "timeline")?.list ?? []
        #expect(items[0]["name"]?.string == "token: \(words)")
        #expect(items[0].at("after", "text")?.string == words)
        #expect(items[0].at("set", "value")?.string == "<redacted #1>")
        #expect(items[1].at("set", "value")?.string == "keep-this")
        #expect(items[1].at("when", "equals")?.string == "<redacted #2>")
        #expect(kept.at("spec", "expect", "always")?.list?.first?["name"]?.string == words)
    }

    @Test func mistakeInAFileIsBlamedOnTheFile() throws {
        let text = ScenarioFixture.text(
            timeline: "{apply: {file: more.yaml}}",
            expect: "    always: [{name: x, never: {word: quorumLost}}]")
        var file = try ScenarioFile.read(Array(text.utf8), file: "x.yaml")[0]
        let wrong = "apiVersion: v1\nkind: Node\nmetadata: {name: a}\nspec: {unschedulabel: true}\n"
        try file.attach(Array(wrong.utf8), path: "more.yaml", file: "/a/more.yaml")
        let template = try ScenarioFixture.read(
            Array(
                ScenarioFixture.text(expect: "    always: [{name: x, never: {word: quorumLost}}]").utf8),
            file: "y.yaml"
        ).template
        let error = #expect(throws: CloudError.self) { try ScenarioReader.read(file, template) }
        #expect(
            error?.description.hasPrefix("/a/more.yaml:4:8: spec.unschedulabel") == true, "\(error as Any)")
    }
}

/// A new server comes with its object.
extension ApplyTests {
    @Test func newHostIsInspectedAndServesANewMachine() throws {
        let host =
            "{apiVersion: metal3.io/v1alpha1, kind: BareMetalHost, metadata: {name: bm-new, namespace: mosk, "
            + "annotations: {kaas.mirantis.com/baremetalhost-credentials-name: spare}}, "
            + "spec: {online: true, bootMACAddress: \"02:00:00:00:99:99\", bmc: {address: \"10.10.0.99:623\"}}}"
        let machine =
            "{apiVersion: cluster.k8s.io/v1alpha1, kind: Machine, metadata: {name: cmp-99, namespace: mosk, "
            + "labels: {cluster.sigs.k8s.io/cluster-name: mosk-small}}, spec: {providerSpec: {value: "
            + "{apiVersion: baremetal.k8s.io/v1alpha1, kind: BareMetalMachineProviderSpec}}}}"
        let run = try ScenarioFixture.run(
            timeline: "{apply: [\(Self.credential), \(host), \(machine)], at: 1m}",
            operate: "    commence: [{steps: all, at: 90h}]",
            expect: """
                    sometimes:
                    - {name: bound, entry: {word: hostAssigned, subject: BareMetalHost/bm-new}}
                    - {name: ready, entry: {word: nodeReady, subject: Node/cmp-99, object: "True"}}
                """,
            more: "  until: {word: machineState, subject: LCMMachine/cmp-99, object: Ready}")
        #expect(run.results.filter { !$0.isHeld } == [])
    }
}
