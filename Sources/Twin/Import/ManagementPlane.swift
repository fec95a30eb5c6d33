import Kubernetes

/// The management plane of a cloud: the release in force, and the two releases of the cluster that matter.
struct ManagementPlane {
    /// The release in force.
    var kaas: KaaSRelease
    /// All releases that are known: the catalogue's, replaced by the cloud's own.
    var kaasReleases: [KaaSRelease]
    /// The release at which the cluster is.
    var source: ClusterRelease
    /// The release to which it shall go; nil where it is deployed, or stays.
    var target: ClusterRelease?
    /// Whether the cloud said nothing of its management plane.
    var isMadeUp = false
    /// Whether the update to the target has begun: the Cluster wants that release already.
    var isUnderWay = false

    init(_ importer: borrowing Importer, _ cluster: CloudObject) throws(CloudError) {
        let catalogue = importer.catalogue
        let own = importer.all(KaaSRelease.self, 0)
        var releases = catalogue.kaasReleases.filter { release in
            !own.contains { $0.metadata.name == release.metadata.name }
        }
        releases += own
        releases.sort { ReleaseVersion($0.spec.version) < ReleaseVersion($1.spec.version) }
        kaasReleases = releases
        let ownClusterReleases = importer.all(ClusterRelease.self, 0)
        func find(_ name: String) -> ClusterRelease? {
            ownClusterReleases.first { $0.metadata.name == name } ?? catalogue.clusterRelease(name)
        }
        let known = (ownClusterReleases + catalogue.clusterReleases).map(\.metadata.name)
        let place = cluster.value.at("spec", "providerSpec", "value", "release")
        guard let wantedName = place?.string, !wantedName.isEmpty else {
            throw cluster.error("the Cluster has no spec.providerSpec.value.release", at: place)
        }
        var sourceName = wantedName
        let current = cluster.value.at("status", "providerStatus", "releaseRefs", "current", "name")?.string
        if let current, !current.isEmpty, importer.options.isDeployment {
            throw cluster.error(
                "the Cluster is deployed already, at \(current)",
                hint: "say with to where it is to go: `twin releases --from \(current)` lists it")
        }
        if let current, !current.isEmpty, current != wantedName {
            guard wantedName == importer.options.target else {
                throw cluster.error(
                    "the Cluster is on its way from \(current) to \(wantedName)",
                    hint: "rehearse that to its end first: --to \(wantedName)", at: place)
            }
            (sourceName, isUnderWay) = (current, true)
        }
        guard let source = find(sourceName) else {
            throw cluster.error(
                "unknown release \(sourceName)",
                hint: NearestName.find(sourceName, among: known).map { "did you mean \($0)?" }
                    ?? "add its ClusterRelease with --releases DIR", at: place)
        }
        self.source = source
        if let name = importer.options.target {
            guard let target = find(name) else {
                throw CloudError(
                    problem: "--to \(name): unknown release",
                    hint: NearestName.find(name, among: known).map { "did you mean \($0)?" }
                        ?? "`twin releases` lists them; add others with --releases DIR")
            }
            guard target.metadata.name != sourceName else {
                throw cluster.error(
                    "--to \(name): the Cluster is at that release, or is to be deployed with it",
                    hint: "`twin releases --from \(name)` lists where it can go; a cluster that is not there "
                        + "yet is deployed with `twin run` of a scenario whose cloud has no to", at: place)
            }
            self.target = target
        }
        (kaas, isMadeUp) = try Self.kaasRelease(
            importer, cluster, own, releases, source: source.metadata.name, target: target?.metadata.name)
    }

    /// The release of the management plane, and whether it is made up.
    private static func kaasRelease(
        _ importer: borrowing Importer, _ cluster: CloudObject, _ own: [KaaSRelease],
        _ releases: [KaaSRelease], source: String, target: String?
    ) throws(CloudError) -> (release: KaaSRelease, isMadeUp: Bool) {
        let manager = importer.cloud.objects.first { $0.isManagementCluster }
        let named = manager?.value.at("spec", "providerSpec", "value", "kaas", "release")
        if let active = own.first(where: { $0.metadata.labels[Label.active] == "true" }) {
            return (active, false)
        }
        if let name = named?.string {
            guard let release = releases.first(where: { $0.metadata.name == name }) else {
                throw (manager ?? cluster).error(
                    "unknown KaaSRelease \(name)",
                    hint: NearestName.find(name, among: releases.map(\.metadata.name)).map {
                        "did you mean \($0)?"
                    }
                        ?? "add it with --releases DIR", at: named)
            }
            return (release, false)
        }
        let graph = ReleaseGraph(releases, onlyVerified: importer.options.onlyVerified)
        // A cluster is deployed by a management plane of its time, under which it can be updated later.
        let supporting = releases.filter { release in
            release.spec.supportedClusterReleases.contains { $0.name == source }
        }
        let chosen =
            target.flatMap { graph.oldest(offering: source, $0) }
            ?? (importer.options.isDeployment
                ? supporting.last { !graph.targets(from: source, under: $0).isEmpty } ?? supporting.last
                : graph.oldest(supporting: source))
        guard let release = chosen ?? releases.first
        else { throw CloudError(problem: "the catalogue has no KaaSRelease") }
        return (release, true)
    }
}
