import Kubernetes
import Testing
import Twin

@Suite struct ReleaseGraphTests {
    /// A release of the management plane with edges `source: targets`, recalled where they end with `?`.
    private func plane(_ version: String, _ edges: KeyValuePairs<String, [String]>) throws -> KaaSRelease {
        var release = KaaSRelease(metadata: ObjectMeta(name: "kaas-" + version))
        release.spec.version = version
        for (source, targets) in edges {
            var entry = SupportedClusterRelease()
            entry.name = "mosk-" + source
            entry.version = source
            for target in targets {
                var upgrade = ReleaseUpgrade()
                upgrade.version = target.filter { $0 != "?" }
                entry.availableUpgrades.append(upgrade)
                if target.hasSuffix("?") {
                    release.metadata.annotations["edge.twin.rehearsal/\(source).\(upgrade.version)"] =
                        "recalled; no"
                }
            }
            release.spec.supportedClusterReleases.append(entry)
        }
        return release
    }

    private func graph(onlyVerified: Bool = false) throws -> ReleaseGraph {
        ReleaseGraph(
            [
                try plane("1", ["1": ["2"], "2": []]), try plane("2", ["2": ["3?"], "3": []]),
                try plane("3", ["2": ["4"], "3": ["4"], "4": ["5"], "5": []]),
                try plane("4", ["5": ["6"], "6": []]),
            ], onlyVerified: onlyVerified)
    }

    private func path(_ source: String, _ target: String, under kaas: String?, onlyVerified: Bool = false)
        throws -> [String]?
    {
        try graph(onlyVerified: onlyVerified).path(
            from: "mosk-" + source, to: "mosk-" + target, under: kaas.map { "kaas-" + $0 })?.map(\.target)
    }

    @Test func oneHopThatIsOfferedIsOneHop() throws {
        #expect(try path("1", "2", under: "1") == ["mosk-2"])
        #expect(try graph().offers("mosk-1", "mosk-2", under: plane("1", ["1": ["2"], "2": []])))
    }

    @Test func managementGoesFirstWhereTheTargetIsNewer() throws {
        #expect(try path("2", "4", under: "1") == ["kaas-3", "mosk-4"])
        #expect(try path("2", "3", under: "1") == ["kaas-2", "mosk-3"])
    }

    @Test func pathTakesTheFewestHops() throws {
        #expect(
            try path("1", "6", under: "1") == ["mosk-2", "kaas-3", "mosk-4", "mosk-5", "kaas-4", "mosk-6"])
        #expect(try path("2", "4", under: nil) == ["kaas-3", "mosk-4"])
    }

    @Test func managementNeverDropsTheRelease() throws {
        // Release 3 of the plane no longer supports 1, so that the cluster has to leave 1 under release 1.
        #expect(try path("1", "4", under: "1") == ["mosk-2", "kaas-3", "mosk-4"])
    }

    @Test func onlyVerifiedLeavesOutOtherEdges() throws {
        #expect(try path("2", "3", under: "2") == ["mosk-3"])
        #expect(try path("2", "3", under: "2", onlyVerified: true) == nil)
        #expect(try path("2", "4", under: "2", onlyVerified: true) == ["kaas-3", "mosk-4"])
    }

    @Test func unknownOrOlderTargetsHaveNoPath() throws {
        #expect(try path("1", "9", under: "1") == nil)
        #expect(try path("4", "2", under: "3") == nil)
        #expect(try path("9", "1", under: "1") == nil)
        #expect(try path("1", "2", under: "9") == nil)
        #expect(try path("1", "1", under: "1") == [])
    }

    @Test func oldestPlaneIsTheFirstThatOffers() throws {
        #expect(try graph().oldest(offering: "mosk-2", "mosk-4")?.metadata.name == "kaas-3")
        #expect(try graph().oldest(offering: "mosk-1", "mosk-4") == nil)
        #expect(try graph().oldest(supporting: "mosk-5")?.metadata.name == "kaas-3")
    }

    @Test func everyTargetOfTheCatalogueIsOfferedSomewhereAndSaysHowCertainItIs() throws {
        let catalogue = try Catalogue.builtIn()
        let graph = ReleaseGraph(catalogue.kaasReleases)
        var edges = 0
        for kaas in catalogue.kaasReleases {
            for entry in kaas.spec.supportedClusterReleases {
                for hop in graph.targets(from: entry.name, under: kaas) {
                    edges += 1
                    #expect(catalogue.clusterRelease(hop.target) != nil, "\(hop.target)")
                    #expect(
                        ["verified", "inferred", "recalled"].contains(
                            kaas.edgeCertainty(entry.name, hop.target)))
                }
            }
        }
        #expect(edges > 50)
        #expect(
            graph.path(from: "mosk-17-4-0-25-1", to: "mosk-21-0-0-25-2", under: "kaas-2-30-0")?.count == 1)
    }
}
