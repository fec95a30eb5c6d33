import Controllers
import Kubernetes
import Simulation
import Testing
import Twin

/// What is wrong with a cloud is said at its place, with what was probably meant.
@Suite struct ImporterTests {
    /// What stands against a cloud; nil when it can be built.
    private func problem(
        _ builder: CloudBuilder, to target: String = "mosk-21-0-0-25-2", cluster: String? = nil,
        _ premises: String...
    ) throws -> String? {
        do {
            _ = try builder.cloud().template(to: target, cluster: cluster, premises)
            return nil
        } catch ImportFailure.badInput(let error) {
            return error.description
        } catch let error as CloudError {
            return error.description
        }
    }

    /// What an edited text of the management cluster makes of it.
    private func problem(replacing from: String, with to: String) throws -> String {
        let builder = CloudBuilder()
        let text = builder.management
        #expect(text.contains(from))
        var cloud = Cloud()
        do {
            try cloud.read(
                text.replacing(from, with: to, maxReplacements: 1), file: "management.yaml",
                context: "management")
            try cloud.read(builder.mosk, file: "mosk.yaml", context: "mosk")
            _ = try cloud.template()
            return "no problem"
        } catch ImportFailure.badInput(let error) {
            return error.description
        } catch let error as CloudError {
            return error.description
        }
    }

    @Test func completeCloudIsBuilt() throws {
        #expect(try problem(CloudBuilder()) == nil)
        let template = try CloudBuilder().template()
        #expect(template.nodes.map(\.name) == ["ctl-01", "ctl-02", "ctl-03", "cmp-01"])
        #expect(template.nodes.map(\.isManager) == [true, true, true, false])
        #expect(template.nodes.last?.group == "lab-default")
        #expect(template.source.metadata.name == "mosk-17-4-0-25-1")
        #expect(template.rebootsNodes)
    }

    @Test func hostSelectorWithoutHostIsAnErrorWithTheNearestOne() throws {
        let text = try problem(
            replacing: "baremetalhost-id: hw-cmp-01}}", with: "baremetalhost-id: hw-cmp-O1}}")
        #expect(text.hasPrefix("management.yaml:"))
        #expect(text.contains("Machine cmp-01: no BareMetalHost has the labels of its hostSelector"))
        #expect(text.contains("did you mean hw-cmp-01?"))
    }

    @Test func hostClaimedTwiceIsAnError() throws {
        let text = try problem(
            replacing: "baremetalhost-id: hw-cmp-01}}", with: "baremetalhost-id: hw-ctl-02}}")
        #expect(text.contains("Machine cmp-01 claims host bm-ctl-02, which Machine ctl-02 claims too"))
    }

    @Test func machinesWithoutAnyHostAreGivenOnes() throws {
        var builder = CloudBuilder()
        builder.hasHosts = false
        let template = try builder.template()
        #expect(template.notes.contains("the input has no BareMetalHost: each machine is given one"))
        #expect(template.nodes.count == 4)
    }

    @Test func unknownReleasesAreErrorsWithTheNearestOne() throws {
        var builder = CloudBuilder()
        builder.release = "mosk-17-4-0-25-l"
        let source = try #require(try problem(builder))
        #expect(source.contains("unknown release mosk-17-4-0-25-l; did you mean mosk-17-4-0-25-1?"))
        #expect(source.hasPrefix("management.yaml:9:"))
        let target = try #require(try problem(CloudBuilder(), to: "mosk-21-0-0-25-3"))
        #expect(target.contains("--to mosk-21-0-0-25-3: unknown release; did you mean mosk-21-0-0-25-2?"))
    }

    @Test func updateGroupThatIsMissingIsAnErrorWithTheNearestOne() throws {
        var builder = CloudBuilder.workers(2, concurrency: 1)
        builder.workers[1].group = "workrs"
        let text = try #require(try problem(builder))
        #expect(text.contains("Machine cmp-02 is in update group workrs, which does not exist"))
        #expect(text.contains("did you mean workers?"))
        #expect(text.hasPrefix("management.yaml:"))
    }

    @Test func chartsThatRequireEachOtherAreAnError() throws {
        var catalogue = try Catalogue.builtIn()
        var release = try #require(catalogue.clusterRelease("mosk-21-0-0-25-2")).encoded()
        var charts = release.at("spec", "helm", "releases")?.list ?? []
        for index in charts.indices {
            let name = charts[index]["name"]?.string
            if name == "metallb" { charts[index]["requires"] = .list([.string("stacklight")]) }
            if name == "stacklight" { charts[index]["requires"] = .list([.string("metallb")]) }
        }
        release["spec"]?["helm"]?["releases"] = .list(charts)
        try catalogue.read(file: "own.yaml", YAMLWriter().bytes(of: [release]))
        let options = ImportOptions(target: "mosk-21-0-0-25-2", calendar: Calendar(epochUnixSeconds: 0))
        do {
            _ = try Importer.build(CloudBuilder().cloud(), catalogue: catalogue, options: options)
            Issue.record("a cycle was taken")
        } catch ImportFailure.badInput(let error) {
            #expect(error.file == "own.yaml")
            #expect(error.line > 1)
            #expect(
                error.description.contains(
                    "requires: the Helm releases of mosk-21-0-0-25-2 require each other"))
            #expect(error.description.contains("metallb → stacklight → metallb"))
        }
    }

    @Test func evenNumberOfManagersIsNoted() throws {
        var builder = CloudBuilder()
        builder.managers = ["ctl-01", "ctl-02"]
        #expect(try builder.template().notes.contains { $0.hasPrefix("the cluster has 2 managers") })
        #expect(try !CloudBuilder().template().notes.contains { $0.contains("managers") })
    }

    @Test func cloudsThatCanNotBeRehearsedAreErrors() throws {
        var builder = CloudBuilder()
        builder.provider = "OpenstackClusterProviderSpec"
        let provider = try #require(try problem(builder))
        #expect(provider.contains("the Cluster is of provider OpenstackClusterProviderSpec"))
        #expect(provider.contains("only bare-metal clusters"))
        builder = CloudBuilder()
        builder.managers = []
        builder.hasOwnWorkloads = false
        #expect(try problem(builder)?.contains("the Cluster lab has no manager") ?? false)
        builder.workers = []
        #expect(try problem(builder)?.contains("no Machine belongs to the Cluster lab") ?? false)
    }

    @Test func severalClustersNeedAChoice() throws {
        var other = CloudBuilder()
        other.name = "other"
        other.namespace = "other"
        other.managers = other.managers.map { "other-" + $0 }
        other.workers = []
        var builder = CloudBuilder()
        builder.extra = "---\n" + other.management
        #expect(
            try problem(builder) == "the cloud has 2 clusters: lab, other; choose one with --cluster")
        #expect(try problem(builder, cluster: "lab") == nil)
        #expect(
            try problem(builder, cluster: "labor")
                == "--cluster labor: there is no such Cluster; the clusters are lab, other")
        let template = try builder.cloud().template(cluster: "other")
        #expect(template.nodes.map(\.name) == ["other-ctl-01", "other-ctl-02", "other-ctl-03"])
    }

    @Test func premisesReplaceFieldsOrSayWhatWasMeant() throws {
        let builder = CloudBuilder.workers(3, concurrency: 1)
        #expect(try problem(builder, "updategroup/workers.spec.concurrentUpdates=3") == nil)
        let name = try #require(try problem(builder, "updategroup/workrs.spec.concurrentUpdates=3"))
        #expect(name.contains("the cloud has no such object; did you mean updategroup/workers?"))
        #expect(throws: CloudError.self) { try Premise("updategroup/workers.concurrentUpdates=3") }
        #expect(throws: CloudError.self) { try Premise("updategroup/workers.spec.concurrentUpdates") }
        let premise = try Premise("UpdateGroup/*.spec.rebootIfUpdateRequires=false")
        #expect(premise.kind == "updategroup")
        #expect(premise.name == "*")
        #expect(premise.path == ["spec", "rebootIfUpdateRequires"])
        let one = try builder.template("updategroup/workers.spec.concurrentUpdates=3")
        #expect(one.versions != (try builder.template()).versions)
    }

    @Test func premisesReachTheGroupsThatEveryClusterHas() throws {
        let builder = CloudBuilder.workers(3, concurrency: 1)
        let name = try builder.template().cluster
        func limits(_ premise: String) throws -> [String: Int] {
            let groups = World(try builder.template(premise), seed: 1).exported().first {
                $0.info.kind == UpdateGroupSpec.info.kind
            }
            var limits: [String: Int] = [:]
            for item in try #require(groups).items {
                let group = try UpdateGroup(value: item)
                #expect(limits[group.metadata.name] == nil)
                limits[group.metadata.name] = Int(group.spec.concurrentUpdates)
            }
            return limits
        }
        let one = try limits("updategroup/\(name)-default.spec.concurrentUpdates=3")
        #expect(one == ["\(name)-controlplane": 1, "\(name)-default": 3, "workers": 1])
        let all = try limits("updategroup/*.spec.concurrentUpdates=4")
        #expect(all == ["\(name)-controlplane": 4, "\(name)-default": 4, "workers": 4])
    }

    @Test func premiseThatSpoilsTheCloudIsNamedInPlaceOfTheFile() throws {
        let builder = CloudBuilder.workers(2, concurrency: 1)
        let text = try #require(
            try problem(
                builder, "updategroup/workers.spec.rebootIfUpdateRequires=false",
                "updategroup/workers.spec.concurrentUpdates=0"))
        #expect(
            text.hasPrefix(
                "--set updategroup/workers.spec.concurrentUpdates: UpdateGroup workers: concurrentUpdates is 0"
            ))
        var broken = builder
        broken.workers[1].group = "workrs"
        let other = try #require(try problem(broken, "updategroup/workers.spec.concurrentUpdates=2"))
        #expect(other.hasPrefix("management.yaml:"), "the premise is not to blame")
    }

    @Test func premiseThatIsNoNumberIsAnError() throws {
        let text = try #require(
            try problem(
                CloudBuilder.workers(1, concurrency: 1), "updategroup/workers.spec.concurrentUpdates=many"))
        #expect(text.contains("concurrentUpdates"))
    }

    /// A management cluster at a release.
    private static func management(at release: String) -> String {
        """
        ---
        apiVersion: cluster.k8s.io/v1alpha1
        kind: Cluster
        metadata: {name: kaas-mgmt, namespace: default}
        spec:
          providerSpec:
            value: {kaas: {release: \(release), management: {enabled: true}}}

        """
    }

    @Test func missingManagementPlaneIsMadeUpAndSaidSo() throws {
        let template = try CloudBuilder().template()
        #expect(template.kaasRelease.metadata.name == "kaas-2-30-0")
        #expect(
            template.notes.contains {
                $0.contains("it is taken to be at kaas-2-30-0, the oldest that offers this update")
            })
        var builder = CloudBuilder()
        builder.extra = Self.management(at: "kaas-2-30-1")
        let known = try builder.template()
        #expect(known.kaasRelease.metadata.name == "kaas-2-30-1")
        #expect(!known.notes.contains { $0.contains("it is taken to be at") })
        builder.extra = builder.extra.replacing("kaas-2-30-1", with: "kaas-2-30-1x")
        #expect(
            try problem(builder)?.contains("unknown KaaSRelease kaas-2-30-1x; did you mean kaas-2-30-1?")
                ?? false)
    }

    @Test func managementPlaneThatIsTooOldGoesFirst() throws {
        var builder = CloudBuilder()
        builder.extra = Self.management(at: "kaas-2-29-0")
        do {
            _ = try builder.template()
            Issue.record("a plane that does not know the target was taken")
        } catch ImportFailure.noPath(let noPath) {
            #expect(noPath.kaasRelease == "kaas-2-29-0")
            #expect(!noPath.isMadeUp)
            let hops = try #require(noPath.hops)
            guard case .management(from: "kaas-2-29-0", _) = hops.first else {
                Issue.record("\(hops)")
                return
            }
            #expect(hops.last?.target == "mosk-21-0-0-25-2")
        }
    }

    @Test func workloadsOfTheInputAreKeptThoughTheyHaveNoPods() throws {
        var builder = CloudBuilder()
        builder.hasOwnWorkloads = false
        builder.extraMOSK = """
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: keystone-api, namespace: openstack}
            spec: {minAvailable: 3, selector: {matchLabels: {application: keystone, component: api}}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: keystone-api, namespace: openstack}
            spec:
              replicas: 2
              selector: {matchLabels: {application: keystone, component: api}}
              template: {metadata: {labels: {application: keystone, component: api}}, spec: {}}
            """
        let world = World(try builder.template(), seed: 1)
        let budgets = world.objects(PodDisruptionBudget.self, cluster: 1)
        #expect(budgets.filter { $0.metadata.name == "keystone-api" }.map(\.spec.minAvailable) == [.count(3)])
        let deployments = world.objects(Deployment.self, cluster: 1)
        #expect(deployments.filter { $0.metadata.name == "keystone-api" }.map(\.spec.replicas) == [2])
    }

    @Test func budgetsOfTheInputAreSettledAsTheirControllerDoes() throws {
        var builder = CloudBuilder()
        // One of three pods is missing: what counts is how many there should be.
        builder.extraMOSK = """
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: web}
            spec:
              replicas: 3
              selector: {matchLabels: {app: web}}
              template: {metadata: {labels: {app: web}}}
            ---
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: web, namespace: web}
            spec: {maxUnavailable: 1, selector: {matchLabels: {app: web}}}

            """
        for name in ["a", "b"] {
            builder.extraMOSK += """
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: \(name), namespace: web, labels: {app: web}}
                spec: {nodeName: ctl-01}
                status: {phase: Running, conditions: [{type: Ready, status: "True"}]}

                """
        }
        let world = World(try builder.template(), seed: 1)
        let budget = world.objects(PodDisruptionBudget.self, cluster: 1).first { $0.metadata.name == "web" }
        #expect(budget?.status.expectedPods == 3)
        #expect(budget?.status.desiredHealthy == 2)
        #expect(budget?.status.disruptionsAllowed == 0)
    }

    @Test func whatWouldBeMadeUpMayStandInTheInput() throws {
        var builder = CloudBuilder()
        builder.hasOwnWorkloads = false
        builder.extraMOSK = """
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: mysql-data-mariadb-server-0, namespace: openstack}
            spec: {storageClassName: own}

            """
        #expect(try problem(builder) == nil)
        builder.extraMOSK = """
            apiVersion: kaas.mirantis.com/v1alpha1
            kind: UpdateGroup
            metadata: {name: lab-default, namespace: elsewhere}

            """
        let world = World(try builder.template(), seed: 1)
        let groups = world.objects(UpdateGroup.self, cluster: 0).filter { $0.metadata.name == "lab-default" }
        #expect(groups.map(\.metadata.namespace) == ["elsewhere", "lab"])
    }

    @Test func everyModelledKindHasASchema() throws {
        var cloud = Cloud()
        let kinds = KindTable()
        for name in kinds.kindNames {
            let group = [
                "kaas.mirantis.com", "cluster.k8s.io", "metal3.io", "lcm.mirantis.com", "apps", "policy", "",
            ]
            for each in group where kinds.find(apiVersion: "\(each)/v1", kind: name) != nil {
                try cloud.read(
                    "apiVersion: \(each.isEmpty ? "v1" : each + "/v1")\nkind: \(name)\nmetadata: {name: a}\nmadeUp: {}\n",
                    file: "t.yaml", context: "")
            }
        }
        cloud.noteUnmodelled()
        let note = try #require(cloud.notes.first { $0.hasPrefix("fields that are kept") })
        for object in cloud.objects { #expect(note.contains("\(object.info.kind) (1)")) }
    }

    @Test func objectGivenTwiceIsAnErrorThatNamesTheFirst() throws {
        var builder = CloudBuilder()
        builder.groups = [.init(name: "one"), .init(name: "one")]
        let text = try #require(try problem(builder))
        #expect(text.contains("UpdateGroup one is given twice"))
        #expect(text.contains("the first one is at management.yaml:"))
    }

    @Test func documentsThatAreNoObjectsAreErrorsWithTheirPlace() throws {
        for (text, problem) in [
            ("- 1\n", "t.yaml:1:1: expected a Kubernetes object, found a list"),
            ("kind: Pod\n", "t.yaml:1:1: the document has no apiVersion"),
            ("apiVersion: v1\nkind: Pod\n", "t.yaml:1:1: the Pod has no metadata"),
            (
                "apiVersion: v1\nkind: Pod\nmetadata: {labels: {}}\n",
                "t.yaml:3:11: the Pod has no metadata.name"
            ),
            ("apiVersion: v1\nknd: Pod\n", "is 'knd' meant to be 'kind'?"),
        ] {
            var cloud = Cloud()
            do {
                try cloud.read(text, file: "t.yaml", context: "")
                Issue.record("taken: \(text)")
            } catch let error as CloudError {
                #expect(error.description.contains(problem), "\(error)")
            }
        }
    }
}
